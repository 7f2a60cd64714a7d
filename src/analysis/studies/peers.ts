import type { Question, Release } from '../../domain'
import { neighbourStability, similarAreas, standardise } from '../../statistics/peers'
import type { Steps } from '../steps'
import { countedAreas, countNotes, type CountedAreas } from './counted'
import { evaluated, yearsOf } from './evaluated'
import { DRAWS, tasksOf, workPeers, type PeerKind, type PeerOutcome, type PeerWork } from './peer-work'
import { figure, type StudyKind, type StudyRun, type Unanswered } from './study'
import { traitsOf, type Trait } from './traits'

interface PeersInput {
  /** What is counted, as a plural noun. */
  counts: string
  areas: readonly { area: string; name: string }[]
  traits: readonly Trait[]
  /** Codes. */
  chosen: readonly string[]
  /** Places of each area’s similar areas, nearest first. */
  similar: readonly (readonly number[])[]
  /** Null where there are no counts to hold against one another, with the reason. */
  counted: (PeerWork & { notes: readonly string[]; /** Place among the counted of each area, or −1. */ places: readonly number[] }) | { why: string } // prettier-ignore
}

/** So many similar areas are named. */
const SIMILAR = 10
/** With fewer, ten similar areas are nearly all there are. */
const FEWEST = 15
/** Fewer than these leave nothing to fit. */
const FEWEST_COUNTED = 5
/** Perturbed weightings for the stability of similar areas. */
const WEIGHTINGS = 1000
/** With more areas than these, all against all would take minutes: then the stability of the chosen ones’ alone is told. */
const MOST_TRIED = 400

/** Which areas are alike, and how far the chosen ones are from those. */
export const peers: StudyKind<PeersInput> = {
  id: 'peers',
  label: 'Similar areas',
  gather: gatherPeers,
  compute(input, run) {
    const work = 'why' in input.counted ? null : input.counted
    const tasks = work ? tasksOf(work).length : 0
    const outcomes = run.done ? (run.done as PeerOutcome[][]).flat() : work ? workPeers(work, run.seed, 0, tasks) : []
    const stable = stability(input, run)
    return {
      figures: figures(outcomes, stable),
      columns: columnsOf(input),
      rows: rowsOf(input, outcomes, stable),
      methods: METHODS,
      notes: notesOf(input),
      draws: { seed: run.seed, number: outcomes.length > 0 ? DRAWS : WEIGHTINGS },
    }
  },
  ranges: {
    of: ({ counted }) => {
      const pieces = 'why' in counted ? 0 : tasksOf(counted).length
      return pieces > 1 ? { pieces, each: 1 } : null
    },
    work: ({ counted }, seed, from, to) => ('why' in counted ? [] : workPeers(counted, seed, from, to)),
  },
}

function* gatherPeers(question: Question, release: Release): Steps<PeersInput | Unanswered> {
  const { plan } = yield* evaluated(question, release)
  const { areas, indicator } = plan
  if (areas.length < FEWEST) return { why: `only ${areas.length} areas are compared; ${FEWEST} are needed to tell which are alike` } // prettier-ignore
  const traits = yield* traitsOf(plan)
  if (traits.length < 2) return { why: 'this release holds too little about its areas to tell which are alike' }
  const { neighbours } = similarAreas(standardised(traits), SIMILAR)
  const similar = neighbours.map((places) => [...places])
  const counted = yield* countedAreas(question, release, FEWEST_COUNTED)
  return {
    counts: indicator.counts,
    areas: areas.map(({ code, name }) => ({ area: code, name })),
    traits,
    chosen: question.chosen,
    similar,
    counted: 'why' in counted ? counted : workOf(question, release, { counted, codes: areas.map(({ code }) => code), similar }), // prettier-ignore
  }
}

const standardised = (traits: readonly Trait[]) => standardise(traits.map(({ values }) => values))

/** Similar areas without a count have no part in what areas are held against. */
function workOf(
  { chosen, period, indicator }: Question,
  { indicators, dimensions }: Release,
  { counted, codes, similar }: { counted: CountedAreas; codes: readonly string[]; similar: readonly number[][] },
) {
  const at = new Map(counted.areas.map(({ area }, i) => [area, i]))
  const places = codes.map((code) => at.get(code) ?? -1)
  const asked = places.flatMap((place, i) => {
    const held = similar[i]!.map((other) => places[other]!).filter((other) => other >= 0)
    return place >= 0 && chosen.includes(codes[i]!) ? [{ at: place, similar: held }] : []
  })
  return {
    model: counted.model,
    years: yearsOf(dimensions.periods.find(({ code }) => code === period)!),
    polarity: indicators.find(({ id }) => id === indicator)!.polarity,
    asked,
    places,
    notes: countNotes(counted),
  }
}

/** Share of weightings in which each area’s similar areas stay so, in per cent; NaN for one that has none, or past how many can be tried. */
function stability({ areas, traits, similar, chosen }: PeersInput, { seed, onProgress }: StudyRun): number[] {
  const columns = standardised(traits)
  return areas.map(({ area: code }, area) => {
    onProgress?.((area + 1) / areas.length)
    if (similar[area]!.length === 0 || (areas.length > MOST_TRIED && !chosen.includes(code))) return NaN
    return 100 * neighbourStability(columns, area, { count: SIMILAR, draws: WEIGHTINGS, seed: [seed, 2] }).mean
  })
}

