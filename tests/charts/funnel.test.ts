import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { funnelLimits } from '../../src/analysis/funnel'
import { rules } from '../../src/analysis/studies/rules'
import { judge, yardstick } from '../../src/analysis/yardstick'
import type { Answer, Estimate, Indicator, Study, Verdict } from '../../src/domain'
import { CalculationError } from '../../src/domain/errors'
import { funnelScene, type FunnelExtras } from '../../src/charts/funnel'
import type { Mark, Scene, Size } from '../../src/charts'
import { tableOf } from '../../src/words/table'
import { withColumns } from '../../src/words/more-columns'
import { usualColumn, usualSpread } from '../../src/words/usual'
import { anAnswer, anIndicator, manyGiven, type Given } from './answers'
import { outsideTexts, overlappingTexts, texts } from './measure'

const wide: Size = { width: 900, height: 620, compact: false }

interface Areas {
  law: 'rate' | 'proportion'
  target: number
  areas: readonly { size: number; z: number; usual: number }[]
  dispersion: number
  /** Standard deviation that protection adds to every count. */
  error: number
  /** The same for the first area alone. */
  own?: number
}

/** An answer and its study of rules by the very functions that the app asks. */
function judged({ law, target, areas, dispersion, error, own = error }: Areas): { answer: Answer; study: Study } {
  const multiplier = law === 'rate' ? 100_000 : 100
  const indicator: Partial<Indicator> = { kind: law, multiplier, dispersion, unit: law === 'rate' ? 'per 100,000 people' : '%' } // prettier-ignore
  const yard = yardstick(anIndicator(indicator), target * multiplier)
  const given = areas.map(({ size, z, usual }, i): Given => {
    const spread = Math.sqrt((target * (law === 'rate' ? 1 : 1 - target)) / size)
    const share = Math.min(law === 'rate' ? Infinity : 1, Math.max(0, target * (1 + usual) + z * spread))
    return { code: `A${i}`, name: `Area ${i}`, value: share * multiplier, size }
  })
  const base = anAnswer(given, { indicator, comparator: target * multiplier })
  const estimates = base.estimates.map((one, i): Estimate => {
    const noise = ((i === 0 ? own : error) / one.size!) * multiplier
    const protection = noise > 0 ? { cells: 1, rounded: 1, estimated: 0, share: 0, fromTotal: false, error: noise } : undefined // prettier-ignore
    const estimate = { ...one, protection }
    return { ...estimate, ...judge(estimate, yard, 'limits') }
  })
  const question = { ...base.question, rule: 'limits' as const }
  const answer = { ...base, question, estimates, limits: funnelLimits(estimates, yard) }
  const input = { unit: '', comparator: 'the North', rule: 'limits' as const, yard, areas: estimates }
  const study: Study = { id: 'rules', label: 'Rules', why: null, ...rules.compute(input, { seed: 1 }) }
  return { answer, study }
}

const drawnWith = ({ answer, study }: ReturnType<typeof judged>, drawn: FunnelExtras['drawn'], size = wide) =>
  funnelScene(answer, size, { usual: usualSpread(study), drawn })

type PathMark = Mark & { kind: 'path' }
const pointsOf = ({ d }: PathMark) =>
  d
    .slice(1)
    .split('L')
    .map((pair) => pair.split(',').map(Number) as [number, number])

type Kind = 'chance' | 'usual'
type Level = '95' | '998'
const DASHES: Record<Kind, Record<Level, string | undefined>> = {
  chance: { '95': '4 3', '998': undefined },
  usual: { '95': '2 3', '998': '10 4' },
}

/** The upper and the lower line of one kind at one level, as drawn. */
function drawnLimits(scene: Scene, kind: Kind, level: Level) {
  const stroke = kind === 'chance' ? 'muted' : 'cat3'
  const found = scene.marks.filter(
    (mark): mark is PathMark => mark.kind === 'path' && mark.stroke === stroke && mark.dash === DASHES[kind][level],
  )
  return found.map(pointsOf)
}

/** What a rule says of an area: chance's limits in the answer, the others in the study. */
function verdictBy({ answer, study }: ReturnType<typeof judged>, kind: Kind, level: Level, code: string) {
  const { verdict, verdict998 } = answer.estimates.find((one) => one.area === code)!
  const at = study.columns.findIndex(({ id }) => id === `over-dispersed${level}`)
  if (kind === 'usual') return study.rows.find((row) => row.area === code)!.cells[at]
  return level === '95' ? verdict : verdict998
}

