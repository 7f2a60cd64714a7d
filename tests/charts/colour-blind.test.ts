import { differenceCiede2000, filterDeficiencyDeuter, filterDeficiencyProt, filterDeficiencyTrit, parse, type Color } from 'culori' // prettier-ignore
import { describe, expect, it } from 'vitest'
import { CLUSTERS } from '../../src/charts/mapPaints'
import { shapeOf } from '../../src/charts/chart'
import type { Paint } from '../../src/charts/scene'
import { themes, type ThemeName } from '../../src/charts/theme'
import { verdictSymbol, verdictWord } from '../../src/words'

/** Machado, Oliveira & Fernandes (2009), IEEE Trans. Vis. Comput. Graph. 15, 1291–1298, at full severity. */
const SIGHTS: Readonly<Record<'usual' | 'protan' | 'deutan' | 'tritan', (colour: Color) => Color>> = {
  usual: (colour) => colour,
  protan: filterDeficiencyProt(1),
  deutan: filterDeficiencyDeuter(1),
  tritan: filterDeficiencyTrit(1),
}
const difference = differenceCiede2000()
/** Plainly another colour, even for small marks: a just noticeable difference is about 1. */
const PLAIN = 10

function seen(paint: Paint, theme: ThemeName, sight: keyof typeof SIGHTS): Color {
  const colour = parse((themes[theme] as Readonly<Record<string, string>>)[paint] ?? '')
  if (!colour) throw new Error(`${paint} is no colour of the theme`)
  return SIGHTS[sight](colour)
}

const pairsOf = (paints: readonly Paint[]) =>
  paints.flatMap((one, at) => paints.slice(at + 1).map((other) => [one, other] as const))
const CASES = (['light', 'dark'] as const).flatMap((theme) =>
  (Object.keys(SIGHTS) as (keyof typeof SIGHTS)[]).map((sight) => ({ theme, sight })),
)

describe.each(CASES)('in the $theme theme, to $sight eyes', ({ theme, sight }) => {
  const between = ([one, other]: readonly [Paint, Paint]) =>
    difference(seen(one, theme, sight), seen(other, theme, sight))

  it.each(pairsOf(['higher', 'lower', 'similar', 'none']))('the verdicts %s and %s are plainly apart', (...pair) =>
    expect(between(pair)).toBeGreaterThanOrEqual(PLAIN),
  )

  it.each(pairsOf(Object.values(CLUSTERS).map(({ paint }) => paint)))(
    'the clusters %s and %s are plainly apart, or nearly so and of another shape',
    (...pair) => {
      const [one, other] = pair.map(
        (paint) => Object.values(CLUSTERS).find((cluster) => cluster.paint === paint)?.shape,
      )
      expect(between(pair)).toBeGreaterThanOrEqual(one !== null && other !== null && one !== other ? 8 : PLAIN)
    },
  )

  it.each([1, 2, 3, 4])('fifths %i and the next of a map are apart', (fifth) =>
    expect(between([`seq${fifth}` as Paint, `seq${fifth + 1}` as Paint])).toBeGreaterThanOrEqual(8),
  )
})

it('each verdict has its own shape and its own word, so that colour is never alone', () => {
  const verdicts = ['higher', 'lower', 'similar'] as const
  expect(new Set(verdicts.map((verdict) => shapeOf[verdict])).size).toBe(3)
  expect(new Set([...verdicts, 'none' as const].map((verdict) => verdictSymbol[verdict])).size).toBe(4)
  expect(new Set(verdicts.map((verdict) => verdictWord(verdict, 'neither'))).size).toBe(3)
})
