import { encode } from 'uqr'

/** Light modules around the code: fewer, and scanners miss it (ISO/IEC 18004). */
export const QUIET = 4

/** A QR code: rows of modules, true where dark, with its quiet zone. */
export interface QrCode {
  modules: readonly (readonly boolean[])[]
  /** Modules on each side. */
  size: number
}

/** The code of a text (ISO/IEC 18004, byte mode), 15 % of it repairable where that fits, else 7 %; null where the text is too long. */
export function qrCode(text: string): QrCode | null {
  for (const ecc of ['M', 'L'] as const) {
    try {
      const { data, size } = encode(text, { ecc, border: QUIET })
      return { modules: data, size }
    } catch {
      // Too long for this much repair.
    }
  }
  return null
}

/** Dark modules as one path, a run of a row a rectangle; one module a unit. */
export function qrPath({ modules }: QrCode): string {
  return modules.flatMap((row, y) => runs(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`)).join('')
}

function runs(row: readonly boolean[]): [from: number, length: number][] {
  const found: [number, number][] = []
  row.forEach((dark, x) => {
    const last = found.at(-1)
    if (dark && last && last[0] + last[1] === x) last[1]++
    else if (dark) found.push([x, 1])
  })
  return found
}

/** An SVG document of the code, black on white whatever the theme, so that it scans and prints. `title`: what stands in for it. */
export function qrSvg(code: QrCode, title: string): string {
  const { size } = code
  const said = title.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges" role="img"><title>${said}</title><path fill="#fff" d="M0 0h${size}v${size}h-${size}z"/><path d="${qrPath(code)}"/></svg>\n` // prettier-ignore
}
