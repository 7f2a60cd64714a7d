import fc from 'fast-check'
import { canonicalView, PAGES, type PeersChoice, type View } from '../../src/view'

const official = fc
  .tuple(fc.constantFrom('E06', 'E07', 'E08', 'E02', 'W01'), fc.integer({ min: 0, max: 400 }))
  .map(([prefix, number]) => prefix + String(number).padStart(6, '0'))
const practice = fc.integer({ min: 0, max: 99999 }).map((number) => `A${String(number).padStart(5, '0')}`)
const odd = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '')
const code = fc.oneof(
  official,
  practice,
  fc.constantFrom('CR-GM', 'NORTH', '123', '1-3', '~1', 'E08.1', 'E0800001-3', '.'),
  odd,
)
const peers: fc.Arbitrary<PeersChoice> = fc.oneof(
  fc.array(code, { maxLength: 6 }).map((codes) => ({ kind: 'areas' as const, codes })),
  fc.oneof(fc.constant('region'), odd).map((type) => ({ kind: 'within' as const, type })),
  fc.oneof(fc.constant('Coast'), odd).map((name) => ({ kind: 'group' as const, name })),
)
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })

/** Any view at all, of releases that need not be: odd names, odd codes, every part there or not. */
export const anyView: fc.Arbitrary<View> = fc
  .record({
    page: fc.constantFrom(...PAGES),
    release: maybe(odd),
    pin: maybe(fc.constantFrom('0123abcd', 'ffffffff')),
    indicator: maybe(fc.oneof(fc.constantFrom('copd-admissions', 'a&b=c#d'), odd)),
    type: maybe(fc.constantFrom('ltla', 'sub-icb')),
    within: maybe(code),
    areas: fc.array(code, { maxLength: 40 }),
    period: maybe(fc.constantFrom('2023', '2023-24', '2018/19')),
    sex: maybe(fc.constantFrom('female', 'male', 'persons')),
    ages: fc.array(fc.oneof(fc.constantFrom('0-4', '90+', '65-84'), odd), { maxLength: 5 }),
    category: maybe(fc.record({ type: odd, member: odd })),
    by: maybe(fc.oneof(fc.constantFrom('sex', 'age', 'deprivation'), odd)),
    against: maybe(fc.oneof(fc.constant('chosen'), fc.constant('group:Coast, ~ & hills'), code)),
    peers: maybe(peers),
    groups: maybe(fc.array(fc.record({ name: fc.oneof(odd, fc.constant('Küste ~1, 海 & .')), codes: fc.array(code, { maxLength: 5 }) }), { maxLength: 6 })), // prettier-ignore
    rule: maybe(fc.constantFrom('overlap' as const, 'limits' as const)),
    map: maybe(fc.constantFrom('areas' as const, 'hexagons' as const, 'symbols' as const)),
    shows: maybe(fc.constantFrom('verdict' as const, 'value' as const)),
    sure: maybe(fc.constant(true as const)),
    zoom: maybe(fc.constantFrom('2' as const, '4' as const, '8' as const)),
    limits: maybe(fc.constantFrom('chance' as const, 'usual' as const)),
    find: maybe(odd),
    sql: maybe(fc.oneof(fc.constant('SELECT \'a\', "b"\nFROM areas -- x & y = #z'), odd)),
    part: maybe(fc.constantFrom('checks', 'attack')),
    of: maybe(code),
    and: maybe(odd),
    cells: maybe(fc.constantFrom('verdict' as const, 'fifth' as const)),
    embed: maybe(fc.constant(true as const)),
    sort: maybe(fc.oneof(fc.constantFrom('name', '-name', '-flags', '-copd-admissions'), odd)),
  })
  .map((raw) => canonicalView(raw))