/** Where a line runs at x; null where it does not run there. */
function heightAt(line: readonly [number, number][], x: number): number | null {
  const i = line.findIndex(([at]) => at >= x)
  const [before, after] = [line[i - 1], line[i]]
  if (after && after[0] === x) return after[1]
  if (!before || !after) return null
  return before[1] + ((after[1] - before[1]) * (x - before[0])) / (after[0] - before[0])
}

const symbolOf = ({ marks }: Scene, key: string) => marks.find((mark): mark is Mark & { kind: 'symbol' } => mark.kind === 'symbol' && mark.key === key)! // prettier-ignore

/** Nearer to a line than this, in pixels, nobody can see on which side a mark lies. */
const UNSEEN = 1

/** How many marks were seen on one side of a line or the other, each where its verdict says. */
function expectSides(made: ReturnType<typeof judged>, kind: Kind, level: Level, drawn: FunnelExtras['drawn']): number {
  const scene = drawnWith(made, drawn)
  const lines = drawnLimits(scene, kind, level)
  const held = scene.marks.find((mark) => mark.kind === 'line' && mark.stroke === 'ink')
  const middle = held?.kind === 'line' ? held.y1 : NaN
  const seen = made.answer.estimates.map(({ area: code }) => {
    const { cx, cy } = symbolOf(scene, code)
    const heights = lines.flatMap((line) => heightAt(line, cx) ?? [])
    if (heights.some((height) => Math.abs(height - cy) < UNSEEN)) return 0
    const above = heights.some((height) => height < middle && cy < height)
    const below = heights.some((height) => height > middle && cy > height)
    const side = above ? 'higher' : below ? 'lower' : 'similar'
    expect([code, side]).toEqual([code, verdictBy(made, kind, level, code)])
    return 1
  })
  return seen.reduce<number>((sum, one) => sum + one, 0)
}

const area = fc.record({
  size: fc.double({ min: 3, max: 6, noNaN: true }).map((power) => Math.round(10 ** power)),
  z: fc.double({ min: -5, max: 5, noNaN: true }),
  usual: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
})
const someAreas = fc.record({
  law: fc.constantFrom('rate' as const, 'proportion' as const),
  target: fc.double({ min: 0.002, max: 0.6, noNaN: true }),
  areas: fc.array(area, { minLength: 2, maxLength: 25 }),
  dispersion: fc.constantFrom(1, 1.7),
  error: fc.constantFrom(0, 4),
})

describe('a funnel’s lines and its verdicts come from one formula:', () => {
  it.each([
    ['chance', '95'],
    ['chance', '998'],
    ['usual', '95'],
    ['usual', '998'],
  ] as const)(
    'an area is drawn outside the limits of %s at %s exactly when its verdict says so',
    (kind, level) => {
      let seen = 0
      fc.assert(
        fc.property(someAreas, (given) => {
          const made = judged(given)
          seen += expectSides(made, kind, level, kind) + expectSides(made, kind, level, 'both')
        }),
        { seed: 11, numRuns: 60 },
      )
      expect(seen).toBeGreaterThan(700)
    },
    30_000,
  )

  it('its marks and its legend say it too', () => {
    fc.assert(
      fc.property(someAreas, (given) => {
        const made = judged(given)
        const usual = usualSpread(made.study)!
        const shapes: Record<Verdict, string> = { higher: 'up', lower: 'down', similar: 'dot', none: 'dot' }
        const [alone, both] = [drawnWith(made, 'usual'), drawnWith(made, 'both')]
        for (const { area: code, verdicts } of made.answer.estimates) {
          expect(symbolOf(alone, code).shape).toBe(shapes[usual.verdicts.get(code)!])
          expect(symbolOf(both, code).shape).toBe(shapes[verdicts.limits])
          const ringed = both.marks.some(
            (mark) => mark.kind === 'circle' && mark.key === code && mark.stroke === 'cat3',
          )
          expect(ringed).toBe(usual.verdicts.get(code) !== 'similar')
        }
        const unusual = [...usual.verdicts.values()].filter((verdict) => verdict !== 'similar').length
        const said = both.legend.find(({ shape }) => shape === 'ring')?.label
        expect(said).toBe(unusual === 0 ? undefined : `outside the usual spread too (${unusual})`)
      }),
      { seed: 12, numRuns: 60 },
    )
  }, 30_000)

  it('an area that its own protection puts on the other side is named, and nobody else is', () => {
    const areas = Array.from({ length: 20 }, (_, i) => ({ size: 20_000 + i * 3000, z: i === 0 ? 2.6 : (i % 5) - 2, usual: 0 })) // prettier-ignore
    const plain: Areas = { law: 'rate', target: 0.01, areas, dispersion: 1, error: 2 }
    const note = (given: Areas) => (drawnWith(judged(given), 'chance').notes ?? []).join(' ')
    expect(judged(plain).answer.estimates[0]!.verdict).toBe('higher')
    expect(note(plain)).toBe('')
    expect(judged({ ...plain, own: 25 }).answer.estimates[0]!.verdict).toBe('similar')
    expect(note({ ...plain, own: 25 })).toMatch(/limits of their own, a little off these: Area 0\.$/)
  })
})

