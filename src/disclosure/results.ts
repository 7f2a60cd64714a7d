/** How one attack went. `worst` names cells and stays inside the facility. */
export interface AttackResult {
  attack: string
  name: string
  outcome: 'passed' | 'failed' | 'not-applicable'
  detail: string
  figures: Readonly<Record<string, number>>
  worst: readonly string[]
}

export type AttackId = keyof typeof NAMES

/** The attacks by number, as the design for privacy lists them. */
export const NAMES = {
  '1': 'Interval of every small cell',
  '1b': 'Best guess of each small cell',
  '2': 'Exact recovery by bound propagation',
  '3': 'Insiders who know to be alone in a cell',
  '4': 'Zero and group disclosure',
  '5': 'Linked tables together',
  '6': 'Differences between overlapping areas and periods',
  '7': 'Earlier editions together with this one',
  '8': 'Several releases and totals known from elsewhere',
  '9': 'Inversion of rates, intervals and ratios',
  '10': 'Percentage with its denominator',
  '11': 'Averaging of cell keys',
  '12': 'Algorithm, tie-breaks and objective known',
  '13': 'The files themselves',
  '14': 'Changed, replayed or renamed files',
  '15': 'Planted unsafe releases',
} as const

export const ATTACK_IDS = ['1', '1b', ...Array.from({ length: 14 }, (_, at) => `${at + 2}`)] as readonly AttackId[]

type Figures = AttackResult['figures']
const few = (count: number, one: string, many: string) => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
const cells = (count: number) => few(count, 'cell', 'cells')
const percent = (share: number, decimals = 0) => `${(share * 100).toFixed(decimals)} %`

