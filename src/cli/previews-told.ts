import { askedOf, type Asked } from '../analysis/ask'
import { standingsOf } from '../analysis/standing'
import { cardChart, type Card } from '../charts/card'
import { caterpillarScene } from '../charts/caterpillar'
import { sceneBase } from '../charts/chart'
import { glanceScene } from '../charts/glance'
import { mapScene } from '../charts/map'
import { rankedScene } from '../charts/ranked'
import type { Scene } from '../charts/scene'
import { spineLegend, spineScene } from '../charts/spine'
import { stripReach, stripScene } from '../charts/strip'
import type { Answer, Overview, Release } from '../domain'
import { columnsEngine } from '../engine/columns'
import type { OpenRelease } from '../release/read'
import { overviewQuestionOf, resolveView, type View } from '../view'
import { previewPages, type PreviewPage } from '../view/preview'
import { chartSubtitle, finding, ranked, sentence, sourceLine } from '../words'
import { overviewFinding } from '../words/overview'
import { profileFinding, profileInvitation } from '../words/profile'

/** A page of its own, with what it says and draws. */
export interface ToldPage {
  page: PreviewPage
  /** Of the tab and of the preview. */
  title: string
  /** The finding where nothing stands around it: with its indicator’s name, where it leaves that to what stands above. */
  alone: string
  /** How far and how sure; empty where there is nothing to add to the finding. */
  detail: string
  card: Card
}

/** Every page of a release in turn, each worked out as the app would. Rejects with `ReleaseError` where a file is no good. */
export async function* toldPages(open: OpenRelease): AsyncGenerator<ToldPage> {
  const { release } = open
  const asked = askedOf(open, columnsEngine())
  const overviews = new Map<string, Promise<Overview>>()
  const overviewOf = (view: View) => {
    const question = overviewQuestionOf({ ...view, areas: [] }, release)
    const coming = overviews.get(question.areaType) ?? asked.overview(question)
    overviews.set(question.areaType, coming)
    return coming
  }
  for (const page of previewPages(release)) {
    if ('indicator' in page.of) yield await ofIndicator(page, open, asked)
    else if (page.view.page === 'front') yield ofAll(page, await overviewOf(page.view), release)
    else yield ofArea(page, page.of.area, await overviewOf(page.view), release)
  }
}

async function ofIndicator(page: PreviewPage, open: OpenRelease, { answer: ask }: Asked): Promise<ToldPage> {
  const answer = await ask(resolveView(page.view, open.release).question)
  const { headline, detail } = finding(answer)
  const { indicator, context } = answer
  const scene = await sceneOf(answer, open)
  const name = sentence(indicator.shortName)
  const subtitle = chartSubtitle(answer).replace('SYNTHETIC. ', '')
  return {
    // The map where there is one, as in the picture.
    page: scene.id === 'map' ? { ...page, view: { ...page.view, page: 'map' } } : page,
    title: `${name}, ${context.areaTypeLabel.many} of ${context.placeLabel}, ${context.periodLabel}`,
    alone: headline.toLowerCase().includes(name.toLowerCase()) ? headline : `${name}: ${headline}`,
    detail,
    card: { ...common(open.release), about: name, finding: headline, subtitle, scene, source: sourceLine(open.release, indicator) }, // prettier-ignore
  }
}

/** The map where the release has boundaries, else the areas in order of their values. */
async function sceneOf(answer: Answer, open: OpenRelease): Promise<Scene> {
  const [boundaries, layout] = [await open.boundaries(), await open.layout()]
  if (boundaries || layout) return mapScene(answer, { ...cardChart, compact: true }, { boundaries, layout })
  const order = ranked(answer.estimates)
  const size = { ...cardChart, compact: false }
  return order.length > 20
    ? caterpillarScene(answer, sceneBase(answer, 'ranked', 'verdicts', 'Ranked areas'), order, size)
    : rankedScene(answer, size)
}

function ofArea(page: PreviewPage, code: string, overview: Overview, release: Release): ToldPage {
  const { context } = overview
  const standings = standingsOf(overview)
  const standing = standings.areas.find(({ area }) => area === code)
  const name = release.areas.find((area) => area.code === code)?.name ?? code
  const { headline, detail } = standing ? profileFinding(standing, standings, overview) : { ...profileInvitation(context), headline: `${name} has no figures in the latest period` } // prettier-ignore
  const rows = standing ? standings.rows.map((row, at) => ({
    name: sentence(row.indicator.shortName),
    scene: spineScene({ row, estimate: standing.estimates[at] ?? null, name, context, chosen: [code] }, { width: CHART, height: 44, compact: false }), // prettier-ignore
  })) : [] // prettier-ignore
  const subtitle = `Among the ${context.areaTypeLabel.many} of ${context.placeLabel}; better, or else higher, lies to the right`
  const legend = spineLegend(standings, context)
  return {
    page,
    title: `${name} on every indicator, beside the other ${context.areaTypeLabel.many} of ${context.placeLabel}`,
    alone: headline,
    detail,
    card: { ...common(release), about: 'Every indicator', finding: headline, subtitle, scene: glance(rows, legend, `Bars of every indicator from the lowest to the highest of the ${context.areaTypeLabel.many}, with ${name} and ${context.comparatorLabel} on each. ${detail}`) }, // prettier-ignore
  }
}

function ofAll(page: PreviewPage, overview: Overview, release: Release): ToldPage {
  const { rows, context } = overview
  const { headline, detail } = overviewFinding(overview)
  const reach = stripReach(rows)
  const strips = rows.map((row) => ({
    name: sentence(row.indicator.shortName),
    scene: stripScene(row, { width: CHART, height: 30, compact: false }, { comparatorLabel: context.comparatorLabel, reach }), // prettier-ignore
  }))
  const legend: Scene['legend'] = [
    { label: `above the line: higher than ${context.comparatorLabel}`, paint: 'higher', shape: 'line' },
    { label: 'below it: lower', paint: 'lower', shape: 'line' },
    { label: 'across it: cannot be told apart', paint: 'outline', shape: 'line' },
  ]
  return {
    page,
    title: `Health and care in ${context.placeLabel}: where variation is greatest`,
    alone: headline,
    detail,
    card: {
      ...common(release),
      about: 'Where variation is greatest',
      finding: headline,
      subtitle: `${sentence(context.areaTypeLabel.many)} of ${context.placeLabel}; each mark is one of them`,
      scene: glance(strips, legend, `A line of marks for each indicator, widest variation first. ${detail}`),
    },
  }
}

const NAMES = 194
const CHART = cardChart.width - NAMES

/** Those that fit. */
function glance(rows: readonly { name: string; scene: Scene }[], legend: Scene['legend'], description: string): Scene {
  const shown = rows.filter(({ scene }) => scene.empty === null)
  const empty = shown.length === 0 ? 'No figures to draw.' : null
  const about = { id: 'glance', title: '', subtitle: '', source: '', description, legend, empty }
  return glanceScene(shown.slice(0, MOST), { ...cardChart, names: NAMES }, about)
}
const MOST = 14

const common = (release: Release) => ({ source: sourceLine(release), synthetic: release.synthetic })
