import { beforeAll, describe, expect, it } from 'vitest'
import { answerLater } from '../../src/analysis/answer'
import { facilitiesOf } from '../../src/analysis/areas'
import { lazyEngine } from '../../src/analysis/lazy'
import type { Answer } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { openRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'
import type { OpenRelease } from '../../src/release/read'
import { parseView, resolveView } from '../../src/view'

async function asked(open: OpenRelease, words: string): Promise<Answer> {
  const engine = lazyEngine(
    columnsEngine(),
    (id) => open.table(id),
    () => true,
  )
  return answerLater(resolveView(parseView(words).view, open.release).question, open.release, engine)
}

describe('the four regions together', () => {
  let north: OpenRelease
  let answer: Answer
  beforeAll(async () => {
    north = await openRelease(folderSource('public/releases/demo-north'))
    answer = await asked(north, 'v=1&view=compare&indicator=liver-disease')
  })

  it('name the facility of every area, and all of them for the whole', () => {
    const { release } = north
    for (const { area, facilities } of answer.estimates)
      expect(facilities, area).toEqual([release.areas.find(({ code }) => code === area)!.facility])
    expect(answer.comparator.facilities).toEqual(release.facilities)
    expect(facilitiesOf(release, ['E06000014'])).toEqual(['Connected Yorkshire'])
    expect(facilitiesOf(release, ['E06000014', 'E08000002'])).toEqual(['Greater Manchester', 'Connected Yorkshire'])
    expect(facilitiesOf(release, ['nowhere'])).toEqual([])
  })

  it('tell the released count of areas whose age groups are hidden', async () => {
    const told = answer.estimates.filter(({ hidden }) => hidden === 'groups')
    expect(told.map(({ name }) => name)).toContain('York')
    const table = north.release.tables.find(({ id }) => id === 'liver-disease.total')!
    const { measures } = await north.table(table.id)
    const [periods, areas] = ['period', 'area'].map((name) => table.axes.find((axis) => axis.name === name)!.members)
    for (const { area, count, population, value, status } of told) {
      const cell = periods!.indexOf(answer.question.period) * areas!.length + areas!.indexOf(area)
      expect([count, value, status], area).toEqual([measures.count!.values[cell], null, 'hidden'])
      expect(population).toBeGreaterThan(0)
    }
  })

  it('are told apart only where there are several', async () => {
    const one = await openRelease(folderSource('public/releases/demo-cy'))
    const { estimates, comparator } = await asked(one, 'v=1&view=compare&indicator=liver-disease')
    expect([...estimates, comparator].every(({ facilities }) => facilities === undefined)).toBe(true)
  })
})
