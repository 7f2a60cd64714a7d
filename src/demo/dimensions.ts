import type { AgeBand, Area, AreaType, Dimensions, Period } from '../domain'
import { bands, quinaryAges } from './ages'
import { MONTHS, YEARS, isoDate, monthAfter } from './calendar'
import { deprivationFifths } from './deprivation'
import { formerDistricts, MERGED_ON } from './districts'
import { ethnicGroups } from './ethnicity'
import { NORTH, places, regions } from './places'
import { tablePlans } from './tables'

const areaTypes: readonly AreaType[] = [
  {
    id: 'la',
    label: { one: 'authority', many: 'authorities' },
    includes: ['unitary', 'metropolitan', 'district'],
    means: 'residence',
  },
  { id: 'region', label: { one: 'region', many: 'regions' }, includes: ['region'], means: 'residence' },
]

/** Every period, sex, age, category and area type of the demo, each once and in order. */
export function demoDimensions(): Dimensions {
  return {
    periods: [...YEARS.map(calendarYear), ...MONTHS.map(calendarMonth)],
    sexes: [
      { code: 'female', label: 'Women and girls' },
      { code: 'male', label: 'Men and boys' },
    ],
    ages: allAges(),
    categories: [deprivationFifths, ethnicGroups],
    areaTypes,
  }
}

function calendarYear(year: number): Period {
  return { code: `${year}`, label: `${year}`, start: `${year}-01-01`, end: `${year}-12-31`, kind: 'calendar' }
}

function calendarMonth({ code, label, year, month }: (typeof MONTHS)[number]): Period {
  return { code, label, start: `${code}-01`, end: isoDate(monthAfter(year, month) - 1), kind: 'month' }
}

/** Five-year bands and every wider band of a table, by first and then by last year. */
function allAges(): AgeBand[] {
  const codes = new Set([
    ...quinaryAges.map(({ code }) => code),
    ...tablePlans.flatMap((plan) => plan.ages.map(({ code }) => code)),
  ])
  return bands(...codes).sort((a, b) => a.start - b.start || (a.end ?? 999) - (b.end ?? 999))
}

/** The North, its four regions, its 62 authorities, and the 13 districts that were merged in 2023. */
export function demoAreas(): Area[] {
  const north: Area = { ...blank, code: NORTH, name: 'the North', type: 'north' }
  const parts = regions.map(({ code, name, facility }): Area => ({
    ...blank,
    code,
    name,
    type: 'region',
    parents: [NORTH],
    facility,
  }))
  return [north, ...parts, ...authorities(), ...former()]
}

const blank = {
  parents: [],
  facility: null,
  x: null,
  y: null,
  score: null,
  validFrom: null,
  validTo: null,
  successors: [],
}

/**
 * Their `validFrom` is open even where an authority was made in 2023: earlier records are counted for it too, so its
 * figures reach back to 2015.
 */
function authorities(): Area[] {
  return places.map(({ code, name, kind, region, x, y, score }) => {
    const part = regions.find(({ id }) => id === region)
    return {
      ...blank,
      code,
      name,
      type: kind,
      parents: [part?.code ?? NORTH],
      facility: part?.facility ?? null,
      x,
      y,
      score,
    }
  })
}

function former(): Area[] {
  return formerDistricts.map(({ code, name, successor }) => ({
    ...blank,
    code,
    name,
    type: 'former-district',
    validTo: MERGED_ON,
    successors: [successor],
  }))
}
