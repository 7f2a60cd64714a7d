import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Analysis } from '../../src/analysis/client'
import { ReleaseError, type Answer, type CatalogueEntry, type Question, type Release } from '../../src/domain'
import { App } from '../../src/state/app.svelte'
import { unwritten } from '../../src/release/signatures'
import type { Link } from '../../src/state/link'
import type { Opener } from '../../src/state/opener'

const release = (id: string): Release => ({
  id,
  title: id,
  description: '',
  date: '2026-01-01',
  identity: 'abcdef'.padEnd(64, '0'),
  synthetic: true,
  protection: { kind: 'already-public', by: 't', label: 't' },
  facilities: [],
  parts: [],
  review: null,
  licences: [],
  sources: [],
  contributors: [],
  scoreName: null,
  dimensions: {
    periods: ['2022', '2023'].map((code) => ({
      code,
      label: code,
      start: `${code}-01-01`,
      end: `${code}-12-31`,
      kind: 'calendar' as const,
    })),
    sexes: [
      { code: 'female', label: 'Women' },
      { code: 'male', label: 'Men' },
    ],
    ages: [],
    categories: [],
    areaTypes: [{ id: 'la', label: { one: 'authority', many: 'authorities' }, includes: ['la'], means: 'residence' }],
  },
  areas: ['A', 'B', 'ALL'].map((code) => ({
    code,
    name: code,
    type: code === 'ALL' ? 'all' : 'la',
    parents: code === 'ALL' ? [] : ['ALL'],
    facility: null,
    x: null,
    y: null,
    score: null,
    validFrom: null,
    validTo: null,
    successors: [],
  })),
  indicators: ['one', 'two'].map((name) => ({
    id: name,
    name,
    shortName: name,
    counts: 'cases',
    among: 'people',
    topic: 't',
    kind: 'rate',
    recompute: null,
    unit: '',
    multiplier: 1,
    polarity: 'neither',
    standard: null,
    repeats: 'persons',
    dispersion: 1,
    definition: '',
    rationale: '',
    source: '',
    method: '',
    numerator: '',
    denominator: '',
    caveats: [],
    disclosure: '',
    periodType: '',
    tables: [`${name}.main`],
    breaks: [],
  })),
  tables: ['one', 'two'].map((name) => ({
    id: `${name}.main`,
    path: '',
    shape: 'counts',
    ownPopulation: true,
    additive: ['sex'],
    populationAges: null,
    kept: [],
    limits: {},
    axes: [
      { name: 'period', members: ['2022', '2023'] },
      { name: 'sex', members: ['female', 'male'] },
      { name: 'area', members: ['A', 'B', 'ALL'] },
    ],
  })),
  boundaries: null,
  layout: null,
  summary: null,
  comparators: ['ALL'],
  defaultAreaType: 'la',
  notes: [],
})

const entry = (id: string): CatalogueEntry => ({
  id,
  label: id,
  date: '',
  facility: '',
  path: id,
  identity: '',
  previous: null,
})

/** Answers come when the test lets them. */
function slowAnalysis(id: string) {
  const asked: { question: Question; reply: () => void }[] = []
  const analysis: Analysis = {
    release: release(id),
    checks: [],
    open: null as never,
    ...unwritten,
    engine: 'columns',
    engineReason: null,
    answerNow: () => null,
    answer: (question) =>
      new Promise((resolve) => asked.push({ question, reply: () => resolve({ question } as Answer) })),
    overview: async (question) => ({ question, rows: [], engine: 'columns' }) as never,
    study: () => Promise.reject(new Error('not here')),
    series: () => Promise.reject(new Error('not here')),
    division: () => Promise.reject(new Error('not here')),
    people: () => Promise.reject(new Error('not here')),
    groups: () => Promise.reject(new Error('not here')),
    costs: async () => [],
    boundaries: async () => null,
    layout: async () => null,
    rows: () => Promise.reject(new Error('not here')),
    onEngine: () => () => undefined,
    startEngine: async () => undefined,
    close: vi.fn(),
  }
  return { analysis, asked }
}

function memoryLink(fragment: string): Link & { entries: string[]; travel(to: string): void } {
  const entries = [fragment]
  let changed = () => {}
  return {
    entries,
    read: () => entries.at(-1) ?? '',
    push: (next) => void entries.push(next),
    replace: (next) => void entries.splice(-1, 1, next),
    listen: (tell) => ((changed = tell), () => undefined),
    address: () => 'https://example.org/',
    travel(to) {
      entries.push(to)
      changed()
    },
  }
}

