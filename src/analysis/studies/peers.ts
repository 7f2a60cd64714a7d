import type { Question, Release } from '../../domain'
import { neighbourStability, similarAreas, standardise } from '../../statistics/peers'
import type { Steps } from '../steps'
import { countedAreas, countNotes, type CountedAreas } from './counted'
import { evaluated, yearsOf } from './evaluated'
import { givenNotes, givenPeers, NO_OTHER_PEER, type GivenPeers } from './given-peers'
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
  /** Whom the reader chose; null where similar areas are found. */
  given: GivenPeers | null
  /** Places of each area’s similar areas, nearest first; of the peers where the reader chose them. */
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
      figures: figures(input, outcomes, stable),
      columns: columnsOf(input),
      rows: rowsOf(input, outcomes, stable),
      methods: input.given ? METHODS.slice(-2) : METHODS,
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
  const given = givenPeers(question, release, areas)
  if (!given && areas.length < FEWEST) return { why: `only ${areas.length} ${areas.length === 1 ? 'area is' : 'areas are'} compared; ${FEWEST} are needed to tell which are alike` } // prettier-ignore
  const traits = given ? [] : yield* traitsOf(plan)
  if (!given && traits.length < 2)
    return { why: 'this release holds too little about its areas to tell which are alike' }
  const similar = given?.places ?? similarAreas(standardised(traits), SIMILAR).neighbours.map((places) => [...places])
  const counted = yield* countedAreas(question, release, FEWEST_COUNTED)
  return {
    counts: indicator.counts,
    areas: areas.map(({ code, name }) => ({ area: code, name })),
    traits,
    chosen: question.chosen,
    given,
    similar,
    counted: 'why' in counted ? counted : workOf(question, release, { counted, codes: areas.map(({ code }) => code), similar }), // prettier-ignore
  }
}

const standardised = (traits: readonly Trait[]) => standardise(traits.map(({ values }) => values))

