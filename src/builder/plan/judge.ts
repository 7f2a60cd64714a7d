import type { RecipeRecords } from '../recipe/records'
import { blank, column, compare, day, equals, every, not, some, whole, type Expression } from '../sql/expression'
import { AREA_STATES, type PlaceNames } from './columns'
import type { NoteId, ReasonId } from './plan'

type Verdict = { reason: ReasonId; when: Expression }

const filled = (name: string) => not(blank(column(name)))
const inState = (state: (typeof AREA_STATES)[number]) =>
  equals(column('_area_state'), whole(AREA_STATES.indexOf(state)))

/** Why records are left out, in the order in which it is asked: the first reason counts. */
export function verdictsOf(records: RecipeRecords, names: PlaceNames, latest: string): Verdict[] {
  return [
    ...(records.duplicates === 'keep' ? [] : [verdict('duplicate', compare(column('_copy'), '>', whole(1)))]),
    verdict('blank-date', blank(column('date'))),
    verdict('unreadable-date', blank(column('_date'))),
    verdict('future-date', compare(column('_date'), '>', day(records.latest ?? latest))),
    ...(records.person.blank === 'drop' ? [verdict('blank-person', blank(column('person')))] : []),
    ...ofArea(records),
    ...ofBirth(records),
    ...(records.age
      ? [verdict('blank-age', blank(column('age'))), verdict('unreadable-age', blank(column('_age')))]
      : []),
    ...((records.birth ?? records.age)
      ? [verdict('impossible-age', compare(column('_age'), '>', whole(records.oldest)))]
      : []),
    ...ofCodes(records),
    verdict('elsewhere', inState('elsewhere')),
    verdict('other-period', everyPlaceBlank('period', names)),
  ]
}

const verdict = (reason: ReasonId, when: Expression): Verdict => ({ reason, when })

const everyPlaceBlank = (axis: string, names: PlaceNames) =>
  every(...names.all().flatMap(({ name, place }) => (place.axis === axis ? [blank(column(name))] : [])))

function ofArea({ area }: RecipeRecords): Verdict[] {
  return [
    verdict('blank-area', blank(column('area'))),
    verdict('unknown-area', blank(column('_area_state'))),
    verdict('split-area', inState('split')),
    ...(area.ended === 'drop' ? [verdict('ended-area', inState('ended'))] : []),
    ...(area.outOfTime === 'drop' ? [verdict('area-out-of-time', outOfTime)] : []),
  ]
}

const outOfTime = some(
  compare({ kind: 'stamp', of: column('_date') }, '<', column('_area_from')),
  compare({ kind: 'stamp', of: column('_date') }, '>', column('_area_to')),
)

function ofBirth({ birth }: RecipeRecords): Verdict[] {
  if (!birth) return []
  return [
    verdict('blank-birth', blank(column('birth'))),
    verdict('unreadable-birth', blank(column('_birth'))),
    verdict('born-after', compare(column('_birth'), '>', column('_date'))),
  ]
}

const codedOf = ({ sex, categories }: RecipeRecords) =>
  [...(sex ? [['sex', sex] as const] : []), ...Object.entries(categories)] as const

function ofCodes(records: RecipeRecords): Verdict[] {
  return codedOf(records).flatMap(([id, rules]) => {
    const [blanks, unlisted]: [ReasonId, ReasonId] =
      id === 'sex' ? ['blank-sex', 'unlisted-sex'] : ['blank-category', 'unlisted-category']
    return [
      ...(rules.blank === 'drop' ? [verdict(blanks, blank(column(id)))] : []),
      ...(rules.unlisted === 'drop' ? [verdict(unlisted, notListed(id))] : []),
    ]
  })
}

const notListed = (id: string) => every(filled(id), blank(column(`_known_${id}`)))

/** What is done to records that are counted, and told. */
export function notesOf(records: RecipeRecords): { note: NoteId; when: Expression }[] {
  const { area, person } = records
  const lenient = codedOf(records).filter(([, rules]) => rules.blank !== 'drop' || rules.unlisted !== 'drop')
  const unknown = lenient.map(([id, rules]) => ({
    note: id === 'sex' ? ('sex-unknown' as const) : ('category-unknown' as const),
    when: some(
      ...(rules.blank === 'drop' ? [] : [blank(column(id))]),
      ...(rules.unlisted === 'drop' ? [] : [notListed(id)]),
    ),
  }))
  return [
    ...(area.ended === 'successor' ? [{ note: 'successor' as const, when: inState('ended') }] : []),
    ...(area.outOfTime === 'count' ? [{ note: 'area-out-of-time' as const, when: outOfTime }] : []),
    ...(person.blank === 'together' ? [{ note: 'person-together' as const, when: blank(column('person')) }] : []),
    ...merged(unknown),
  ]
}

/** Several categories share a note: it is told once a record. */
function merged(all: readonly { note: NoteId; when: Expression }[]): { note: NoteId; when: Expression }[] {
  return [...new Set(all.map(({ note }) => note))].map((note) => ({
    note,
    when: some(...all.filter((one) => one.note === note).map(({ when }) => when)),
  }))
}
