import type { AnswerContext } from './answer'
import type { AgeBand } from './dimension'
import type { Question } from './question'

/** People of one place by sex and age. */
export interface PeopleOf {
  /** Area code; `chosen` for the chosen areas together. */
  area: string
  name: string
  /** As in running text: `Salford`, `the North`. */
  label: string
  /** One list a sex in the order of `People.sexes`, one number a band in the order of `People.bands`; null where hidden or not held. */
  counts: readonly (readonly (number | null)[])[]
  /** All of them; null where a part is not known. */
  total: number | null
  /** Shares of all people, 0 to 1; null where a part is not known or no band ends there. */
  under20: number | null
  from65: number | null
  from85: number | null
  /** Whether some of its numbers are rounded. */
  rounded: boolean
  /** Why something is lacking, in plain words. */
  why: string | null
}

/** Who lives where: the people of marked areas and of the comparator, from the release's table of people. */
export interface People {
  question: Question
  context: Pick<AnswerContext, 'release' | 'areaTypeLabel' | 'comparatorLabel'> & { periodLabel: string }
  /** `female` and `male`, or `persons` where they are not kept apart. */
  sexes: readonly string[]
  /** Youngest first; they do not overlap. */
  bands: readonly AgeBand[]
  /** Marked areas in the question's order; where none is marked, the comparator's place alone. */
  places: readonly PeopleOf[]
  /** What they are held against; null where no area is marked. */
  comparator: PeopleOf | null
  notes: readonly string[]
  /** Why there is nothing to show, in plain words; null where there is. */
  why: string | null
}
