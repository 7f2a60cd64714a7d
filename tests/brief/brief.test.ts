import { describe, expect, it, vi } from 'vitest'
import { briefAreas, briefFileName, briefHtml, briefPage, topicsOf, type Brief } from '../../src/brief'
import { findingsOf } from '../../src/brief/findings'
import { standingsOf } from '../../src/analysis/standing'
import { QuestionError } from '../../src/domain/errors'
import { formatInterval, formatNumber, sayValue, whyNot } from '../../src/words'
import { demoAnswer, demoOverview, demoSeries } from '../exports/demo-answers'
import { demoAsked, demoBrief } from './demo-brief'
import { partOf, rowsIn, wordsOf } from './read-brief'

// Each brief is thirteen indicators over ten years, which a busy machine needs more than five seconds for.
vi.setConfig({ testTimeout: 30_000 })

const BASE = 'https://example.org/cairn/'
const html = (brief: Brief, base: string | null = BASE) => briefHtml(briefPage(brief, { base, on: '2026-11-12' }), null)

describe('the figures of a brief', () => {
  it('are those of the answers, indicator by indicator', async () => {
    const rows = rowsIn(html(await demoBrief({ area: 'E08000006' })), 'glance')
    const { release } = (await demoAsked()).asked
    expect([...rows.keys()].sort()).toEqual(release.indicators.map(({ id }) => id).sort())
    for (const { id } of release.indicators) {
      const { estimates, comparator, indicator } = await demoAnswer(`indicator=${id}&areas=E08000006`)
      const own = estimates.find(({ area }) => area === 'E08000006')!
      const value = `${formatNumber(own.value!, indicator)} (${formatInterval(own.interval95!, indicator, own.value!)})`
      expect(rows.get(id)!.slice(1, 3)).toEqual([value, formatNumber(comparator.value!, indicator)])
    }
  })

  it('are those of the views of the indicator that it looks at closely', async () => {
    const brief = await demoBrief({ area: 'E08000006', topic: 'breathing' })
    const page = html(brief)
    const answer = await demoAnswer('indicator=copd-admissions&areas=E08000006')
    const own = answer.estimates.find(({ area }) => area === 'E08000006')!
    expect(wordsOf(page, 'map')).toContain(sayValue(own, answer.indicator))
    for (const [code, cells] of rowsIn(page, 'peers')) {
      const peer = answer.estimates.find(({ area }) => area === code)!
      expect(cells.slice(0, 2)).toEqual([peer.name, formatNumber(peer.value!, answer.indicator)])
    }
    expect(rowsIn(page, 'peers').size).toBe(11)
    const { points } = await demoSeries('indicator=copd-admissions&areas=E08000006', 'period')
    const years = points.map((point) => formatNumber(point.answer!.estimates.find(({ area }) => area === 'E08000006')!.value!, answer.indicator)) // prettier-ignore
    const table = [...page.matchAll(/<tr data-key="E08000006"[^>]*>(.*?)<\/tr>/gs)].map(([row]) => row.replace(/<[^>]+>/g, '|').split('|').filter(Boolean)) // prettier-ignore
    expect(table).toContainEqual(['Salford', ...years])
  })

  it('link to the very views, and to none where no address is known', async () => {
    const brief = await demoBrief({ area: 'E08000006', topic: 'Breathing' })
    const pin = brief.release.identity.slice(0, 8)
    for (const view of ['map', 'compare', 'trend', 'inequality'])
      expect(partOf(html(brief), view)).toContain(`href="${BASE}#v=1&amp;release=demo-north&amp;pin=${pin}&amp;view=${view}&amp;indicator=copd-admissions&amp;areas=E08000006"`) // prettier-ignore
    expect(html(brief, null)).not.toContain('href=')
    expect(wordsOf(html(brief, null), 'source')).toContain(`#v=1&release=demo-north&pin=${pin}&view=profile`)
  })
})

