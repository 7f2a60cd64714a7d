import {
  comparatorCode,
  type Indicator,
  type Overview,
  type OverviewQuestion,
  type OverviewRow,
  type Release,
} from '../domain'
import { QuestionError } from '../domain/errors'
import type { Engine, SyncEngine } from '../engine/port'
import { holm } from '../statistics'
import { areaOf, areasOf } from './areas'
import { chanceFlags, evaluate, nobody } from './conclude'
import { fullSelection } from './full'
import { periodsHeld } from './held-periods'
import type { Selection } from './holding'
import { hold, labelOf } from './holding'
import { contextOf, overviewContext } from './labels'
import { plan } from './plan'
import type { Steps } from './steps'
import { runLater, runNow } from './steps'
import { tableIds } from './totals'

/** Ids of the tables that an engine must hold before an overview is asked for. */
export function tablesForOverview(question: OverviewQuestion, release: Release): string[] {
  const ids = release.indicators.flatMap((indicator) => {
    const selection = fullSelection(release, indicator, question)
    const held = selection && hold(release, indicator, selection)
    return held && 'table' in held ? tableIds(release, indicator, selection, held) : []
  })
  return [...new Set(ids)]
}

/** Every indicator that the area type has, each in its latest period and whole, widest variation beyond chance first. */
export function overview(question: OverviewQuestion, release: Release, engine: SyncEngine): Overview {
  return runNow(overviewSteps(question, release, engine.name), engine)
}

/** The same from any engine. */
export function overviewLater(question: OverviewQuestion, release: Release, engine: Engine): Promise<Overview> {
  return runLater(overviewSteps(question, release, engine.name), engine)
}

function* overviewSteps(question: OverviewQuestion, release: Release, engine: string): Steps<Overview> {
  const rows: OverviewRow[] = []
  for (const indicator of release.indicators) {
    const selection = fullSelection(release, indicator, question)
    if (selection) rows.push(yield* rowSteps(question, release, indicator, selection))
  }
  adjust(rows)
  const spread = (row: OverviewRow) => row.variation?.beyondChance ?? -1
  rows.sort((one, other) => spread(other) - spread(one))
  const areas = areasOf(release, question.areaType, question.within, latestPeriod(release))
  return Object.freeze({
    question,
    context: overviewContext(question, release, areas),
    rows: Object.freeze(rows),
    engine,
  })
}

/** Twelve indicators are twelve chances of a false alarm: each row's probability is adjusted for all. */
function adjust(rows: OverviewRow[]): void {
  const measured = rows.flatMap(({ variation }, at) => (variation ? [{ at, variation }] : []))
  const adjusted = holm(measured.map(({ variation }) => variation.p))
  measured.forEach(({ at, variation }, rank) => {
    rows[at] = { ...rows[at]!, variation: { ...variation, pAmongMany: adjusted[rank]! } }
  })
}

function latestPeriod({ dimensions }: Release): string {
  return dimensions.periods.reduce((latest, period) => (period.end > latest.end ? period : latest)).code
}

function* rowSteps(
  question: OverviewQuestion,
  release: Release,
  indicator: Indicator,
  selection: Selection,
): Steps<OverviewRow> {
  try {
    return yield* answeredRow(question, release, indicator, selection)
  } catch (error) {
    // One indicator that cannot be compared must not take the others with it.
    if (!(error instanceof QuestionError)) throw error
    return unansweredRow(question, release, indicator, selection, error.message)
  }
}

function* answeredRow(
  question: OverviewQuestion,
  release: Release,
  indicator: Indicator,
  full: Selection,
): Steps<OverviewRow> {
  const asked = { ...question, indicator: indicator.id }
  let planned = plan({ ...asked, ...full }, release)
  let found = evaluate(planned, yield planned.queries)
  if (found.estimates.every(({ status }) => status === 'missing')) {
    const latest = (yield* periodsHeld(planned)).at(-1)
    if (latest) {
      planned = plan({ ...asked, ...full, period: latest.code }, release)
      found = evaluate(planned, yield planned.queries)
    }
  }
  const { periodLabel, sexLabel, ageLabel } = contextOf(planned)
  const { estimates, comparator, variation } = found
  const selectionLabel = `${sexLabel}, ${ageLabel}`
  return {
    indicator,
    periodLabel,
    selectionLabel,
    comparator,
    estimates,
    flaggedByChance: chanceFlags(planned, estimates, comparator),
    variation: variation.summary,
    why: variation.why,
  }
}

function unansweredRow(
  { comparator }: OverviewQuestion,
  release: Release,
  indicator: Indicator,
  { period }: Selection,
  why: string,
): OverviewRow {
  const who = (comparator.kind === 'area' && areaOf(release, comparator.code)) || {
    code: comparatorCode(comparator),
    name: comparator.kind === 'group' ? comparator.name : 'Chosen areas',
  }
  return {
    indicator,
    periodLabel: labelOf(release.dimensions.periods, period),
    selectionLabel: '',
    comparator: nobody(who, why),
    estimates: [],
    variation: null,
    why,
  }
}
