import { expect, it } from 'vitest'
import { computeStudy, gatherStudy } from '../../../src/analysis/studies'
import { runNow } from '../../../src/analysis/steps'
import { openDemo, questionOf } from './demo'

interface At {
  x: number | null
  y: number | null
}

/** Great-circle distance by the haversine formula, in radians: another way than the study's. */
function distance(one: At, other: At): number {
  const radians = (degrees: number | null) => ((degrees ?? NaN) * Math.PI) / 180
  const half = (a: number, b: number) => Math.sin((b - a) / 2) ** 2
  const [x1, y1, x2, y2] = [one.x, one.y, other.x, other.y].map(radians) as [number, number, number, number]
  return 2 * Math.asin(Math.sqrt(half(y1, y2) + Math.cos(y1) * Math.cos(y2) * half(x1, x2)))
}

it('without boundaries the neighbours are the six nearest centres, and it says so', async () => {
  const { release, engine } = await openDemo()
  const question = questionOf({ release }, 'copd-admissions')
  const prepared = runNow(gatherStudy('space', question, release, { boundaries: null }), engine)
  const { columns, rows, figures, methods } = computeStudy(prepared)
  expect(methods[0]!.name).toMatch(/the 6 nearest centres, as the release has no boundaries/)
  const at = (id: string) => columns.findIndex((column) => column.id === id)
  expect(rows.length).toBeGreaterThan(50)
  expect(new Set(rows.map(({ cells }) => cells[at('neighbours')]))).toEqual(new Set([6]))

  // Moran's I from the definition, with neighbours found by sorting all distances.
  const places = rows.map(({ area }) => release.areas.find(({ code }) => code === area)!)
  const values = rows.map(({ cells }) => cells[at('value')] as number)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const cross = places.map((place, i) => {
    const others = places.map((other, j) => ({ j, far: distance(place, other) })).filter(({ j }) => j !== i)
    const nearest = others.sort((one, other) => one.far - other.far).slice(0, 6)
    return nearest.reduce((sum, { j }) => sum + ((values[i]! - mean) * (values[j]! - mean)) / 6, 0)
  })
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const expected = cross.reduce((sum, one) => sum + one, 0) / squares
  expect(figures.find(({ id }) => id === 'moran')!.value).toBeCloseTo(expected, 12)
}, 60_000)
