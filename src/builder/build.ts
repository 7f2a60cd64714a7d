import {
  hiddenTo,
  protect,
  publicRules,
  type CountTable,
  type Policy,
  type Protected,
  type Solver,
} from '../disclosure'
import type { NoiseLadder, ProtectedTables, ProtectionReport, ShapeSetting } from '../disclosure'
import { ReleaseError, type HexLayout, type Protection, type Topology } from '../domain'
import type { DraftTable, SafeDraft } from '../release'
import { protectedDraft } from '../release/protected'
import { countedIndicators, countedTables, type Counted, type CountedTable } from './counted'
import { atCommonNoise, type Blurred } from './protecting/common-noise'
import { countTables } from './protecting/count-tables'
import type { RecipeIndicator } from './recipe/schema'

/** One indicator before and after protection. What is before stays inside the facility. */
export interface BuiltIndicator {
  id: string
  before: readonly CountTable[]
  after: Protected<ProtectedTables>
}

export interface Built {
  draft: SafeDraft
  indicators: readonly BuiltIndicator[]
}

export interface BuildOptions {
  solver: Solver
  boundaries?: Topology | null
  layout?: HexLayout | null
  /**
   * Values that the edition before published, in the order of a table's cells, −1 where it did not: as few as can be change, so that
   * a correction tells little of cells that it does not concern.
   */
  standing?: (table: CountTable) => Int32Array | null
  /** Marks of cells that were given away together with the edition before: around them values fall, or rise, last. */
  guarded?: (table: CountTable) => Uint8Array | null
  /** For cell keys: how far the facility's counts were blurred before. Another noise beside that would give counts away. */
  blurred?: Blurred | null
  onProgress?(what: string): void
  /** Called with each indicator as soon as it is safe; of cell keys once all are, since they share one noise. */
  onIndicator?(built: BuiltIndicator): void
}

/**
 * The second half of `cairn build`: counts are made safe, indicator by indicator, and become a release that may be written.
 * @throws ReleaseError where the records have refusals; PolicyError where the policy cannot be followed.
 */
export function buildRelease(counted: Counted, policy: Policy, options: BuildOptions): Built {
  refuseRefused(counted)
  const { recipe } = counted
  const tables = countedTables(recipe, counted.aggregates, counted.people).map((table) => keeping(table, policy))
  const indicators = protectIndicators(tables, { counted, policy, options })
  const after = indicators.map((one) => one.after)
  return { draft: protectedDraft(outline(counted, policy, tables, after, options), after), indicators }
}

function refuseRefused({ reports }: Counted): void {
  const refusals = reports.flatMap((report) => report.refusals)
  if (refusals.length === 0) return
  throw new ReleaseError(`No release is made of these records: ${refusals.join('; ')}.`, {
    found: refusals[0] ?? '',
    expected: 'records within what the recipe allows',
    todo: 'Look at the report, correct the files or the recipe, and build again.',
  })
}

/** Controlled rounding keeps the sums over every axis that can be summed; periods are rounded each for itself. */
function keeping(table: CountedTable, { method }: Policy): CountedTable {
  const { additive, sums = additive, shape } = table.draft
  const kept = method === 'controlled-rounding' && shape === 'counts' ? sums.filter((axis) => axis !== 'period') : []
  return { ...table, draft: { ...table.draft, kept } }
}

interface Setting {
  counted: Counted
  policy: Policy
  options: BuildOptions
}

function protectIndicators(tables: readonly CountedTable[], setting: Setting): BuiltIndicator[] {
  const { counted, policy, options } = setting
  const { indicators } = counted.recipe
  const make = (indicator: RecipeIndicator, noise?: NoiseLadder) => {
    options.onProgress?.(`Making ${indicator.shortName} safe`)
    const own = tables.filter(({ draft }) => draft.id.startsWith(`${indicator.id}.`))
    return protectIndicator(indicator, own, setting, noise)
  }
  const tell = (built: BuiltIndicator) => {
    options.onIndicator?.(built)
    return built
  }
  if (policy.method !== 'cell-key') return indicators.map((indicator) => tell(make(indicator)))
  const noiseOf = ({ after }: BuiltIndicator) => after.report.noise ?? 0
  return atCommonNoise(policy, options.blurred ?? null, indicators, { make, noiseOf }).map(tell)
}

