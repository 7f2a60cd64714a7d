import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { QUIET, qrCode, qrPath, qrSvg, type QrCode } from '../../src/exports/qr'

const LINK =
  'https://cairn.example/#v=1&release=demo-gm&pin=3875ceac&view=compare&indicator=copd-admissions&areas=E08000006'
const PIXELS = 4

/** Draws what an SVG’s path says, as a scanner would see it. */
function painted(path: string, size: number): Uint8ClampedArray {
  const side = size * PIXELS
  const data = new Uint8ClampedArray(4 * side * side).fill(255)
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let row = Number(y) * PIXELS; row < (Number(y) + 1) * PIXELS; row++)
      for (let column = Number(x) * PIXELS; column < (Number(x) + Number(width)) * PIXELS; column++)
        data.fill(0, 4 * (row * side + column), 4 * (row * side + column) + 3)
  return data
}

const read = (code: QrCode) =>
  jsQR(painted(qrPath(code), code.size), code.size * PIXELS, code.size * PIXELS)?.data ?? null

describe('the QR code', () => {
  it.each([
    ['a short link', 'https://a.example/#v=1'],
    ['an ordinary one', LINK],
    ['one of any script', `${LINK}&group=K%C3%BCste~E08000001&find=海`],
    ['a long one', `${LINK}&sql=${'SELECT%20area%20FROM%20areas%20'.repeat(20)}`],
  ])('of %s is read by another decoder as that very link', (_, link) => {
    const code = qrCode(link)!
    expect(read(code)).toBe(link)
  })

  it('has a quiet zone of four light modules on each side', () => {
    const { modules, size } = qrCode(LINK)!
    const edges = modules.flatMap((row, y) => row.filter((_, x) => Math.min(x, y, size - 1 - x, size - 1 - y) < QUIET))
    expect(QUIET).toBeGreaterThanOrEqual(4)
    expect(edges.length).toBeGreaterThan(0)
    expect(edges).not.toContain(true)
    expect(modules[QUIET]![QUIET]).toBe(true)
  })

  it('trades repair for length, and is none where nothing fits', () => {
    expect(qrCode('x'.repeat(2900))).not.toBeNull()
    expect(qrCode('x'.repeat(3000))).toBeNull()
  })

  it('says in words what it is, as a file too', () => {
    const svg = qrSvg(qrCode(LINK)!, 'QR code of the link to: <5 % & more "here"')
    expect(svg).toContain('<title>QR code of the link to: &#60;5 % &#38; more &#34;here&#34;</title>')
    expect(svg).toContain('role="img"')
  })
})
