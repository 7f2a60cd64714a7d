import { describe, expect, it } from 'vitest'
import { funnelScene } from '../../src/charts/funnel'
import { rankedScene } from '../../src/charts/ranked'
import type { Answer, Estimate } from '../../src/domain'
import { emptyWords, finding, sayEstimate } from '../../src/words'
import { tableOf } from '../../src/words/table'
import { anAnswer } from '../charts/answers'

const three = anAnswer([
  { code: 'S', name: 'Salford', value: 290, half: 24 },
  { code: 'K', name: 'Knowsley', value: 427, half: 22 },
  { code: 'Y', name: 'York', value: null },
])
/** The count of the last is told, its age groups are not; the first is estimated in part. */
const estimates = three.estimates.map((one): Estimate => {
  if (one.area === 'Y') return { ...one, hidden: 'groups', count: 85, population: 205_550 }
  const protection = { cells: 12, rounded: 9, estimated: 3, share: 0.1, fromTotal: true, error: 2 }
  return one.area === 'S' ? { ...one, status: 'rounded', protection } : one
})
const answer: Answer = { ...three, estimates }
const york = estimates[2]!
const size = { width: 900, height: 500, compact: false }

describe('an area whose count is told and whose age groups are hidden', () => {
  it('is said with its count, and why it is not compared', () => {
    expect(sayEstimate(york, answer)).toBe(
      'York: 85 admissions, but too many of its age groups are hidden to compare it fairly',
    )
    const { detail } = finding(answer)
    expect(detail).toContain('One authority is not compared: too many of its age groups are hidden.')
    expect(detail).not.toContain('too few to show safely')
  })

  it('has its count and people in the table', () => {
    const { columns, rows } = tableOf(answer)
    const row = rows.find(({ key }) => key === 'Y')!
    const cell = (id: string) => row.cells[columns.findIndex((column) => column.id === id)]
    expect([cell('value'), cell('count'), cell('population')]).toEqual(['hidden', '85', '205,550'])
    expect(cell('status')).toBe('too many of its age groups are hidden to compare it fairly')
  })

  it('is in the legend of every chart, as are those that are estimated in part', () => {
    const labels = (scene: ReturnType<typeof rankedScene>) => scene.legend.map(({ label }) => label)
    const ranked = rankedScene(answer, size)
    expect(labels(ranked)).toEqual(expect.arrayContaining(['too many age groups hidden (1)', 'partly estimated (1)']))
    expect(ranked.marks.filter((mark) => mark.key === 'S' && mark.kind === 'line' && mark.dash)).toHaveLength(1)
    expect(ranked.marks.filter((mark) => mark.key === 'K' && mark.kind === 'line' && mark.dash)).toEqual([])
    expect(ranked.marks.some((mark) => mark.key === 'Y' && mark.fill === 'hatch')).toBe(true)
    expect(labels(funnelScene(answer, size))).toContain('not drawn: too many age groups hidden (1)')
  })

  it('is not taken for too few where it stands alone', () => {
    const alone: Answer = { ...answer, estimates: [york] }
    expect(finding(alone).headline).toMatch(/^York: 85 admissions, but too many/)
    expect(emptyWords(alone)).toMatch(/^Too many age groups are hidden to compare authorities fairly/)
    const two: Answer = { ...answer, estimates: [york, { ...york, area: 'Z' }] }
    expect(finding(two).headline).toBe('No authority can be compared: too many age groups are hidden')
  })
})
