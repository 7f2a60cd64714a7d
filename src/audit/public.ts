import { NAMES } from '../disclosure'
import type { AttackId, AttackResult } from '../disclosure'

/** What everybody may know of an attack: how it went. No cells, no widths, no probabilities. */
export interface PublicResult {
  attack: string
  name: string
  outcome: AttackResult['outcome']
  /** In plain words. */
  detail: string
}

/** Said where an attack found nothing. */
const HELD: Record<AttackId, string> = {
  '1': 'No small count can be narrowed down further than the rules allow.',
  '1b': 'Without other knowledge no small count can be guessed better than the rules allow.',
  '2': 'No small count can be worked out from sums and differences.',
  '3': 'Nobody who knows of being counted alone can work out another’s count.',
  '4': 'No group is known to be all in one category.',
  '5': 'Tables that count the same tell no more together than alone.',
  '6': 'Areas and periods that overlap give no small count away.',
  '7': 'Earlier editions and this one together give no small count away, not even to whoever presumes that records were only added, or only taken away.',
  '8': 'The releases together, with totals from elsewhere, give no small count away.',
  '9': 'Everything printed follows from the released counts and says no more than they do.',
  '10': 'Counts with their denominators tell no more than the rules allow.',
  '11': 'Averaging over sums and tables tells hardly more of a count than its own blurred value.',
  '12': 'Every published value follows from the published rules, and no seed or key is published.',
  '13': 'The files tell nothing but the published values.',
  '14': 'Files, identity and signatures are as they should be.',
  '15': 'All planted unsafe releases were caught.',
}

/** Said where one succeeded: what, never where. */
const BROKE: Record<AttackId, string> = {
  '1': 'Small counts can be narrowed down further than the rules allow.',
  '1b': 'From what is published alone, some small counts can be named more surely than the rules allow.',
  '2': 'Small counts can be worked out from sums and differences.',
  '3': 'Somebody who knows of being counted alone could work out another’s count.',
  '4': 'Everybody in some group is known to be in one category.',
  '5': 'Tables that count the same give small counts away together.',
  '6': 'Areas or periods that overlap give small counts away.',
  '7': 'Earlier editions and this one together give small counts away.',
  '8': 'The releases together, with totals from elsewhere, give small counts away.',
  '9': 'Something stands beside the counts that says more than they do.',
  '10': 'Counts with their denominators tell more than the rules allow.',
  '11': 'Averaging over sums and tables tells more of a count than its own blurred value.',
  '12': 'What is published does not follow from the rules that the release names.',
  '13': 'The files tell more than the published values.',
  '14': 'Files, identity or signatures are not as they should be.',
  '15': 'A planted unsafe release was not caught.',
}

/** The part of results that may leave the facility. */
export function publicResults(results: readonly AttackResult[]): PublicResult[] {
  return results.map(({ attack, outcome, detail, figures }) => {
    const id = attack as AttackId
    const said = outcome === 'failed' ? BROKE[id] : detail
    return {
      attack,
      name: NAMES[id],
      outcome,
      detail: outcome === 'passed' ? held(id, figures) : said,
    }
  })
}

const count = (value: number) => value.toLocaleString('en-GB')
const percent = (share: number) => `${Number((share * 100).toFixed(1))} %`

/** What holds, with the limits that the rules set: a guarantee without its number could be anything. */
function held(id: AttackId, figures: AttackResult['figures']): string {
  const { small = 0, least = 0, limit = 0, approved = 0, jointBounded = 0, lateBounded = 0, goneBounded = 0 } = figures
  if (id === '1' && least > 0)
    return `No count under ${small} can be narrowed down to fewer than ${least} possible values.`
  if (id === '1b' && limit > 0)
    return `Without other knowledge no small count can be guessed with more than ${percent(limit)} certainty. ${modelled(figures)}`
  if (id === '4' && approved > 0)
    return `Where the owner has not approved it, no group is known to be all in one category.`
  if (id === '7' && jointBounded + lateBounded + goneBounded > 0) return `${HELD[id].slice(0, -1)}; in large parts this was tried by bounds alone.` // prettier-ignore
  return HELD[id]
}

/** Readers must know what rules of hiding and rounding cannot keep from anybody: how many counts, never which. */
function modelled({ examined = 0, certain = 0, modelLimit = 1 }: AttackResult['figures']): string {
  if (certain === 0)
    return 'Nor could somebody name one with over 90 % certainty who fits a model to all that is published.'
  const counts = `${count(certain)} of ${count(examined)} small counts`
  const limit = modelLimit < 1 ? `the rules allow up to ${percent(modelLimit)}` : 'to which the rules set no limit'
  return `To know: somebody who fits a model to all that is published could name ${counts} with over 90 % certainty, ${limit}.`
}
