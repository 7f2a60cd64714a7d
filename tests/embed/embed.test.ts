import { describe, expect, it } from 'vitest'
import { ask } from '../../src/embed/ask'
import { EmbedError } from '../../src/embed/errors'
import { embedLink, fitSnippet, frameSnippet, heightOf } from '../../src/embed/frame'
import { readLink } from '../../src/embed/link'
import type * as Declared from '../../src/embed/public/cairn'
import type * as Real from '../../src/embed'

/** What the module’s users are told of its types fits what it is: checked when types are. */
const fits = (real: Pick<typeof Real, 'place' | 'version'>, error: Real.EmbedError): [Pick<typeof Declared, 'place' | 'version'>, Declared.EmbedError] => [real, error] // prettier-ignore

const BASE = 'https://page.example/about/'

describe('a link for the module', () => {
  it('is read from anywhere, by way of a page for previews too', () => {
    const app = 'https://cairn.example/app/'
    for (const link of [
      `${app}#v=1&view=map`,
      `${app}index.html#v=1&view=map`,
      `${app}p/demo-north.leeds/#v=1&view=map`,
    ])
      expect(readLink(link, BASE)).toMatchObject({ app, view: { page: 'map' } })
    expect(readLink('../c/#v=1', BASE).app).toBe('https://page.example/c/')
  })

  it('is refused with a reason where it is none, is torn, or shows what the module does not draw', async () => {
    for (const link of ['https://cairn.example/', 'file:///c/#v=1', 'https://cairn.example/#v=1&shows=colour'])
      expect(() => readLink(link, BASE)).toThrow(EmbedError)
    const heat = ask(readLink('https://cairn.example/#v=1&view=heat', BASE), null)
    await expect(heat).rejects.toMatchObject({ name: 'EmbedError', reason: 'view', details: { found: 'heat' } })
    expect(fits).toBeTypeOf('function')
  })
})

describe('a frame', () => {
  const link = 'https://cairn.example/app/#v=1&view=map&find=a"b'

  it('is HTML with a name, a height and nothing that breaks out of it', () => {
    const html = frameSnippet(link, 'Salford & <more>', 640)
    expect(html).toContain('title="Salford &amp; &lt;more&gt;"')
    expect(html).toContain(embedLink(link).replaceAll('&', '&amp;').replaceAll('"', '&quot;'))
    expect(html).toMatch(/width="100%" height="640" .*loading="lazy"/)
    expect(fitSnippet(link)).toContain('src="https://cairn.example/app/cairn/1/fit.js"')
  })

  it('believes no height but one of its own kind', () => {
    expect(heightOf({ type: 'cairn:height', height: 512 })).toBe(512)
    for (const odd of [null, 'x', {}, { type: 'cairn:height', height: -1 }, { type: 'cairn:height', height: 1e9 }, { type: 'other', height: 5 }]) expect(heightOf(odd)).toBeNull() // prettier-ignore
  })
})