let stop = () => {}
afterEach(() => stop())

async function started(fragment: string, more: Partial<Opener> = {}) {
  const slow = slowAnalysis('r')
  const link = memoryLink(fragment)
  const opener: Opener = {
    publicAddress: null,
    catalogue: async () => ({ releases: [entry('r'), entry('other')], history: [] }),
    verifyList: async () => ({ state: 'unsigned', signers: [], strangers: [] }),
    open: async () => slow.analysis,
    openFiles: () => Promise.reject(new ReleaseError('No release', { found: 'a poem', todo: 'Write a release' })),
    ...more,
  }
  const app = new App(opener, link)
  stop = app.start()
  await settled(app)
  return { app, link, ...slow }
}

/** In the app an effect asks whenever the question changes; there are no effects outside a browser. */
async function settled(app: App): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
  app.ask()
  await new Promise((resolve) => setTimeout(resolve))
}

describe('App', () => {
  it('opens the first release of the catalogue and pins it in the link without a step in the history', async () => {
    const { app, link } = await started('')
    expect(app.release?.id).toBe('r')
    expect(link.entries).toEqual(['v=1&release=r'])
    expect(app.overview?.question).toEqual(app.overviewQuestion)
  })

  it('asks once for each question, and drops an answer to an earlier one', async () => {
    const { app, asked } = await started('v=1&release=r&view=compare')
    expect(asked).toHaveLength(1)
    app.go({ period: '2022' })
    await settled(app)
    expect(asked.map(({ question }) => question.period)).toEqual(['2023', '2022'])
    asked[1]?.reply()
    await settled(app)
    expect(app.answer?.question.period).toBe('2022')
    asked[0]?.reply()
    await settled(app)
    expect(app.answer?.question.period).toBe('2022')
    expect(app.current).toBe(true)
    app.go({ find: 'b' })
    await settled(app)
    expect(asked).toHaveLength(2)
  })

  it('steps for views and indicators, adjusts for the rest, and follows the link back', async () => {
    const { app, link } = await started('v=1&release=r&view=compare')
    app.go({ period: '2022' })
    expect(link.entries).toHaveLength(1)
    app.go({ indicator: 'two' })
    app.go({ page: 'map' })
    expect(link.entries).toHaveLength(3)
    link.travel('v=1&release=r&view=compare&indicator=one')
    expect(app.view).toMatchObject({ page: 'compare', indicator: 'one' })
  })

  it('keeps choices when the view changes, and lets go of “chosen” with the last chosen area', async () => {
    const { app } = await started('v=1&release=r&view=compare&areas=A&period=2022&against=chosen')
    app.go({ page: 'variation' })
    expect(app.question).toMatchObject({ period: '2022', chosen: ['A'], comparator: { kind: 'chosen' } })
    app.toggleArea('A')
    expect(app.question).toMatchObject({ chosen: [], comparator: { kind: 'area', code: 'ALL' } })
    expect(app.problems).toEqual([])
  })

  it('explains a release that is not there, and goes on when one is chosen', async () => {
    const { app } = await started('v=1&release=lost')
    expect(app.failure).toMatchObject({ kind: 'unknown-release' })
    expect(app.failure?.detail).toContain('lost')
    app.go({ release: 'r' })
    await settled(app)
    expect(app.failure).toBeNull()
    expect(app.release?.id).toBe('r')
  })

  it('passes on what was found, expected and to do when a release is refused', async () => {
    const { app } = await started('', {
      open: () =>
        Promise.reject(
          new ReleaseError('The file was changed', {
            where: 'areas.parquet',
            found: 'x',
            expected: 'y',
            todo: 'Fetch it anew',
          }),
        ),
    })
    expect(app.failure).toMatchObject({
      detail: 'The file was changed. Where: areas.parquet. Found: x. Expected: y.',
      todo: 'Fetch it anew',
    })
  })

  it('keeps the open release when a file cannot be opened', async () => {
    const { app } = await started('')
    await app.openFiles([])
    expect(app.refusal).toMatchObject({ kind: 'files', todo: 'Write a release' })
    expect(app.release?.id).toBe('r')
    expect(app.loading).toBeNull()
  })

  it('warns where the link was made on another edition', async () => {
    const { app } = await started('v=1&release=r&pin=ffff&view=compare')
    expect(app.problems.join()).toContain('another edition')
  })
})