/** Similar areas without a count have no part in what areas are held against. */
function workOf(
  { chosen, period, indicator }: Question,
  { indicators, dimensions }: Release,
  { counted, codes, similar }: { counted: CountedAreas; codes: readonly string[]; similar: PeersInput['similar'] },
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
function stability({ areas, traits, similar, chosen, given }: PeersInput, { seed, onProgress }: StudyRun): number[] {
  if (given) return areas.map(() => NaN)
  const columns = standardised(traits)
  return areas.map(({ area: code }, area) => {
    onProgress?.((area + 1) / areas.length)
    if (similar[area]!.length === 0 || (areas.length > MOST_TRIED && !chosen.includes(code))) return NaN
    return 100 * neighbourStability(columns, area, { count: SIMILAR, draws: WEIGHTINGS, seed: [seed, 2] }).mean
  })
}

const KINDS: Record<PeerKind, string> = { similar: 'similar areas', best: 'the best fifth' }
const kindWords = (kind: PeerKind, { given }: PeersInput) =>
  given && kind === 'similar' ? 'the peers chosen' : KINDS[kind]

function figures(input: PeersInput, outcomes: readonly PeerOutcome[], stable: readonly number[]) {
  const known = stable.filter(Number.isFinite)
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length
  const told = (['similar', 'best'] as const).flatMap((kind) => {
    const asked = outcomes.filter((one) => one.kind === kind)
    if (asked.length === 0) return []
    const apart = asked.filter(({ told }) => told)
    const label = `Chosen areas that can be told from ${kindWords(kind, input)}`
    return [figure(`told-from-${kind}`, label, { unit: 'areas', value: apart.length, note: `of ${asked.length} chosen` })] // prettier-ignore
  })
  const label = 'Similar areas that stay so when each trait weighs half to double, on average'
  if (input.given) return told
  return [figure('stability', label, { unit: '%', value: known.length > 0 ? mean : null }), ...told]
}

function columnsOf(input: PeersInput) {
  const { counts, counted, given } = input
  const of = (kind: PeerKind) => [
    { id: `${kind}-verdict`, label: `Against ${kindWords(kind, input)}`, unit: '' },
    { id: `${kind}-difference`, label: `Difference from ${kindWords(kind, input)}`, unit: `${counts} a year` },
    { id: `${kind}-lower95`, label: '95 % from', unit: `${counts} a year` },
    { id: `${kind}-upper95`, label: '95 % to', unit: `${counts} a year` },
    { id: `${kind}-p`, label: 'Probability by chance', unit: '' },
  ]
  return [
    { id: 'similar', label: given ? 'Peers chosen' : 'Similar areas, most similar first', unit: '' },
    // Names may hold what would part them.
    { id: 'similar-codes', label: 'Their codes', unit: '' },
    ...(given ? [{ id: 'peers-of', label: 'What it shares with them', unit: '' }] : []),
    { id: 'stability', label: 'How many of them stay when each trait weighs half to double', unit: '%' },
    ...kindsOf(counted).flatMap(of),
  ]
}

/** Against whom anything can be said. */
function kindsOf(counted: PeersInput['counted']): PeerKind[] {
  if ('why' in counted) return []
  return counted.polarity === 'neither' ? ['similar'] : ['similar', 'best']
}

function rowsOf(input: PeersInput, outcomes: readonly PeerOutcome[], stable: readonly number[]) {
  const { areas, similar, counted, given, chosen } = input
  const found = (at: number, kind: PeerKind) => outcomes.find((one) => one.at === at && one.kind === kind)
  return areas.map(({ area, name }, i) => {
    const alike = similar[i]!.map((other) => areas[other]!)
    const joined = (words: readonly string[], by: string) => words.join(by) || null
    const [names, codes] = [joined(alike.map((one) => one.name), '; '), joined(alike.map((one) => one.area), ' ')] // prettier-ignore
    const against = 'why' in counted ? [] : kindsOf(counted).flatMap((kind) => kind === 'similar' && given && alike.length === 0 && chosen.includes(area) ? [NO_OTHER_PEER, null, null, null, null] : cellsOf(kindWords(kind, input), found(counted.places[i]!, kind))) // prettier-ignore
    return {
      area,
      name,
      cells: [
        names,
        codes,
        ...(given ? [given.shared[i]!] : []),
        Number.isNaN(stable[i]!) ? null : stable[i]!,
        ...against,
      ],
    }
  })
}

/** No number where an area cannot be told from its peers or how far it is from them cannot, nothing at all where nobody asked. */
function cellsOf(whom: string, outcome: PeerOutcome | undefined): (string | number | null)[] {
  if (!outcome) return [null, null, null, null, null]
  const { p, told, difference } = outcome
  if (!told) return [`cannot be told from ${whom}`, null, null, null, null]
  const verdict = `${told} than at the rate of ${whom}`
  if (!difference) return [`${verdict}; how many cannot be told`, null, null, null, p]
  return [verdict, difference.events, difference.lower, difference.upper, p]
}

function notesOf({ traits, areas, similar, counted, given }: PeersInput): string[] {
  const alone = areas.filter((_, i) => similar[i]!.length === 0).map(({ name }) => name)
  const said = given
    ? givenNotes(given)
    : [
        `Similar areas are alike in ${traits.map(({ label }) => label).join('; ')}. Each weighs the same; other traits would give other areas.`,
        ...(alone.length > 0 ? [`Too little is known of ${alone.join(', ')} to name similar areas.`] : []),
      ]
  if ('why' in counted) return [...said, `No difference from them can be worked out: ${counted.why}.`]
  if (counted.asked.length === 0) said.push('A difference from them is worked out for the areas that you choose.')
  else said.push('A difference is not what could be changed: areas differ for reasons that are nobody’s doing. Where it cannot be told from chance none is shown, which does not mean that there is none.', 'The difference and its interval are drawn to the mean of all areas, as far as chance explains how they differ: for an area far out the true difference is likelier larger than smaller. Where the other areas do not differ beyond chance, how far one lies from them cannot be told, and no number is shown.', 'Each chosen area is looked at by itself: of twenty that differ by chance alone about one would be told apart.') // prettier-ignore
  if (counted.polarity === 'neither')
    said.push('More is neither good nor bad here, so no fifth of the areas is the best.')
  return [...said, ...counted.notes]
}

const METHODS = [
  { name: 'Similar areas: least distance over standardised traits', source: 'Chartered Institute of Public Finance and Accountancy, Nearest Neighbours Model; Everitt et al. (2011), Cluster Analysis, ch. 3' }, // prettier-ignore
  { name: `Their stability: ${WEIGHTINGS.toLocaleString('en-GB')} seeded weightings`, source: 'OECD & JRC (2008), Handbook on Constructing Composite Indicators' }, // prettier-ignore
  { name: `Whether an area differs from its peers: Monte-Carlo test on raw rates, the peers spread as the other areas are, counts drawn and released as these were, ${DRAWS.toLocaleString('en-GB')} seeded draws`, source: 'Davison & Hinkley (1997), Bootstrap Methods and their Application, ch. 4' }, // prettier-ignore
  { name: `Difference from peers: shrunk rates, the area left out of the fit, ${DRAWS.toLocaleString('en-GB')} seeded draws`, source: 'Clayton & Kaldor (1987), Biometrics 43, 671–681; Laird & Louis (1987), J. Am. Stat. Assoc. 82, 739–750' }, // prettier-ignore
]
