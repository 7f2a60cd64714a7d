import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { writeWhole } from '../release/folder'

const FAMILY = 'Atkinson Hyperlegible Next'
const FONTS = ['400Regular/AtkinsonHyperlegibleNext_400Regular.ttf', '700Bold/AtkinsonHyperlegibleNext_700Bold.ttf']
const { resolve } = createRequire(import.meta.url)
const fontFiles = FONTS.map((file) => resolve(`@expo-google-fonts/atkinson-hyperlegible-next/${file}`))

/** CSS font-family of the pictures: the carried fonts alone, so that every machine draws the same. */
export const pictureFonts = `'${FAMILY}'`

/** An SVG as PNG, one pixel a unit; drawn once, then kept in `folder` under the hash of what it was drawn from. */
export async function pictureOf(svg: string, folder: string): Promise<{ png: Uint8Array; drawn: boolean }> {
  const file = join(folder, `${createHash('sha256').update(svg).digest('hex')}.png`)
  if (existsSync(file)) return { png: await readFile(file), drawn: false }
  const png = new Resvg(svg, { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: FAMILY } })
    .render()
    .asPng()
  await mkdir(folder, { recursive: true })
  await writeWhole(file, png)
  return { png, drawn: true }
}
