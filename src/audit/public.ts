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
  '7': 'Earlier editions and this one together give no small count away.',
  '8': 'The releases together, with totals from elsewhere, give no small count away.',
  '9': 'Everything printed follows from the released counts and says no more than they do.',
  '10': 'Counts with their denominators tell no more than the rules allow.',
  '11': 'Averaging over sums and tables tells hardly more of a count than its own blurred value.',
  '12': 'Knowing how it was done tells nothing more, and no seed or key is published.',
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
    const said = outcome === 'passed' ? HELD[id] : outcome === 'failed' ? BROKE[id] : detail
    return {
      attack,
      name: NAMES[id],
      outcome,
      detail: id === '1b' && outcome === 'passed' ? `${said} ${modelled(figures)}` : said,
    }
  })
}

/** Readers must know what rules of hiding and rounding cannot keep from anybody: how many counts, never which. */
function modelled({ examined = 0, certain = 0 }: AttackResult['figures']): string {
  const counts = `${certain.toLocaleString('en-GB')} of ${examined.toLocaleString('en-GB')} small counts`
  return certain === 0
    ? 'Nor could somebody name one with over 90 % certainty who fits a model to all that is published.'
    : `Somebody who fits a model to all that is published could name ${counts} with over 90 % certainty.`
}
