import { answerWithStudies } from '../../src/analysis/answer'
import { overviewLater } from '../../src/analysis/answer'
import { lazyEngine } from '../../src/analysis/lazy'
import { seriesLater } from '../../src/analysis/series'
import type { Answer, Overview, Series } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { openRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'
import { overviewQuestionOf, parseView, resolveView } from '../../src/view'

/** A release of the demo, opened once, with its engine. */
const opened = new Map<string, ReturnType<typeof openIt>>()

async function openIt(id: string) {
  const open = await openRelease(folderSource(`public/releases/${id}`))
  const tables = new Set(open.release.tables.map((table) => table.id))
  const engine = lazyEngine(columnsEngine(), (table) => open.table(table), (table) => tables.has(table)) // prettier-ignore
  return { open, engine }
}

function release(id: string): ReturnType<typeof openIt> {
  const found = opened.get(id) ?? openIt(id)
  opened.set(id, found)
  return found
}

const viewOf = (words: string, id: string) => parseView(`v=1&release=${id}&${words}`).view

/** What the app shows for a view of the committed demo, such as `indicator=copd-admissions&areas=E08000006`. */
export async function demoAnswer(words: string, id = 'demo-north'): Promise<Answer> {
  const { open, engine } = await release(id)
  return answerWithStudies(resolveView(viewOf(words, id), open.release).question, open, engine)
}

export async function demoSeries(words: string, over: string, id = 'demo-north'): Promise<Series> {
  const { open, engine } = await release(id)
  return seriesLater(resolveView(viewOf(words, id), open.release).question, open.release, over, engine)
}

export async function demoOverview(words = '', id = 'demo-north'): Promise<Overview> {
  const { open, engine } = await release(id)
  return overviewLater(overviewQuestionOf(viewOf(words, id), open.release), open.release, engine)
}
