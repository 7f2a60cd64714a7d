import type { Interval, Question, Release, StudyFigure } from '../../domain'
import { splitBootstrap, type SpreadPart, type SpreadSplit } from '../../statistics/variation'
import type { Steps } from '../steps'
import { countedAreas, countNotes, type CountedAreas } from './counted'
import { attempted, figure, type StudyKind, type Unanswered } from './study'

/** Fewer areas than these cannot be split. */
const FEWEST = 5
const DRAWS = 2000

interface SplitInput extends CountedAreas {
  /** Name and areas’ figures of the deprivation score; null where not every area has one. */
  score: { name: string; of: number[] } | null
  /** Why there is no score. */
  unscored: string | null
}

/** How much of the spread is chance, how much age and sex, how much goes with deprivation, and what is left. */
export const split: StudyKind<SplitInput> = {
  id: 'split',
  label: 'What the spread is made of',
  gather: gatherSplit,
  compute(input, { seed }) {
    const model = { ...input.model, size: input.size, deprivation: input.score?.of }
    const found = attempted(() => splitBootstrap(model, { seed, draws: DRAWS }))
    return {
      figures: found ? figures(found) : [figure('total', TOTAL, { note: 'these counts cannot be split' })],
      columns: COLUMNS,
      rows: rowsOf(input),
      methods: METHODS,
      notes: [...(found ? aboutZero(found) : []), ...notes(input), ...countNotes(input)],
      draws: found && { seed, number: DRAWS },
    }
  },
}

function* gatherSplit(question: Question, release: Release): Steps<SplitInput | Unanswered> {
  const counted = yield* countedAreas(question, release, FEWEST)
  if ('why' in counted) return counted
  if (!release.scoreName) return { ...counted, score: null, unscored: 'this release has no deprivation score' }
  const scores = new Map(release.areas.map(({ code, score }) => [code, score]))
  const of = counted.areas.map(({ area }) => scores.get(area) ?? NaN)
  const missing = of.filter(Number.isNaN).length
  if (missing > 0) return { ...counted, score: null, unscored: `${missing} of ${of.length} areas have no deprivation score` } // prettier-ignore
  return { ...counted, score: { name: release.scoreName, of }, unscored: null }
}

const TOTAL = 'Standard deviation of areas’ values, of their mean'

type Part = 'chance' | 'age' | 'deprivation' | 'left'
const PARTS: readonly (readonly [Part, string])[] = [
  ['chance', 'chance'],
  ['age', 'age and sex'],
  ['deprivation', 'deprivation'],
  ['left', 'what is left over'],
]

const partsOf = (split: SpreadSplit) =>
  PARTS.flatMap(([id, label]): { id: Part; label: string; part: SpreadPart }[] => {
    const part = split[id]
    return part ? [{ id, label, part }] : []
  })

/** Standard deviations first: shares of a variance make small parts look smaller than they are. */
function figures(split: SpreadSplit): StudyFigure[] {
  const parts = partsOf(split)
  const percent = ({ lower, upper }: Interval) => ({ lower: 100 * lower, upper: 100 * upper })
  return [
    figure('total', TOTAL, { unit: '%', value: 100 * split.total, note: beneathTotal(split) }),
    ...parts.map(({ id, label, part }) =>
      figure(`${id}-deviation`, `Standard deviation by ${label}, of the mean`, {
        unit: '%',
        value: 100 * part.deviation,
        interval95: percent(part.deviation95),
        note: noteOf(part),
      }),
    ),
    ...parts.map(({ id, label, part }) =>
      figure(`${id}-share`, `Share of the variance by ${label}`, {
        unit: '%',
        value: 100 * part.share,
        interval95: percent(part.share95),
        // What is left over is never below 0.
        note: part.share < 0 ? 'below 0: without it areas would differ more' : null,
      }),
    ),
  ]
}

/** Where areas lie closer together than chance alone would put them, the parts make more than the total. */
function beneathTotal({ leftUnbounded }: SpreadSplit): string | null {
  if (leftUnbounded >= 0) return null
  return `less than its parts together: by moments ${(100 * leftUnbounded).toFixed(1)} % of the variance is left over, so areas differ less than chance alone makes likely`
}

const isAboutZero = ({ deviation95 }: SpreadPart) => deviation95.lower <= 0

const noteOf = (part: SpreadPart) => (isAboutZero(part) ? 'about zero: cannot be told from none' : null)

/** Says of which parts nothing can be told. */
function aboutZero(split: SpreadSplit): string[] {
  const none = partsOf(split).filter(({ part }) => isAboutZero(part))
  if (none.length === 0) return []
  const names = none.map(({ label }) => label)
  const said = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0]!
  return [`${said.charAt(0).toUpperCase()}${said.slice(1)}: about zero, since the interval starts there.`]
}

function notes({ score, unscored }: SplitInput): string[] {
  return [
    'Values are events over people, not standardised; each standard deviation is a share of their mean.',
    'Parts are of what may lie beneath the counts and of the chance upon it; their squares make about the square of the total, and shares are of what they make together.', // prettier-ignore
    'Age and deprivation go together, so each is given the mean of what it explains first and last; a part that goes with them need not be caused by them.', // prettier-ignore
    score
      ? `Deprivation is “${score.name}”. Scores of deprivation often hold a part on health, to which illness is coupled: then the share that goes with deprivation is too high.` // prettier-ignore
      : `Deprivation is not split off: ${unscored}.`,
  ]
}

const COLUMNS = [
  { id: 'relative', label: 'Value over the mean of all areas', unit: '' },
  { id: 'age', label: 'The same as age and sex make one expect', unit: '' },
  { id: 'score', label: 'Deprivation score', unit: '' },
]

function rowsOf({ areas, model: { observed, expected }, size, score }: SplitInput) {
  const sum = (column: readonly number[]) => column.reduce((all, one) => all + one, 0)
  const [level, rate] = [sum(observed) / sum(expected), sum(observed) / sum(size)]
  return areas.map(({ area, name }, i) => {
    const mean = size[i]! * rate
    return { area, name, cells: [observed[i]! / mean, (level * expected[i]!) / mean, score?.of[i] ?? null] }
  })
}

const METHODS = [
  { name: 'Split of the spread: the mean of what each explains over both orders (Shapley)', source: 'Shapley (1953), Contributions to the Theory of Games II, 307–317; Shorrocks (2013), J. Econ. Inequal. 11, 99–126' }, // prettier-ignore
  { name: 'Parts: the mean split of what may lie beneath the counts, at the median of the variances that they bear out, at none where that is likeliest', source: 'Laird & Louis (1987), J. Am. Stat. Assoc. 82, 739–750' }, // prettier-ignore
  { name: `Intervals: ${DRAWS.toLocaleString('en-GB')} seeded draws of what may lie beneath the counts`, source: 'Laird & Louis (1987), J. Am. Stat. Assoc. 82, 739–750; Garthwaite & Buckland (1992), Appl. Stat. 41, 159–171' }, // prettier-ignore
]