describe('the usual spread in a funnel', () => {
  const areas = manyGiven(62).map(({ size }, i) => ({ size: size!, z: (i % 7) - 3, usual: i === 3 ? 0.9 : ((i * 7) % 11) / 40 - 0.12 })) // prettier-ignore
  const made = judged({ law: 'rate', target: 0.003, areas, dispersion: 1, error: 0 })

  it('is said of each area in the words of the table, and drawn only where it is asked for', () => {
    const usual = usualSpread(made.study)!
    const { columns, rows } = withColumns(tableOf(made.answer), made.answer, [usualColumn(usual, made.answer)])
    const at = columns.findIndex(({ id }) => id === 'usual')
    const scene = drawnWith(made, 'both')
    for (const { key, name } of scene.items)
      expect(name.endsWith(`; ${rows.find((row) => row.key === key)!.cells[at]}`), name).toBe(true)
    expect(rows.find(({ key }) => key === 'A3')!.cells[at]).toBe('unusually high')
    expect(rows.find(({ comparator }) => comparator)!.cells[at]).toBe('')
    expect(drawnWith(made, 'chance').items[0]!.name).not.toContain('usual')
  })

  it('is named on its line and in the legend', () => {
    for (const drawn of ['usual', 'both'] as const) {
      const scene = drawnWith(made, drawn)
      expect(texts(scene).map(({ text }) => text)).toContain('allowing for usual spread')
      expect(scene.legend.map(({ label }) => label).join()).toContain(
        'limits that allow for how much areas usually differ',
      )
    }
    expect(drawnWith(made, 'usual').legend[0]!.label).toMatch(/^unusually high \(\d\)$/)
    expect(texts(drawnWith(made, 'chance')).map(({ text }) => text)).not.toContain('allowing for usual spread')
  })

  it('keeps letters apart and inside at every width', () => {
    for (const width of [288, 320, 390, 800, 1200])
      for (const drawn of ['chance', 'usual', 'both'] as const) {
        const scene = drawnWith(made, drawn, { width, height: Math.max(360, Math.min(600, width * 0.72)), compact: width < 520 }) // prettier-ignore
        expect(outsideTexts(scene), `${width} ${drawn}`).toEqual([])
        expect(overlappingTexts(scene), `${width} ${drawn}`).toEqual([])
        for (const { box } of scene.items) {
          expect(box.x).toBeGreaterThanOrEqual(-8)
          expect(box.x + box.width).toBeLessThanOrEqual(width + 8)
        }
      }
  })

  it('leaves the limits of chance alone where it cannot be told', () => {
    const one = judged({ law: 'rate', target: 0.003, areas: areas.slice(0, 1), dispersion: 1, error: 0 })
    expect(usualSpread(one.study)).toBeNull()
    expect(drawnWith(one, 'usual')).toEqual(drawnWith(one, 'chance'))
  })
})

describe('figures that are no numbers', () => {
  const nine = anAnswer(manyGiven(9))
  const level = (size: number, one: number) => ({ size, lower95: one, upper95: one, lower998: one, upper998: one })

  it('are no limits: areas are drawn without them', () => {
    const scene = funnelScene({ ...nine, limits: [level(50_000, NaN), level(900_000, NaN)] }, wide)
    expect(scene).toEqual(funnelScene({ ...nine, limits: [] }, wide))
    expect(scene.items).toHaveLength(9)
    expect(scene.legend.map(({ shape }) => shape)).not.toContain('line')
  })

  it('leave the limits of other sizes as they are', () => {
    const held = [level(50_000, 200), level(900_000, 220)]
    const scene = funnelScene({ ...nine, limits: [...held, level(950_000, NaN)] }, wide)
    expect(scene).toEqual(funnelScene({ ...nine, limits: held }, wide))
  })

  it('are no values or sizes', () => {
    const [first, second, ...rest] = nine.estimates
    const scene = funnelScene(
      { ...nine, estimates: [{ ...first!, value: NaN }, { ...second!, size: NaN }, ...rest] },
      wide,
    )
    expect(scene.items.map(({ key }) => key).sort()).toEqual(rest.map(({ area }) => area).sort())
  })

  it('are refused as the comparator’s', () => {
    const comparator = { ...nine.comparator, value: NaN }
    expect(() => funnelScene({ ...nine, comparator }, wide)).toThrow(CalculationError)
  })
})
