import type { AgeBand, People, PeopleOf } from '../domain'
import type { AnswerGrid } from './answer-grid'
import type { Finding } from './finding'
import { listed, sentence, stopped } from './grammar'
import { formatCount, formatFixed } from './number'
import { synthetic } from './sure'

/** Shares less than this apart, as printed, are called about the same: half a percentage point. */
const ABOUT = 0.005

/** Says in plain English how old the people of a place are. */
export function peopleFinding(people: People): Finding {
  const { places, comparator, why } = people
  const [place] = places
  return {
    headline: why !== null || !place ? 'The ages of people cannot be shown here' : headline(place, comparator),
    detail: why !== null || !place ? `Why: ${stopped(why ?? 'no place is chosen')} Choose another release, or open About to see what this one holds.` : detail(place, comparator), // prettier-ignore
    chosen: comparator ? places.map((one) => ({ area: one.area, text: placeText(one) })) : [],
    sure: sureOf(people),
  }
}

/** Older and younger are said of the share aged 65 and over. */
function headline(place: PeopleOf, comparator: PeopleOf | null): string {
  const { label, from65 } = place
  if (place.total === null) return `The ages of people in ${label} cannot be told`
  if (from65 === null) return `${formatCount(place.total)} people live in ${label}`
  if (comparator?.from65 == null) return `${percent(from65)} of people in ${label} are aged 65 and over`
  const apart = from65 - comparator.from65
  if (Math.abs(apart) < ABOUT) return `${percent(from65)} of people in ${label} are aged 65 and over, about the same as in ${comparator.label} (${percent(comparator.from65)})` // prettier-ignore
  return `${sentence(label)} has ${apart > 0 ? 'more' : 'fewer'} people aged 65 and over for its size than ${comparator.label}: ${percent(from65)} against ${percent(comparator.from65)}` // prettier-ignore
}

const percent = (share: number) => `${formatFixed(share * 100, 1)} %`

function detail(place: PeopleOf, comparator: PeopleOf | null): string {
  if (place.total === null) return stopped(`${sentence(place.label)}: ${place.why ?? 'no figure'}`)
  const held = (share: number | null, whole: number | null | undefined, who: string) =>
    share === null ? [] : [`${percent(share)} are ${who}${whole == null ? '' : ` (${comparator!.label} ${percent(whole)})`}`] // prettier-ignore
  const shares = [...held(place.under20, comparator?.under20, 'under 20'), ...held(place.from85, comparator?.from85, '85 and over')] // prettier-ignore
  const all = `${formatCount(place.total)} people live in ${place.label}.`
  return shares.length === 0 ? all : `${all} Of them ${listed(shares)}.`
}

/** `Salford: 282,400 people; 27.5 % under 20, 14.4 % 65 and over, 1.3 % 85 and over.` */
function placeText({ name, total, under20, from65, from85, why }: PeopleOf): string {
  if (total === null) return stopped(`${name}: ${why ?? 'no figure'}`)
  const shares = [
    ['under 20', under20],
    ['aged 65 and over', from65],
    ['aged 85 and over', from85],
  ] as const
  const said = shares.flatMap(([who, share]) => (share === null ? [] : [`${percent(share)} ${who}`]))
  return stopped(`${name}: ${formatCount(total)} people${said.length > 0 ? `; ${said.join(', ')}` : ''}`)
}

function sureOf({ context, places, comparator, notes }: People): string[] {
  const rounded = [...places, ...(comparator ? [comparator] : [])].some((place) => place.rounded)
  return [
    synthetic({ context }),
    'Every number is a count of people in the release’s own table of people; a place that the table does not hold is the sum of the areas that it is made of, where it holds them all.', // prettier-ignore
    'A share is a part of all people of the place. Shares less than half a percentage point apart are called about the same.', // prettier-ignore
    rounded ? 'Some numbers are rounded, so shares are as near as rounding lets them be.' : '',
    ...notes,
  ].filter((text) => text !== '')
}

/** `Women`, `Men`, `People`. */
export const sexName = (sex: string): string => ({ female: 'Women', male: 'Men' })[sex] ?? 'People'

/** `65 to 69`, `90 and over`, `under 1`. */
export const bandName = ({ start, end }: Pick<AgeBand, 'start' | 'end'>): string =>
  end === null ? `${start} and over` : start === end ? (start === 0 ? 'under 1' : `${start}`) : `${start} to ${end}`

