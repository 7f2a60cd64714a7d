import { describe, expect, it } from 'vitest'
import type { Area, Release } from '../../src/domain'
import { openRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'
import { parseView } from '../../src/view'
import { previewOf, previewPages } from '../../src/view/preview'

const { release } = await openRelease(folderSource('public/releases/demo-north'))
const ids = (of: Release) => previewPages(of).map(({ id }) => id)
const pageOf = (words: string) => previewOf(parseView(`v=1&release=demo-north&${words}`).view, release)?.id ?? null

describe('pages for previews', () => {
  it('are one for each indicator and each area of today, with ids that can be read aloud', () => {
    const all = ids(release)
    expect(all).toHaveLength(release.indicators.length + 62 + 4 + 1)
    expect(all).toEqual(expect.arrayContaining(['demo-north.copd-admissions', 'demo-north.leeds', 'demo-north.the-north'])) // prettier-ignore
    for (const id of all) expect(id).toMatch(/^[a-z0-9.-]{1,60}$/)
    expect(new Set(all).size).toBe(all.length)
  })

  it('tell apart what has one name, and spell what no path can hold', () => {
    const [one] = release.areas.filter(({ type }) => type === 'unitary')
    const area = (code: string, name: string): Area => ({ ...one!, code, name })
    const odd = { ...release, id: '../2026 Ä', comparators: [], areas: [area('E1', 'Sankt Élan'), area('E2', 'COPD admissions'), area('E3', 'Twin'), area('E4', 'Twin'), area('E5', '海')] } // prettier-ignore
    const own = ids(odd).slice(release.indicators.length)
    expect(own).toEqual(['2026-a.sankt-elan', '2026-a.copd-admissions-e2', '2026-a.twin-e3', '2026-a.twin-e4', '2026-a.e5']) // prettier-ignore
    expect(ids(odd)).toContain('2026-a.copd-admissions-copd-admissions')
  })

  it('stand for views that say the same, whatever the reader marks', () => {
    expect(pageOf('view=map&indicator=falls&areas=E08000035.E08000003')).toBe('demo-north.falls')
    expect(pageOf('view=compare&indicator=falls&period=2024')).toBe('demo-north.falls')
    expect(pageOf('view=profile&areas=E08000035')).toBe('demo-north.leeds')
    expect(pageOf('view=profile&type=region&areas=CR-GM')).toBe('demo-north.greater-manchester')
    expect(pageOf('areas=E08000035')).toBe('demo-north.the-north')
  })

  it('stand for no view that says something else', () => {
    const others = ['view=compare&indicator=falls&period=2023', 'view=map&indicator=falls&sex=female', 'view=map&indicator=falls&shows=cluster', 'view=variation&indicator=falls', 'view=trend&indicator=falls', 'view=compare&indicator=falls&against=CR-GM', 'view=compare&indicator=falls&in=CR-GM', 'view=profile', 'view=profile&areas=E08000035&against=CR-CY', 'type=region', 'view=heat', 'view=about'] // prettier-ignore
    for (const words of others) expect([words, pageOf(words)]).toEqual([words, null])
  })

  it('open, by their own link, views that are theirs', () => {
    for (const page of previewPages(release)) expect(previewOf(page.view, release)?.id).toBe(page.id)
  })
})