function protectIndicator(
  indicator: RecipeIndicator,
  tables: readonly CountedTable[],
  { counted, policy, options }: Setting,
  noise?: NoiseLadder,
): BuiltIndicator {
  const { areas, recipe } = counted
  const setting: ShapeSetting = { dimensions: recipe.dimensions, areas }
  const before = countTables(indicator.id, tables, setting, policy.method === 'cell-key' ? policy.cellKey : null)
  const { standing, guarded } = options
  const after = protect(before, policy, options.solver, {
    classes: indicator.sensitive,
    areas: peopleOfAreas(counted),
    standing: standing && before.map(standing),
    guarded: guarded && before.map(guarded),
    noise,
  })
  return { id: indicator.id, before, after }
}

/** Type of each area and its people in the last period for which somebody counted them. */
function peopleOfAreas({ areas, people }: Counted): ReadonlyMap<string, { type: string; population: number }> {
  const shared = people.find(({ id }) => id === 'population') ?? people[0]
  const codes = shared?.axes.at(-1)?.members ?? []
  const periods = shared?.axes[0]?.members.length ?? 1
  const size = (shared?.values.length ?? 0) / periods
  const sums = codes.map((_, at) => {
    for (let period = periods - 1; period >= 0; period--) {
      let sum = 0
      for (let cell = period * size + at; cell < (period + 1) * size; cell += codes.length)
        sum += shared?.values[cell] ?? 0
      if (sum > 0) return sum
    }
    return 0
  })
  const known = new Map(codes.map((code, at) => [code, sums[at] ?? 0]))
  return new Map(
    areas.flatMap(({ code, type }) => (known.has(code) ? [[code, { type, population: known.get(code) ?? 0 }]] : [])),
  )
}

function outline(
  { recipe, areas, aggregates }: Counted,
  policy: Policy,
  tables: readonly CountedTable[],
  after: readonly Protected<ProtectedTables>[],
  { boundaries = null, layout = null }: BuildOptions,
) {
  const said = `${policy.label} (policy ${policy.id}, version ${policy.version})`
  return {
    ...recipe,
    protection: protectionOf(
      recipe,
      policy,
      after.map(({ report }) => report),
    ),
    parts: [],
    areas,
    indicators: countedIndicators(recipe, aggregates).map((indicator) => ({ ...indicator, disclosure: said })),
    tables: tables.map(({ draft, sums }): DraftTable => (sums ? withoutCounts(draft) : draft)),
    boundaries,
    layout,
  }
}

function withoutCounts(draft: DraftTable): DraftTable {
  const { count: _, ...measures } = draft.measures
  return { ...draft, measures }
}

function protectionOf(
  recipe: Counted['recipe'],
  policy: Policy,
  reports: readonly ProtectionReport[],
): Extract<Protection, { kind: 'protected' }> {
  const thresholds = recipe.indicators
    .map(({ id, sensitive }) => [id, hiddenTo(policy, sensitive)] as const)
    .filter(([, limit]) => limit !== (policy.hideTo ?? 0))
  const zerosHidden = recipe.indicators.flatMap(({ id }, at) => (reports[at]?.zerosHidden ? [id] : []))
  const extras = {
    thresholds: Object.fromEntries(thresholds),
    reach: Math.max(1, ...reports.map(({ reach }) => reach)),
    zerosHidden: zerosHidden.length > 0 ? zerosHidden : undefined,
    noise: reports[0]?.noise ?? undefined,
  }
  const rules = recipe.facilities.map((facility) => publicRules(policy, facility, extras))
  return { kind: 'protected', label: policy.label, rules }
}
