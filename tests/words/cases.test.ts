import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CASES, JUDGED, type Generator, type Tried } from './cases/kinds'
import { ofHeat, ofNeed, ofOverview, ofProfile } from './cases/overviews'
import { ofPlaces, ofSpread, ofStanding } from './cases/places'
import { ofInequality, ofPeople, ofTrend } from './cases/series'
import { ofClusters, ofMeasures, ofRules, ofSimilar, ofSplit, ofUsual } from './cases/studies'

const GENERATORS: Readonly<Record<string, Generator>> = {
  finding: ofPlaces,
  overview: ofOverview,
  trend: ofTrend,
  inequality: ofInequality,
  heat: ofHeat,
  need: ofNeed,
  people: ofPeople,
  profile: ofProfile,
  split: ofSplit,
  similar: ofSimilar,
  clusters: ofClusters,
  rules: ofRules,
  standing: ofStanding,
  measures: ofMeasures,
  spread: ofSpread,
  usual: ofUsual,
}

/** Cases that a generator neither speaks in nor says why it cannot. */
function lacking(generators: Readonly<Record<string, Generator>>): string[] {
  const tells = (tried: Tried | undefined) => typeof tried === 'function' || (tried?.cannot ?? '').length > 15
  return Object.entries(generators).flatMap(([name, { cases }]) =>
    CASES.flatMap((one) => (tells(cases[one]) ? [] : [`${name}: ${one}`])),
  )
}

/** What `src/words` exports, by name. */
function exported(): string[] {
  const files = readdirSync('src/words').map((file) => readFileSync(`src/words/${file}`, 'utf8'))
  return files.flatMap((text) => [...text.matchAll(/export (?:function|const) (\w+)/g)].map(([, name]) => name!)).sort()
}

/** Those that speak in sentences, by their names. */
const speakers = () => exported().filter((name) => /([fF]inding|Sentences?|Flips|Headline)$/.test(name))

describe.each(Object.entries(GENERATORS))('what is said of %s', (_, { cases }) => {
  const said = CASES.flatMap((one) => {
    const tried = cases[one]
    return typeof tried === 'function' ? [[one, tried] as const] : []
  })
  it.each(said)('%s', (one, tried) => {
    const { says, exactly, from, never } = tried()
    expect(says).toBe(exactly)
    for (const part of from) expect(says).toContain(part)
    if (never) expect(says).not.toMatch(never)
    if (one === 'no polarity') expect(says).not.toMatch(JUDGED)
    expect(says).not.toMatch(/unwarranted|similar to|NaN|undefined|null|Infinity|\s\s|\.\.|\s[.,;]/)
  })
})

describe('the table of sentences', () => {
  it('has every case of every generator, or why it cannot occur', () => expect(lacking(GENERATORS)).toEqual([]))

  it('fails on a case left out, and on one without a reason', () => {
    const { 'falling trend': _, ...fewer } = ofTrend.cases
    const bare = { ...ofHeat.cases, 'broken trend': { cannot: '' } }
    const changed = { trend: { ...ofTrend, cases: fewer as Generator['cases'] }, heat: { ...ofHeat, cases: bare } }
    expect(lacking(changed)).toEqual(['trend: falling trend', 'heat: broken trend'])
  })

  it('holds numbers of the answer in every clear difference', () => {
    const clear = Object.values(GENERATORS).map(({ cases }) => cases['clear difference'])
    for (const tried of clear) expect(typeof tried === 'function' && tried().from.length).toBeGreaterThan(0)
  })

  it('knows every function of the words that speaks in sentences', () => {
    const known = Object.values(GENERATORS).flatMap(({ speaks }) => speaks)
    const rest = speakers().filter((name) => !known.includes(name))
    // These have tests of their own.
    const texts = readdirSync('tests/words').flatMap((file) => (/(?<!cases)\.test\.ts$/.test(file) ? [readFileSync(`tests/words/${file}`, 'utf8')] : [])) // prettier-ignore
    expect(rest.filter((name) => !texts.some((text) => text.includes(`${name}(`)))).toEqual([])
    expect(known.filter((name) => !exported().includes(name))).toEqual([])
  })
})