/** Share of all people of a place, 0 to 1; null where it is not known. */
export function shareAt({ counts, total }: PeopleOf, sex: number, band: number): number | null {
  const many = counts[sex]?.[band]
  return many == null || !total ? null : many / total
}

/** `2.31 %`; `hidden` or `no figure` in words. */
function shareWords(place: PeopleOf, sex: number, band: number): string {
  const share = shareAt(place, sex, band)
  return share === null ? (place.why ?? 'no figure') : `${formatFixed(share * 100, 2)} %`
}

/** A bar's spoken name: `Women aged 65 to 69: 2.31 % of people in Salford (6,400), the North 2.60 %`. */
export function sayBar({ sexes, bands, comparator }: People, place: PeopleOf, sex: number, band: number): string {
  const many = place.counts[sex]?.[band]
  const head = `${sexName(sexes[sex]!)} aged ${bandName(bands[band]!)}: ${shareWords(place, sex, band)}`
  const own = many == null ? head : `${head} of people in ${place.label} (${formatCount(many)})`
  return comparator ? `${own}, ${comparator.label} ${shareWords(comparator, sex, band)}` : own
}

const asPercent = (share: number | null): number | null => (share === null ? null : share * 100)

const prefix = ({ context }: People) => (context.release.synthetic ? 'SYNTHETIC: ' : '')

/** The pyramid of one place as a table, oldest first as it is drawn. */
export function pyramidTable(people: People, place: PeopleOf): AnswerGrid {
  const { sexes, bands, comparator, context } = people
  const all = comparator ? [place, comparator] : [place]
  const columns = all.flatMap((one, i) => sexes.flatMap((sex, s) => [...(i === 0 ? [{ one, s, share: false, header: `${sexName(sex)}, ${one.label}` }] : []), { one, s, share: true, header: `${sexName(sex)}, ${one.label}, % of all people` }])) // prettier-ignore
  return {
    caption: `${prefix(people)}People of ${listed(all.map(({ label }) => label))} by age and sex, ${context.periodLabel}`, // prettier-ignore
    columns: [{ id: 'age', header: 'Age', align: 'start', parts: ['Age', 'Age from'] }, ...columns.map(({ header }, i) => ({ id: `c${i}`, header, align: 'end' as const }))], // prettier-ignore
    rows: bands
      .map((band, b) => ({
        key: band.code,
        cells: [bandName(band), ...columns.map(({ one, s, share }) => (share ? shareWords(one, s, b) : one.counts[s]![b] == null ? '' : formatCount(one.counts[s]![b]!)))], // prettier-ignore
        raw: [band.start, ...columns.map(({ one, s, share }) => (share ? asPercent(shareAt(one, s, b)) : (one.counts[s]![b] ?? null)))], // prettier-ignore
        parts: { age: [bandName(band), band.start] },
        chosen: false,
        comparator: false,
      }))
      .reverse(),
  }
}

/** People in all, shares of young and old, and how many of them there are for each 100 between, place by place. */
export function dependencyTable(people: People): AnswerGrid {
  const { places, comparator, context } = people
  const depend = ({ under20, from65 }: PeopleOf) => (under20 === null || from65 === null || under20 + from65 >= 1 ? null : (100 * (under20 + from65)) / (1 - under20 - from65)) // prettier-ignore
  const row = (place: PeopleOf, held: boolean) => {
    const shares = [place.under20, place.from65, place.from85]
    const depending = depend(place)
    return {
      key: place.area,
      cells: [sentence(place.name), place.total === null ? '' : formatCount(place.total), ...shares.map((share) => (share === null ? '' : formatFixed(share * 100, 1))), depending === null ? '' : formatFixed(depending, 0), place.why ?? ''], // prettier-ignore
      raw: [place.name, place.total, ...shares.map(asPercent), depending, place.why],
      chosen: comparator !== null && !held,
      comparator: held,
    }
  }
  return {
    caption: `${prefix(people)}Young and old people, ${context.periodLabel}; dependants: those under 20 or 65 and over for each 100 aged 20 to 64`,
    columns: [
      { id: 'area', header: 'Area', align: 'start' },
      { id: 'total', header: 'People', align: 'end' },
      { id: 'under20', header: 'Under 20, %', align: 'end' },
      { id: 'from65', header: '65 and over, %', align: 'end' },
      { id: 'from85', header: '85 and over, %', align: 'end' },
      { id: 'depend', header: 'Dependants', align: 'end' },
      { id: 'why', header: 'Why not', align: 'start' },
    ],
    rows: [...(comparator ? [row(comparator, true)] : []), ...places.map((place) => row(place, false))],
  }
}
