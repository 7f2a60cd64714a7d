import fontFile from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'
import type { Scene } from '../charts/scene'
import { ExportError } from '../domain'
import { withWords } from '../exports/png'
import { svgOf } from '../exports/svg'

/** Pixels of a picture for each of the screen. */
const SCALE = 2
/** No browser's canvas is surely wider or higher. */
const MOST = 8192

let carried: Promise<string | null> | null = null

/** The charts' font as a `data:` address; null where it cannot be had, and pictures then use what is installed. */
export function font(): Promise<string | null> {
  const coming = (carried ??= fontFile.startsWith('data:') ? Promise.resolve(fontFile) : fetched(fontFile))
  coming.catch(() => (carried = null))
  return coming.catch(() => null)
}

async function fetched(address: string): Promise<string> {
  const response = await fetch(address)
  if (!response.ok) throw new ExportError('The font could not be fetched.', { found: `status ${response.status}`, expected: '200' }) // prettier-ignore
  const bytes = new Uint8Array(await response.arrayBuffer())
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return `data:font/woff2;base64,${btoa(binary)}`
}

/** A chart as an SVG file, with its font within. */
export const svgFile = async (scene: Scene, link: string | null): Promise<Uint8Array> =>
  new TextEncoder().encode(svgOf(scene, link, await font()))

/** A chart as a PNG file of twice its size on screen, with its words within. Throws `ExportError` where the browser draws none. */
export async function pngFile(scene: Scene, link: string | null): Promise<Uint8Array> {
  const svg = svgOf(scene, link, await font())
  const canvas = await drawn(svg)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!blob) throw new ExportError('The picture could not be made.', { found: `${canvas.width} × ${canvas.height} pixels without content`, expected: 'a picture', todo: 'Take SVG instead, or another browser.' }) // prettier-ignore
  const words = { Title: scene.title, Description: `${scene.subtitle}. ${scene.description}`, Source: [scene.source, link].filter(Boolean).join(' ') } // prettier-ignore
  return withWords(new Uint8Array(await blob.arrayBuffer()), words)
}

async function drawn(svg: string): Promise<HTMLCanvasElement> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const scale = Math.min(SCALE, MOST / Math.max(image.naturalWidth, image.naturalHeight))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.naturalWidth * scale)
    canvas.height = Math.round(image.naturalHeight * scale)
    const context = canvas.getContext('2d')
    if (!context) throw new ExportError('The picture could not be made.', { found: 'a browser without canvas', expected: 'one with it', todo: 'Take SVG instead.' }) // prettier-ignore
    // A browser may leave the last part of a pixel at an edge clear.
    context.fillStyle = '#FFFFFF'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    return canvas
  } catch (thrown) {
    if (thrown instanceof ExportError) throw thrown
    throw new ExportError('The picture could not be drawn.', { found: thrown instanceof Error ? thrown.message : String(thrown), expected: 'an SVG that the browser draws', todo: 'Take SVG instead.' }) // prettier-ignore
  } finally {
    URL.revokeObjectURL(address)
  }
}
