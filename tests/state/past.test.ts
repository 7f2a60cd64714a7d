import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeWords } from '../../src/state/change-words'
import { isStep, LONGEST_PAST, NO_PAST, noted, redo, redoable, undo, undoable, type Past } from '../../src/state/past'
import type { Release } from '../../src/domain'
import { canonicalView, formatView, PAGES, parseView, START, type View } from '../../src/view'

/** Keeps a view as the app does, with no release behind it. */
class Keeper {
  view: View
  past: Past = NO_PAST
  constructor(start: Partial<View> = {}) {
    this.view = canonicalView({ ...START, ...start })
  }
  go(change: Partial<View>, past?: Past): void {
    const before = this.view
    const fragment = formatView(canonicalView({ ...before, ...change }))
    if (formatView(before) === fragment) return
    this.view = parseView(fragment).view
    this.past = past ?? (isStep(before, this.view) ? this.past : noted(this.past, before, this.view))
  }
}

const areas = fc.subarray(['E08000001', 'E08000006', 'E06000009', 'CR-GM'])
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const adjustment: fc.Arbitrary<Partial<View>> = fc.oneof(
  areas.map((codes) => ({ areas: codes })),
  maybe(fc.constantFrom('2021', '2022', '2023')).map((period) => ({ period })),
  maybe(fc.constantFrom('female', 'male')).map((sex) => ({ sex })),
  fc.subarray(['0-4', '65-84', '90+']).map((ages) => ({ ages })),
  maybe(fc.constantFrom('chosen', 'NORTH')).map((against) => ({ against })),
  fc.record({ areas, against: maybe(fc.constant('chosen')) }),
  maybe(fc.constantFrom('sex', 'age')).map((by) => ({ by })),
  maybe(fc.record({ type: fc.constant('ethnicity'), member: fc.constantFrom('a', 'b') })).map((category) => ({ category })), // prettier-ignore
  maybe(fc.constantFrom('2' as const, '4' as const)).map((zoom) => ({ zoom })),
  maybe(fc.constantFrom('name', '-name')).map((sort) => ({ sort })),
  maybe(fc.constant('SELECT 1')).map((sql) => ({ sql })),
)
const step: fc.Arbitrary<Partial<View>> = fc.oneof(
  fc.constantFrom(...PAGES).map((page) => ({ page })),
  fc.constantFrom('one', 'two').map((indicator) => ({ indicator })),
)
const adjusted = ({ page: _page, indicator: _indicator, ...rest }: View) => rest

describe('undo', () => {
  it('gives each earlier view exactly, back to the first, after any sequence of adjustments; redo gives the last', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), fc.array(adjustment, { maxLength: 40 }), (page, changes) => {
        const keeper = new Keeper({ page })
        const seen = [keeper.view]
        for (const change of changes) {
          keeper.go(change)
          if (formatView(keeper.view) !== formatView(seen.at(-1) ?? START)) seen.push(keeper.view)
        }
        for (const earlier of seen.slice(0, -1).reverse()) {
          expect(undo(keeper)).not.toBeNull()
          expect(keeper.view).toEqual(earlier)
        }
        expect(undo(keeper)).toBeNull()
        for (const later of seen.slice(1)) {
          expect(redo(keeper)).not.toBeNull()
          expect(keeper.view).toEqual(later)
        }
        expect(redo(keeper)).toBeNull()
      }),
      { numRuns: 500 },
    )
  })

  it('among steps of the history it takes back the last adjustment that still stands, and leaves the step alone', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(adjustment, step), { maxLength: 30 }), (changes) => {
        const keeper = new Keeper({ page: 'compare' })
        for (const change of changes) keeper.go(change)
        const { view } = keeper
        const change = undo(keeper)
        expect(isStep(view, keeper.view)).toBe(false)
        if (!change) {
          expect(keeper.view).toEqual(view)
          return
        }
        expect(keeper.view).toEqual(canonicalView({ ...view, ...change.before }))
        expect(adjusted(keeper.view)).not.toEqual(adjusted(view))
        redo(keeper)
        expect(keeper.view).toEqual(view)
      }),
      { numRuns: 500 },
    )
  })

  it('offers nothing that Back or a link has already changed', () => {
    const keeper = new Keeper({ page: 'compare' })
    keeper.go({ areas: ['E08000006'] })
    expect(undoable(keeper.past, keeper.view)).not.toBeNull()
    expect(undoable(keeper.past, { ...keeper.view, areas: [] })).toBeNull()
    expect(undo({ ...keeper, view: START, go: () => expect.unreachable() })).toBeNull()
  })

  it('forgets what was taken back once something else is changed', () => {
    const keeper = new Keeper({ page: 'compare' })
    keeper.go({ areas: ['E08000006'] })
    undo(keeper)
    expect(redoable(keeper.past, keeper.view)).not.toBeNull()
    keeper.go({ sex: 'female' })
    expect(redoable(keeper.past, keeper.view)).toBeNull()
  })

  it('takes letters typed into the filter back together, and nothing where they were taken out again', () => {
    const keeper = new Keeper({ page: 'data' })
    for (const find of ['s', 'sa', 'sal']) keeper.go({ find })
    undo(keeper)
    expect(keeper.view.find).toBeUndefined()
    for (const find of ['s', undefined]) keeper.go({ find })
    expect(keeper.past.done).toEqual([])
  })

  it('keeps so many and no more', () => {
    const keeper = new Keeper({ page: 'compare' })
    for (let at = 0; at < LONGEST_PAST + 30; at++) keeper.go({ period: String(2000 + at) })
    expect(keeper.past.done).toHaveLength(LONGEST_PAST)
  })
})

describe('what is undone is said', () => {
  const release = {
    areas: [{ code: 'E08000006', name: 'Salford' }],
    dimensions: { periods: [{ code: '2021', label: '2021/22' }] },
  } as unknown as Release
  const said = (start: Partial<View>, change: Partial<View>) => {
    const keeper = new Keeper(start)
    keeper.go(change)
    const made = undoable(keeper.past, keeper.view)
    return made && changeWords(made, release)
  }
  it.each<[string, Partial<View>, Partial<View>]>([
    ['marking Salford', {}, { areas: ['E08000006'] }],
    ['no longer marking Salford', { areas: ['E08000006'] }, { areas: [] }],
    ['marking 2 areas', {}, { areas: ['E08000006', 'E08000001'] }],
    ['changing the marked areas', { areas: ['E08000006'] }, { areas: ['E08000001'] }],
    ['no longer marking Salford', { areas: ['E08000006'], against: 'chosen' }, { areas: [], against: undefined }],
    ['showing 2021/22', {}, { period: '2021' }],
    ['changing the period', { period: '2021' }, { period: undefined }],
    ['choosing ages', {}, { ages: ['65-84'] }],
    ['changing the comparison', { page: 'compare' }, { against: 'NORTH' }],
    ['sorting', { page: 'heat' }, { sort: 'name' }],
  ])('%s', (words, start, change) => expect(said(start, change)).toBe(words))
})