/** What an attack that ran found, said from its figures alone: so results of several tables can be added and said again. */
const SAY: Record<AttackId, (figures: Figures) => string> = {
  '1': ({ examined = 0, failing = 0, contradictions = 0, narrowest = 0, zerosKnown = 0, unconfirmed = 0 }) =>
    [
      contradictions > 0 && 'What is published contradicts itself or the rules that it names.',
      failing > 0
        ? `${cells(failing)} of ${examined.toLocaleString('en-GB')} that may be small have fewer possible values than the rules ask.`
        : contradictions === 0 &&
          `Each of ${cells(examined)} that may be small has as many possible values as the rules ask; the narrowest ${narrowest}.`,
      zerosKnown > 0 && `${zerosKnown.toLocaleString('en-GB')} would have fewer if empty cells were known.`,
      unconfirmed > 0 &&
        `${unconfirmed.toLocaleString('en-GB')} could not be confirmed within the solver’s limits, and count as too narrow.`,
    ]
      .filter(Boolean)
      .join(' '),
  '1b': ({
    examined = 0,
    probability = 0,
    failing = 0,
    modelled = 0,
    likely = 0,
    right = 0,
    certain = 0,
    beyond = 0,
  }) =>
    [
      `Without other knowledge the likeliest value of a small cell is likely by ${percent(probability)} at most, ${failing > 0 ? `more than the rules allow in ${cells(failing)}` : 'within the rules’ limit'}.`,
      `With a model of all that is published, a count from 1 up is named with ${percent(modelled)} at most; with more than 50 % in ${few(likely, 'cell', 'cells')} of ${examined.toLocaleString('en-GB')} (${percent(examined > 0 ? likely / examined : 0, 1)}), about ${Math.round(right).toLocaleString('en-GB')} of them rightly; with more than 90 % in ${cells(certain)}${beyond > 0 ? `; in ${cells(beyond)} more surely than the rules allow` : ''}.`,
    ].join(' '),
  '2': ({ exact = 0 }) =>
    exact > 0 ? `${cells(exact)} with a small count are certain.` : 'No small count is certain.',
  '3': ({ tried = 0, pairs = 0, pairsTold = 0, failing = 0, left = 0 }) =>
    [
      `${failing > 0 ? `In ${failing.toLocaleString('en-GB')} of` : 'In none of'} ${cells(tried)} would somebody who knows to be alone there learn another small count exactly.`,
      pairs > 0 &&
        `Of ${few(pairs, 'pair', 'pairs')} that might be, ${pairsTold === 0 ? 'none' : pairsTold.toLocaleString('en-GB')} could, if both were alone; the builder guards all who are.`,
      left > 0 && `${left.toLocaleString('en-GB')} were not tried.`,
    ]
      .filter(Boolean)
      .join(' '),
  '4': ({ failing = 0, approved = 0 }) =>
    `${failing > 0 ? `${few(failing, 'sum is', 'sums are')} known to lie in one category alone` : 'No sum is known to lie in one category alone'}${approved > 0 ? ', where the data owner has not approved it' : ''}.`,
  '5': ({ tables = 0, shared = 0, failing = 0 }) =>
    `${few(tables, 'table', 'tables')} that share ${cells(shared)}, attacked as one${failing > 0 ? `: ${cells(failing)} too narrow` : ''}.`,
  '6': ({ differences = 0, failing = 0 }) =>
    `${few(differences, 'difference', 'differences')} between areas or periods; ${failing === 0 ? 'none gives' : `${failing.toLocaleString('en-GB')} ${failing === 1 ? 'gives' : 'give'}`} a count of 1 to 9 away.`,
  '7': (figures) =>
    [
      sayCompared(figures),
      ...sayPresumed(figures),
      ...sayWidths(figures),
      (figures['failing'] ?? 0) > 0
        ? `${cells(figures['failing']!)} or differences too narrow.`
        : 'No cell and no difference is too narrow.',
    ].join(' '),
  '8': ({ releases = 0, totals = 0, unused = 0, failing = 0, contradictions = 0, ...figures }) =>
    `${few(releases, 'release', 'releases')} and ${few(totals, 'total', 'totals')} from elsewhere, attacked as one${contradictions > 0 ? ': they contradict each other' : failing > 0 ? `: ${cells(failing)} too narrow` : ''}.${unused > 0 ? ` ${few(unused, 'total concerns', 'totals concern')} nothing in the release.` : ''}${sayWidths(
      figures,
    )
      .map((said) => ` ${said}`)
      .join('')}`,
  '9': ({ printed = 0, narrowed = 0, carriers = 0, changed = 0 }) =>
    [
      carriers > 0 &&
        `${few(carriers, 'table or description carries', 'tables or descriptions carry')} values beside counts.`,
      changed > 0 &&
        `${few(changed, 'stored answer does', 'stored answers do')} not follow from the released counts, or cannot be shown to.`,
      `${few(printed, 'crude rate', 'crude rates')}, as printed, turned back into counts; ${narrowed === 0 ? 'none says' : `${narrowed} say`} more than the released count.`,
      carriers + changed === 0 && 'All other figures are made in the reader’s browser, from the released counts alone.',
    ]
      .filter(Boolean)
      .join(' '),
  '10': ({ failing = 0, examined = 0 }) =>
    `Counts, those not counted and denominators, attacked as one: ${cells(examined)}${failing > 0 ? `, ${failing} too narrow` : ''}.`,
  '11': ({ cells: all = 0, alone = 0, together = 0 }) =>
    `Of ${few(all, 'blurred cell', 'blurred cells')} ${percent(all > 0 ? alone / all : 0, 1)} should be guessed from their own value, ${percent(all > 0 ? together / all : 0, 1)} with all sums beside it.`,
  '12': ({ notMultiples = 0, hiddenWithValue = 0, broken = 0, strayed = 0, seeds = 0 }) =>
    notMultiples + hiddenWithValue + broken + strayed + seeds > 0
      ? 'What is published does not follow from the rules that the release names.'
      : 'Every published value follows from the published rules, and says no more than their guarantee; no seed and no key is published.',
  '13': () => 'Two inputs with equal published values give the same bytes: run in the pipeline’s tests.',
  '14': ({ checks = 0, failing = 0 }) =>
    `${few(checks, 'check', 'checks')} of files, identity and signatures${failing > 0 ? `; ${failing} failed` : ', all in order'}.`,
  '15': () => 'Planted unsafe releases: run in the pipeline’s tests.',
}