const KINDS: Record<PeerKind, string> = { similar: 'similar areas', best: 'the best fifth' }

function figures(outcomes: readonly PeerOutcome[], stable: readonly number[]) {
  const known = stable.filter(Number.isFinite)
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length
  const told = (['similar', 'best'] as const).flatMap((kind) => {
    const asked = outcomes.filter((one) => one.kind === kind)
    if (asked.length === 0) return []
    const apart = asked.filter(({ difference }) => difference)
    const label = `Chosen areas that can be told from ${KINDS[kind]}`
    return [figure(`told-from-${kind}`, label, { unit: 'areas', value: apart.length, note: `of ${asked.length} chosen` })] // prettier-ignore
  })
  const label = 'Similar areas that stay so when each trait weighs half to double, on average'
  return [figure('stability', label, { unit: '%', value: known.length > 0 ? mean : null }), ...told]
}

function columnsOf({ counts, counted }: PeersInput) {
  const of = (kind: PeerKind) => [
    { id: `${kind}-verdict`, label: `Against ${KINDS[kind]}`, unit: '' },
    { id: `${kind}-difference`, label: `Difference from ${KINDS[kind]}`, unit: `${counts} a year` },
    { id: `${kind}-lower95`, label: '95 % from', unit: `${counts} a year` },
    { id: `${kind}-upper95`, label: '95 % to', unit: `${counts} a year` },
    { id: `${kind}-p`, label: 'Probability by chance', unit: '' },
  ]
  return [
    { id: 'similar', label: 'Similar areas, most similar first', unit: '' },
    { id: 'stability', label: 'How many of them stay when each trait weighs half to double', unit: '%' },
    ...kindsOf(counted).flatMap(of),
  ]
}

/** Against whom anything can be said. */
function kindsOf(counted: PeersInput['counted']): PeerKind[] {
  if ('why' in counted) return []
  return counted.polarity === 'neither' ? ['similar'] : ['similar', 'best']
}

function rowsOf({ areas, similar, counted }: PeersInput, outcomes: readonly PeerOutcome[], stable: readonly number[]) {
  const found = (at: number, kind: PeerKind) => outcomes.find((one) => one.at === at && one.kind === kind)
  return areas.map(({ area, name }, i) => {
    const names = similar[i]!.map((other) => areas[other]!.name)
    const against = 'why' in counted ? [] : kindsOf(counted).flatMap((kind) => cellsOf(kind, found(counted.places[i]!, kind))) // prettier-ignore
    return { area, name, cells: [names.join('; ') || null, Number.isNaN(stable[i]!) ? null : stable[i]!, ...against] }
  })
}

/** No number where an area cannot be told from its peers, nothing at all where nobody asked. */
function cellsOf(kind: PeerKind, outcome: PeerOutcome | undefined): (string | number | null)[] {
  if (!outcome) return [null, null, null, null, null]
  const { p, difference } = outcome
  if (!difference) return [`cannot be told from ${KINDS[kind]}`, null, null, null, null]
  const { events, lower, upper } = difference
  return [`${events > 0 ? 'more' : 'fewer'} than at the rate of ${KINDS[kind]}`, events, lower, upper, p]
}

function notesOf({ traits, areas, similar, counted }: PeersInput): string[] {
  const alone = areas.filter((_, i) => similar[i]!.length === 0).map(({ name }) => name)
  const said = [
    `Similar areas are alike in ${traits.map(({ label }) => label).join('; ')}. Each weighs the same; other traits would give other areas.`,
    ...(alone.length > 0 ? [`Too little is known of ${alone.join(', ')} to name similar areas.`] : []),
  ]
  if ('why' in counted) return [...said, `No difference from them can be worked out: ${counted.why}.`]
  if (counted.asked.length === 0) said.push('A difference from them is worked out for the areas that you choose.')
  else said.push('A difference is not what could be changed: areas differ for reasons that are nobody’s doing. Where it cannot be told from chance none is shown, which does not mean that there is none.', 'Each chosen area is looked at by itself: of twenty that differ by chance alone about one would be told apart.') // prettier-ignore
  if (counted.polarity === 'neither')
    said.push('More is neither good nor bad here, so no fifth of the areas is the best.')
  return [...said, ...counted.notes]
}

const METHODS = [
  { name: 'Similar areas: least distance over standardised traits', source: 'Chartered Institute of Public Finance and Accountancy, Nearest Neighbours Model; Everitt et al. (2011), Cluster Analysis, ch. 3' }, // prettier-ignore
  { name: `Their stability: ${WEIGHTINGS.toLocaleString('en-GB')} seeded weightings`, source: 'OECD & JRC (2008), Handbook on Constructing Composite Indicators' }, // prettier-ignore
  { name: `Difference from peers: shrunk rates, the area left out of the fit, ${DRAWS.toLocaleString('en-GB')} seeded draws`, source: 'Clayton & Kaldor (1987), Biometrics 43, 671–681; Laird & Louis (1987), J. Am. Stat. Assoc. 82, 739–750' }, // prettier-ignore
]
