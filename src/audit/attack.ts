import {
  ATTACK_IDS,
  attackScene,
  intervalsOf,
  mergeResults,
  notApplicable,
  ran,
  tooNarrow,
  whereIs,
} from '../disclosure'
import type { AttackId, AttackResult, Solver } from '../disclosure'
import { attackWidths } from './blurred'
import { attackEditions } from './editions'
import { facets, neighbours } from './facet'
import { attackPrinted } from './inversion'
import type { GivenAway } from './late'
import type { Attacked, Party } from './lay'
import { narrowedBy, withNarrowed } from './narrowed'
import { sightOf } from './scene'
import type { KnownTotal } from './totals'

export interface AttackProgress {
  /** In plain words: `Asthma admissions`. */
  what: string
  /** Indicators attacked so far, and all of them. */
  done: number
  total: number
}

export interface ReleaseAttack {
  solver: Solver
  /** Earlier editions, which stand in many hands. */
  against?: readonly Attacked[]
  /** Counts that are known exactly from elsewhere. */
  totals?: readonly KnownTotal[]
  /** Suppositions tried for insiders, at most, an indicator. */
  insiders?: number
  onProgress?(progress: AttackProgress): void
  /** Told of each cell that this edition and those before it give away together to whoever presumes that records were only added, or only taken away. */
  onGivenAway?(cell: GivenAway): void
  /** Asked between indicators; true ends the attack with an error. */
  cancelled?(): boolean
}

/** Thrown where whoever asked for the attack no longer wants it. */
export class AttackCancelled extends Error {
  override readonly name = 'AttackCancelled'
}

/**
 * Attacks releases as published, with no knowledge of the records: attacks 1 to 15 of the design for privacy, one result each.
 * Indicators are systems of their own and are attacked one after the other. What only files can show (13, 14) is not done here.
 * @throws ReleaseError where a table cannot be read, AttackCancelled.
 */
export async function attackRelease(releases: readonly Attacked[], options: ReleaseAttack): Promise<AttackResult[]> {
  const parties = releases.map((open): Party => ({ open, earlier: false }))
  const guarded = parties.filter(({ open }) => open.release.protection.kind === 'protected')
  const groups = neighbours(guarded.flatMap(facets))
  const parts: AttackResult[] = []
  const ids = [...new Set(guarded.flatMap(({ open }) => open.release.indicators.map(({ id }) => id)))]
  for (const [done, id] of ids.entries()) {
    if (options.cancelled?.()) throw new AttackCancelled('The attack was stopped.')
    options.onProgress?.({ what: nameOf(id, releases), done, total: ids.length })
    for (const group of groups) parts.push(...(await attackIndicator(id, group, options)))
    parts.push(...(await attackTogether(id, guarded, parts, options)))
    // Lets a worker hear that it is to stop.
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  for (const { open } of guarded) parts.push(await attackPrinted(open))
  parts.push(...attackWidths(releases, options.against ?? []))
  options.onProgress?.({ what: '', done: ids.length, total: ids.length })
  const why = reasons(releases, guarded, options)
  return ATTACK_IDS.map((attack) => {
    const own = parts.filter((part) => part.attack === attack)
    return own.length > 0 ? mergeResults(attack, own) : notApplicable(attack, why(attack))
  })
}

const nameOf = (id: string, releases: readonly Attacked[]) =>
  releases.flatMap(({ release }) => release.indicators).find((one) => one.id === id)?.shortName ?? id

async function attackIndicator(id: string, parties: readonly Party[], options: ReleaseAttack): Promise<AttackResult[]> {
  const { solver, against = [], insiders } = options
  const sight = await sightOf(id, parties)
  if (!sight) return []
  const { scene } = sight
  const intervals = intervalsOf(scene, solver)
  const results = attackScene(scene, intervals, insiders === undefined ? {} : { insiders })
  if (against.length > 0) {
    const before = against.flatMap((open) => facets({ open, earlier: true }))
    const together = neighbours([...parties, ...before])
      .filter((group) => group.includes(parties[0]!))
      .flat()
    const editions = await attackEditions(id, together, solver, options.onGivenAway)
    if (editions) results.push(editions)
  }
  return results
}

/** What several releases, and totals from elsewhere, tell beyond what each tells alone. */
async function attackTogether(
  id: string,
  parties: readonly Party[],
  alone: readonly AttackResult[],
  { totals = [], solver }: ReleaseAttack,
): Promise<AttackResult[]> {
  const own = totals.filter(({ indicator }) => indicator === id)
  if (own.length > 0) return [await attackTotals(id, parties, own, solver)]
  const releases = parties.flatMap(facets).length
  if (releases < 2) return []
  const failing = alone.filter(({ attack, outcome }) => attack === '1' && outcome === 'failed').length
  return [ran('8', failing > 0, { releases, totals: 0, failing })]
}

/** Totals from elsewhere as exact equations beside all releases: what they narrow is attacked within each region. */
async function attackTotals(
  id: string,
  parties: readonly Party[],
  totals: readonly KnownTotal[],
  solver: Solver,
): Promise<AttackResult> {
  const [plain, sight] = [await sightOf(id, parties), await sightOf(id, parties, { totals })]
  const narrowed = narrowedBy(plain!, sight!)
  const failing: string[] = []
  for (const group of narrowed?.size ? neighbours(parties.flatMap(facets)) : []) {
    const own = await sightOf(id, group)
    const scene = own && withNarrowed(own, narrowed!)
    if (!scene) continue
    for (const one of intervalsOf(scene, solver))
      if (tooNarrow(scene, one)) failing.push(`${whereIs(scene.system, one.cell)}: ${one.low} to ${one.high}`)
  }
  const figures = { releases: parties.flatMap(facets).length, totals: totals.length, unused: sight!.unused }
  const contradictions = narrowed === null ? 1 : 0
  const all = { ...figures, narrowed: narrowed?.size ?? 0, failing: failing.length, contradictions }
  return ran('8', failing.length + contradictions > 0, all, failing.slice(0, 20))
}

/** Why an attack had nothing to attack. */
function reasons(
  releases: readonly Attacked[],
  guarded: readonly Party[],
  { against = [] }: ReleaseAttack,
): (attack: AttackId) => string {
  const elsewhere: Partial<Record<AttackId, string>> = {
    '11': 'No rules here use cell keys.',
    '13': 'Two inputs with equal published values are compared byte by byte in the pipeline’s tests.',
    '14': 'Needs the files themselves.',
    '15': 'Planted unsafe releases are attacked in the pipeline’s tests.',
  }
  if (guarded.length === 0 && releases.length > 0)
    return (attack) =>
      elsewhere[attack] ??
      'Others published these numbers already, or made them up: no rules protect them, so there is nothing to break.'
  const others: Partial<Record<AttackId, string>> = {
    '7': against.length === 0 ? 'No earlier edition was given.' : 'Earlier editions hold nothing of the same.',
    '8': 'One release, and no totals from elsewhere were given.',
  }
  return (attack) => elsewhere[attack] ?? others[attack] ?? 'The release publishes no counts.'
}