function sayCompared({ editions = 0, same = 0, changed = 0, corrected = 0 }: Figures): string {
  const before = `${few(editions, 'earlier edition', 'earlier editions')}: ${cells(same)} unchanged, so taken to count the same records; ${cells(changed)} changed`
  if (corrected === 0) return `${before}.`
  return `${before}, so taken as corrected with all that hangs together with them, in ${few(corrected, 'period', 'periods')}, counted for each topic.`
}

const sayWidths = ({ widths = 0 }: Figures) =>
  widths > 0 ? [`${few(widths, 'facility blurs', 'facilities blur')} by cell keys of more than one width.`] : []

/** What two presumptions tell: records between the editions were only added, or only taken away. */
function sayPresumed(figures: Figures): string[] {
  const of = (name: string) => figures[name] ?? 0
  const told = (who: string, examined: number, narrowed: number) =>
    examined > 0 && `Who presumes that records ${who} narrows ${narrowed > 0 ? `${cells(narrowed)} too far` : 'none too far'}.` // prettier-ignore
  const nobody = (parts: number, moved: string) =>
    parts > 0 && `In ${few(parts, 'part', 'parts')} values ${moved}, so nobody can presume it there.`
  const bounded = of('jointBounded') + of('lateBounded') + of('goneBounded')
  return [
    told('were only added', of('lateExamined'), of('lateNarrowed')),
    nobody(of('lateVoid'), 'fell by more than additions alone allow'),
    told('were only taken away', of('goneExamined'), of('goneNarrowed')),
    nobody(of('goneVoid'), 'rose by more than removals alone allow'),
    bounded > 0 && `Of ${cells(bounded)} in large parts some of this was tried by bounds alone.`,
  ].filter((said) => said !== false)
}

/** The result of an attack that ran. */
export function ran(attack: AttackId, failed: boolean, figures: Figures, worst: readonly string[] = []): AttackResult {
  const outcome = failed ? 'failed' : 'passed'
  return { attack, name: NAMES[attack], outcome, detail: SAY[attack](figures), figures, worst }
}

/** The result of an attack that had nothing to attack, with the reason. */
export function notApplicable(attack: AttackId, why: string): AttackResult {
  return { attack, name: NAMES[attack], outcome: 'not-applicable', detail: why, figures: {}, worst: [] }
}

/** How figures of the same name add up; sums, but for these. */
const LEAST = new Set(['narrowest', 'least', 'small'])
const MOST = new Set([
  'probability',
  'modelled',
  'limit',
  'modelLimit',
  'approved',
  'editions',
  'releases',
  'totals',
  'unused',
])
const WORST = 20

/** The results of one attack on several tables as one: failed where any failed; said from the figures together. */
export function mergeResults(attack: AttackId, parts: readonly AttackResult[]): AttackResult {
  const run = parts.filter(({ outcome }) => outcome !== 'not-applicable')
  const first = parts[0]
  if (run.length === 0) return first ?? notApplicable(attack, 'There was nothing to attack.')
  const figures: Record<string, number> = {}
  for (const part of run)
    for (const [name, value] of Object.entries(part.figures)) {
      const so = figures[name]
      if (so === undefined) figures[name] = value
      else if (LEAST.has(name)) figures[name] = Math.min(so || Infinity, value || Infinity)
      else figures[name] = MOST.has(name) ? Math.max(so, value) : so + value
    }
  const failed = run.some(({ outcome }) => outcome === 'failed')
  return ran(attack, failed, figures, run.flatMap(({ worst }) => worst).slice(0, WORST))
}