describe('the findings of a brief', () => {
  it('come by the 99.8 % rule, furthest first, and miss none', async () => {
    const overview = await demoOverview()
    const standings = standingsOf(overview)
    for (const { area, name } of standings.areas) {
      const { clear, order, headline } = findingsOf({ code: area, name }, overview, standings)
      const strict = overview.rows.filter(({ estimates }) => ['higher', 'lower'].includes(estimates.find((one) => one.area === area)?.verdict998 ?? '')) // prettier-ignore
      expect(clear).toHaveLength(Math.min(5, strict.length))
      const far = clear.map(({ indicator }) => order.find(({ row }) => row.indicator.id === indicator)!).map(({ row, estimate }) => Math.abs(estimate.value! / row.comparator.value! - 1)) // prettier-ignore
      expect(far).toEqual([...far].sort((one, other) => other - one))
      if (strict.length > 0) expect(headline).toContain(`is clearly different from the North on ${strict.length} of `)
      else expect(headline).not.toMatch(/clearly different from the North on \d/)
    }
  })

  it('say of one indicator that it cannot be told apart', async () => {
    const brief = await demoBrief({ area: 'E08000006', indicators: ['stroke-admissions'] })
    expect(brief.findings.headline).toBe('Salford cannot be told apart from the North for stroke admissions')
    expect(wordsOf(html(brief), 'findings')).toContain('Cannot be told apart from the North: stroke admissions.')
    expect(brief.findings.clear).toEqual([])
  })

  it('say of a hidden value that it is hidden, and why', async () => {
    const brief = await demoBrief({ area: 'E06000014' })
    const answer = await demoAnswer('indicator=liver-disease&areas=E06000014')
    const own = answer.estimates.find(({ area }) => area === 'E06000014')!
    expect(own.status).toBe('hidden')
    expect(rowsIn(html(brief), 'glance').get('liver-disease')![1]).toBe('hidden')
    expect(wordsOf(html(brief), 'findings')).toContain(`No value for alcohol-related liver disease: ${whyNot(own, answer.indicator)}.`) // prettier-ignore
    const alone = await demoBrief({ area: 'E06000014', topic: 'Alcohol' })
    expect(alone.findings.headline).toMatch(/^York has no value for alcohol-related liver disease: /)
    expect(wordsOf(html(alone), 'map')).toContain(whyNot(own, answer.indicator))
  })

  it('warn of figures that were made otherwise before', async () => {
    const brief = await demoBrief({ area: 'E08000036', topic: 'Older people' })
    expect(brief.findings.clear[0]!.rest).toMatch(/Read with care: from 2021 Connected Yorkshire/)
  })

  it('are of few areas too, and say what those cannot have', async () => {
    const brief = await demoBrief({ area: 'CR-GM', topic: 'Breathing' })
    expect(wordsOf(html(brief), 'peers')).toMatch(/Similar areas cannot be told: only 4 areas are compared/)
    expect(wordsOf(html(brief), 'compare')).toContain('Compared with other regions')
  })
})

describe('the document of a brief', () => {
  it('stands alone, is named, and says SYNTHETIC in every chart, table and page', async () => {
    const page = html(await demoBrief({ area: 'E08000006' }))
    expect(page).toMatch(/^<!doctype html>\n<html lang="en-GB">/)
    expect(page).toContain('<title>SYNTHETIC: Health and care in Salford</title>')
    expect(page.match(/(?:src|href)="(?!https:\/\/example\.org\/cairn\/#)[^"]*"|<script|url\((?!#)/g)).toBeNull()
    const charts = [...page.matchAll(/<svg.*?<\/svg>/gs)].map(([svg]) => svg)
    expect(charts).toHaveLength(4)
    for (const svg of charts) expect(svg).toMatch(/<text[^>]*>SYNTHETIC/)
    for (const [caption] of page.matchAll(/<caption>.*?<\/caption>/gs)) expect(caption).toMatch(/^<caption>SYNTHETIC: /)
    expect(page).toContain('@top-right { content: "SYNTHETIC"')
  })

  it('has headings in order, ids once, and tables with headers', async () => {
    const page = html(await demoBrief({ area: 'E06000014' }))
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))
    expect(levels[0]).toBe(1)
    levels.forEach((level, at) => expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1))
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, one]) => one)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, wanted = ''] of page.matchAll(/aria-labelledby="([^"]+)"/g)) for (const one of wanted.split(' ')) expect(ids).toContain(one) // prettier-ignore
    for (const [, pattern] of page.matchAll(/url\(#([\w-]+)\)/g)) expect(ids).toContain(pattern)
    for (const [table] of page.matchAll(/<table>.*?<\/table>/gs)) expect(table).toMatch(/<caption>.+<th scope="col".+<th scope="row"/s) // prettier-ignore
  })

  it('takes names as words, never as markup or as rules of style', async () => {
    const brief = await demoBrief({ area: 'E08000006', topic: 'Breathing' })
    const page = html({ ...brief, topic: null, area: { ...brief.area, name: '"</style><script>alert(1)</script>' } })
    expect(page).not.toContain('<script>')
    expect(page.match(/<\/style>/g)).toHaveLength(1)
  })
})

describe('what a brief is wished of', () => {
  it('is refused with what was found and what was expected', async () => {
    const wrong = async (wish: Parameters<typeof demoBrief>[0]) => demoBrief(wish).then(() => null, (thrown: unknown) => (thrown instanceof QuestionError ? thrown.details : thrown)) // prettier-ignore
    expect(await wrong({ area: 'E99' })).toMatchObject({ found: 'E99', expected: expect.stringContaining('E0') })
    expect(await wrong({ area: 'NORTH' })).toMatchObject({ found: 'NORTH' })
    expect(await wrong({ area: 'E08000006', topic: 'Teeth' })).toMatchObject({ found: 'Teeth', expected: expect.stringContaining('Breathing') }) // prettier-ignore
    expect(await wrong({ area: 'E08000006', indicators: ['copd'] })).toMatchObject({ found: 'copd', expected: expect.stringContaining('copd-admissions') }) // prettier-ignore
  })

  it('is 62 areas and every topic of the demo', async () => {
    const { release } = (await demoAsked()).asked
    expect(briefAreas(release)).toHaveLength(62)
    expect(topicsOf(release)).toHaveLength(10)
    const brief = await demoBrief({ area: 'E06000014', topic: 'heart AND circulation' })
    expect(brief.indicators.map(({ id }) => id)).toEqual(['stroke-admissions', 'hypertension'])
    expect(briefFileName(brief, 'html')).toBe('SYNTHETIC-brief-york-e06000014-heart-and-circulation.html')
  })
})
