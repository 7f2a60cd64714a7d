import { describe, expect, it } from 'vitest'
import type { PatientRecord } from '../../src/demo'
import { places, records, recordsCsv, regions, topics } from '../../src/demo'
import { aggregate } from './aggregate'
import { ageOn, dayOf, yearOf } from '../../src/demo/calendar'
import { ReleaseError } from '../../src/domain'
import { refuseRecords } from '../../src/release'

const SCALE = 0.02
const few = [...records({ scale: SCALE })]

describe('made-up records', () => {
  it('are the same for the same seed and others for another', () => {
    expect([...records({ scale: SCALE, region: 'gm' })]).toEqual([...records({ scale: SCALE, region: 'gm' })])
    const other = [...records({ scale: SCALE, region: 'gm', seed: 2 })]
    expect(other.slice(0, 50)).not.toEqual([...records({ scale: SCALE, region: 'gm' })].slice(0, 50))
  })

  it('of four regions are those of the whole North', () => {
    const key = ({ person, day, topic }: PatientRecord) => `${person} ${day} ${topic}`
    const apart = regions.flatMap(({ id }) => [...records({ scale: SCALE, region: id })].map(key))
    expect(apart.sort()).toEqual(few.map(key).sort())
  })

  it('of one topic do not depend on the others', () => {
    const falls = topics.filter(({ indicator }) => indicator.id === 'falls')
    const alone = [...records({ scale: SCALE, region: 'cy', topics: falls })]
    const beside = [...records({ scale: SCALE, region: 'cy' })].filter(({ topic }) => topic === 'falls')
    expect(alone).toEqual(beside)
  })

  it('lie in the ten years, after birth, before 115', () => {
    const odd = few.filter(({ day, born, fifth, person }) => {
      const [year, age] = [yearOf(day), ageOn(day, born)]
      return !(
        year >= 2015 &&
        year <= 2024 &&
        age >= 0 &&
        age < 115 &&
        fifth >= 1 &&
        fifth <= 5 &&
        Number.isSafeInteger(person)
      )
    })
    expect(odd).toEqual([])
  })

  it('describe one person in one way, and come together within a year and topic', () => {
    const persons = new Map<number, string>()
    const closed = new Set<string>()
    const [changed, parted]: [number[], string[]] = [[], []]
    let last = ''
    for (const { person, born, sex, ethnicity, fifth, day, topic } of few) {
      const self = `${born} ${sex} ${ethnicity} ${fifth}`
      if ((persons.get(person) ?? self) !== self) changed.push(person)
      persons.set(person, self)
      const run = `${person} ${yearOf(day)} ${topic}`
      if (run !== last) {
        if (closed.has(run)) parted.push(run)
        closed.add(last)
      }
      last = run
    }
    expect({ changed, parted }).toEqual({ changed: [], parted: [] })
  })

  it('carry the codes of former districts until 31 March 2023, and never after', () => {
    const today = new Set(places.map(({ code }) => code))
    const merger = dayOf(2023, 4, 1)
    const cumbria = ['E06000063', 'E06000064', 'E06000065']
    expect(few.some(({ area }) => !today.has(area))).toBe(true)
    expect(few.some(({ area }) => cumbria.includes(area))).toBe(true)
    for (const { area, day } of few) {
      if (!today.has(area)) expect(day).toBeLessThan(merger)
      if (cumbria.includes(area)) expect(day).toBeGreaterThanOrEqual(merger)
    }
  })

  it('are counted whole, but for those outside their indicator’s ages', () => {
    const { counts, denominators, report } = aggregate(few)
    const inTables = topics.map(({ indicator: { id } }) => denominators.get(`${id}.main`) ?? counts.get(`${id}.main`)!)
    const counted = inTables.reduce((all, table) => all + table.reduce((a, b) => a + b, 0), 0)
    expect(report.records).toBe(few.length)
    expect(counted + report.outsideAges).toBe(few.length)
    expect(report).toMatchObject({ unknownArea: 0, outsideYears: 0 })
    expect(report.outsideAges).toBeLessThan(few.length / 1000)
  })

  it('are left out and told where area or year is unknown', () => {
    const [one] = few as [PatientRecord]
    const { report, counts } = aggregate([
      { ...one, area: 'E99999999' },
      { ...one, day: dayOf(2014, 12, 31) },
    ])
    expect(report).toMatchObject({ records: 2, unknownArea: 1, outsideYears: 1 })
    expect([...counts.values()].every((table) => table.every((count) => count === 0))).toBe(true)
  })
})

describe('records as CSV', () => {
  const lines = [...recordsCsv(few.slice(0, 2000), { rows: 300 })].join('').trimEnd().split('\n')

  it('has a line a record under one header', () => {
    expect(lines).toHaveLength(2001)
    expect(lines[0]).toBe('person,area,date,born,sex,topic,ethnicity,fifth,outcome')
    expect(lines.slice(1).every((line) => /^syn-[0-9a-z]{7},E0\d{7},20\d\d-\d\d-\d\d,(19|20)\d\d-/.test(line))).toBe(
      true,
    )
  })

  it('is refused by the reader of releases, as records must be', () => {
    const [header, ...rows] = lines.map((line) => line.split(','))
    expect(() => refuseRecords('records-gm.csv', header!, rows.slice(0, 200))).toThrow(ReleaseError)
  })
})
