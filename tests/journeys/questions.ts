import { comparatorCode, type Answer } from '../../src/domain'
import { formatView, pairOf, type Page } from '../../src/view'
import { back, go, lines, press, search, tab, walk, walkOut, type Step } from './keys'
import { after, cells, each, fact, field, finding, items, options, under, type Reading } from './readings'
import type { Told } from './told'
import { estimateOf, figureOf, rowsOf, withInterval, type World } from './world'

/** What somebody who plans care for a region asks, and both ways to the answer. */
export interface Asked {
  question: string
  /** The view that answers. */
  view: Page
  /** What the view’s link asks, without the view itself. */
  link: string
  /** Buttons and the like to be pressed first, by role and name. */
  acts?: readonly { role: string; name: RegExp; keys?: readonly string[] }[]
  read: Reading
  /** From a fresh front page. */
  keys: readonly Step[]
  /** The answer, from the release itself. */
  expected: (world: World) => Promise<Told>
}

const SALFORD = 'E08000006'
const ST_HELENS = 'E08000013'
const COPD = 'indicator=copd-admissions'
const COPD_SALFORD = `${COPD}&areas=${SALFORD}`

const namesOf = (estimates: readonly { name: string }[]) => estimates.map(({ name }) => name)
const flagged = ({ estimates }: Answer, verdict: 'higher' | 'lower') => estimates.filter((one) => one.verdict === verdict) // prettier-ignore

/** One way from Salford and back, then the other. */
const around = (one: string, other: string): Step[] => [press(one), walk(other, /^Salford:/), press(other), walk(one, /^Salford:/)] // prettier-ignore

export const QUESTIONS: readonly Asked[] = [
  {
    question: 'Which indicator varies most beyond chance, and by how much?',
    view: 'front',
    link: '',
    read: finding,
    keys: [tab('link', /^Skip to the finding$/), 'listen', press('Enter'), lines(1)],
    async expected({ overview }) {
      const [first] = (await overview('')).rows
      const { beyondChance, interval95 } = first!.variation!
      const numbers = [beyondChance, interval95.lower, interval95.upper].map((share) => 100 * share)
      return { words: [first!.indicator.shortName, 'more than chance'], numbers }
    },
  },
  {
    question: 'Is Salford higher than the North on COPD admissions, and how sure is that?',
    view: 'compare',
    link: COPD_SALFORD,
    read: items('Marked areas', /^Salford/),
    keys: [...search('copd salford'), tab('option', /^Salford:/)],
    async expected({ answer }) {
      const salford = estimateOf(await answer(`view=compare&${COPD_SALFORD}`), SALFORD)
      return { words: ['Salford', `${salford.verdict} than the North`], numbers: withInterval(salford) }
    },
  },
  {
    question: 'Which authorities are higher than the North on COPD admissions?',
    view: 'compare',
    link: COPD,
    read: options(/, higher than the North/),
    keys: [...search('copd'), 'listen', tab('option', /./), walk('PageDown', /, lower than/)],
    async expected({ answer }) {
      const higher = flagged(await answer(`view=compare&${COPD}`), 'higher')
      return { words: namesOf(higher), times: { of: /, higher than the North/, is: higher.length } }
    },
  },
  {
    question: 'How much of the spread of COPD admissions does deprivation explain?',
    view: 'variation',
    link: COPD,
    read: options(/^Deprivation:/),
    keys: [...search('copd'), ...go('Variation'), tab('option', /^Chance:/), walk('ArrowDown', /^Deprivation:/)],
    async expected({ study }) {
      const split = await study(`view=variation&${COPD}`, 'split')
      const [deviation, share] = [figureOf(split, 'deprivation-deviation'), figureOf(split, 'deprivation-share')]
      return { words: ['deprivation', 'of the variance'], numbers: [...deviation.said, share.value] }
    },
  },
  {
    question: 'Which verdicts change once it is allowed for how much authorities usually differ?',
    view: 'variation',
    link: COPD,
    read: options(/, (higher|lower) than the North.*within the usual spread/),
    keys: [...search('copd'), ...go('Variation'), 'listen', tab('option', /./), walkOut('PageDown')],
    async expected({ study }) {
      const rows = rowsOf(await study(`view=variation&${COPD}`, 'rules'))
      const changed = rows.filter(
        ({ cell }) => cell('limits95') !== 'similar' && cell('over-dispersed95') === 'similar',
      )
      const of = /, (higher|lower) than the North.*within the usual spread/
      return { words: namesOf(changed), times: { of, is: changed.length } }
    },
  },
  {
    question: 'Do COPD admissions rise or fall in Salford?',
    view: 'trend',
    link: COPD_SALFORD,
    read: finding,
    keys: [...search('copd salford'), ...go('Trend')],
    async expected({ study }) {
      const row = rowsOf(await study(`view=trend&${COPD_SALFORD}`, 'trend')).find(({ area }) => area === SALFORD)!
      return { words: ['Salford’s figure for COPD admissions', String(row.cell('recent'))], numbers: [Math.abs(Number(row.cell('slope')))] } // prettier-ignore
    },
  },
  {
    question: 'How many authorities rise or fall, and do they move apart?',
    view: 'trend',
    link: COPD,
    read: finding,
    keys: [...search('copd'), ...go('Trend')],
    async expected({ study }) {
      const trend = await study(`view=trend&${COPD}`, 'trend')
      const recent = rowsOf(trend).map(({ cell }) => cell('recent'))
      const number = (word: string) => recent.filter((one) => one === word).length
      const [rising, falling] = [number('rising'), number('falling')]
      const { p, value } = figureOf(trend, 'spread-slope')
      const apart = p! > 0.05 ? 'whether authorities are moving closer together or further apart cannot be told' : value > 0 ? 'moving further apart' : 'moving closer together' // prettier-ignore
      const none = [...(rising ? [] : ['none is rising']), ...(falling ? [] : ['none is falling'])]
      return { words: [apart, ...none], numbers: [recent.length, rising, falling].filter((one) => one > 0) }
    },
  },
  {
    question: 'Which months of abdominal pain admissions were unusual in the North?',
    view: 'trend',
    link: 'indicator=abdominal-pain',
    read: under('More than chance from one period to the next?'),
    keys: [...search('abdominal'), ...go('Trend'), tab('DisclosureTriangle', /^How sure is this/), lines(5)],
    async expected({ answer, study }) {
      const link = 'view=trend&indicator=abdominal-pain'
      const process = await study(link, 'process')
      const { question } = await answer(link)
      const { columns, rows } = process.points!
      const at = columns.findIndex(({ id }) => id === 'signal')
      const north = rows.filter(({ area }) => area === comparatorCode(question.comparator))
      // The first and the last month of each run of months with a signal.
      const ends = north.filter(({ cells: own }, i) => own[at] && !(north[i - 1]?.cells[at] && north[i + 1]?.cells[at]))
      const limits = ['lower', 'upper'].map((id) => figureOf(process, id).value)
      return { words: ends.map(({ label }) => label), numbers: limits }
    },
  },
  {
    question: 'How wide is the gap between the most and the least deprived?',
    view: 'inequality',
    link: COPD,
    read: fact('Most deprived fifth over least deprived fifth'),
    keys: [...search('copd'), ...go('Inequality')],
    async expected({ division }) {
      const { value, interval95 } = (await division(`view=inequality&${COPD}`)).places[0]!.ends!.ratio!
      return { numbers: [value, interval95!.lower, interval95!.upper] }
    },
  },
  {
    question: 'Which authorities are most like St Helens, and by how many admissions a year does it differ from them?',
    view: 'compare',
    link: `${COPD}&areas=${ST_HELENS}`,
    read: under('Against similar authorities'),
    keys: [
      ...search('copd st helens'),
      tab('button', /^against similar areas$/),
      'listen',
      press('Enter'),
      lines(8),
      tab('option', /^St Helens:/),
      press('Home', ...Array.from({ length: 10 }, () => 'ArrowDown')),
    ],
    async expected({ study }) {
      const rows = rowsOf(await study(`view=compare&${COPD}&areas=${ST_HELENS}`, 'peers'))
      const { cell } = rows.find(({ area }) => area === ST_HELENS)!
      const numbers = ['similar-difference', 'similar-lower95', 'similar-upper95'].map((id) =>
        Math.abs(Number(cell(id))),
      )
      return { words: [...String(cell('similar')).split('; '), 'admissions a year'], numbers }
    },
  },
  {
    question: 'Which authorities that border Salford are higher than the North?',
    view: 'map',
    link: COPD_SALFORD,
    acts: [{ role: 'option', name: /^Salford:/, keys: ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft'] }],
    read: () => [],
    keys: [
      ...search('copd salford'),
      ...go('Map'),
      tab('option', /^Salford:/),
      'listen',
      ...around('ArrowLeft', 'ArrowRight'),
      ...around('ArrowUp', 'ArrowDown'),
    ],
    async expected({ answer, neighbours }) {
      const beside = await neighbours(SALFORD)
      const higher = flagged(await answer(`view=map&${COPD}`), 'higher').filter(({ area }) => beside.includes(area))
      return { words: namesOf(higher), times: { of: /^(?!Salford:).*, higher than the North/, is: higher.length } }
    },
  },
  {
    question: 'Do high values lie beside high values?',
    view: 'map',
    link: `${COPD}&shows=cluster`,
    read: after('Show how sure', 3),
    keys: [
      ...search('copd'),
      ...go('Map'),
      tab('button', /^Clusters$/),
      press('Enter'),
      tab('button', /^Show how sure$/),
      lines(2),
    ],
    async expected({ study }) {
      const { value, p } = figureOf(await study(`view=map&${COPD}`, 'space'), 'moran')
      const alike =
        p! > 0.05 ? 'cannot be told' : value > 0 ? 'are more alike than chance' : 'are less alike than chance'
      return { words: [`neighbouring authorities`, alike], numbers: [value] }
    },
  },
  {
    question: 'What share of Salford’s people are 65 or older, against the North?',
    view: 'population',
    link: COPD_SALFORD,
    read: finding,
    keys: [...search('copd salford'), ...go('Population')],
    async expected({ people }) {
      const { places, comparator } = await people(`view=population&${COPD_SALFORD}`)
      const [salford, north] = [places[0]!, comparator!]
      return { words: ['Salford has', 'aged 65 and over'], numbers: [100 * salford.from65!, 100 * north.from65!, salford.total!] } // prettier-ignore
    },
  },
  {
    question: 'On which indicators does Salford stand out?',
    view: 'profile',
    link: `areas=${SALFORD}`,
    read: finding,
    keys: [...search('salford'), ...go('Area profile')],
    async expected({ overview }) {
      const { rows } = await overview(`view=profile&areas=${SALFORD}`)
      const out = rows.filter(({ estimates }) =>
        ['higher', 'lower'].includes(estimateOf({ estimates }, SALFORD).verdict),
      )
      return { words: ['Salford', ...out.map(({ indicator }) => indicator.shortName)] }
    },
  },
  {
    question: 'Where is need high and care low?',
    view: 'need',
    link: COPD,
    read: finding,
    keys: [...search('copd'), ...go('Need and care')],
    async expected({ overview, release, viewOf }) {
      const link = `view=need&${COPD}`
      const { need, care } = pairOf(viewOf(link), release)!
      const { rows } = await overview(link)
      const verdicts = (id: string) => new Map(rows.find(({ indicator }) => indicator.id === id)!.estimates.map((one) => [one.area, one])) // prettier-ignore
      const lowCare = verdicts(care.id)
      const both = [...verdicts(need.id).values()].filter(({ area, verdict }) => verdict === 'higher' && lowCare.get(area)?.verdict === 'lower') // prettier-ignore
      return { words: namesOf(both), numbers: [both.length] }
    },
  },
  {
    question: 'Which values of alcohol-related liver disease are hidden, and why?',
    view: 'heat',
    link: '',
    read: cells(/./, /too (few|many)/),
    keys: [
      ...search('liver'),
      ...go('Heat table'),
      tab('gridcell', /./),
      press('ArrowUp', 'Enter', 'Control+End', 'Home'),
      'listen',
      press('ArrowRight', 'Home', 'ArrowUp', 'ArrowRight', 'Home', 'ArrowUp', 'ArrowRight', 'Home'),
    ],
    async expected({ overview }) {
      const { rows } = await overview('view=heat')
      const hidden = rows.find(({ indicator }) => indicator.id === 'liver-disease')!.estimates.filter(({ status }) => status === 'hidden') // prettier-ignore
      const why = hidden.map((one) => (one.hidden === 'groups' ? 'too many of its' : 'too few'))
      return { words: [...namesOf(hidden), ...why], times: { of: /too (few|many)/, is: hidden.length } }
    },
  },
  {
    question: 'Who released the figures, under which rules, and is that signed?',
    view: 'about',
    link: COPD,
    read: each(fact('Released by'), fact('Protection'), fact('Signature')),
    keys: [tab('link', /^About$/), press('Enter'), tab('link', /^The release$/), press('Enter'), lines(14)],
    async expected({ release, signing }) {
      const signed = signing.signers.flatMap(({ name }) => name)
      return { words: [...release.facilities, release.protection.label, 'Signed by', ...signed] }
    },
  },
  {
    question: 'How is the value of COPD admissions calculated?',
    view: 'about',
    link: COPD,
    read: fact('How it is calculated'),
    keys: [...search('copd'), ...go('About'), tab('link', /^The indicator$/), press('Enter'), lines(12)],
    async expected({ answer }) {
      const { indicator } = await answer(`view=compare&${COPD}`)
      return { words: [indicator.method!] }
    },
  },
  {
    question: 'How many admissions and people stand behind Salford’s value?',
    view: 'data',
    link: COPD_SALFORD,
    read: cells(/^Salford$/),
    keys: [
      ...search('copd salford'),
      ...go('Data'),
      tab('searchbox', /^Only rows with/),
      { type: 'salford' },
      tab('button', /^Salford$/),
      lines(14),
    ],
    async expected({ answer }) {
      const salford = estimateOf(await answer(`view=data&${COPD_SALFORD}`), SALFORD)
      return { numbers: [...withInterval(salford), salford.count!, salford.population!] }
    },
  },
  {
    question: 'Which link shows this view to somebody else, and what does it hold?',
    view: 'compare',
    link: COPD_SALFORD,
    acts: [{ role: 'button', name: /^Share$/ }],
    read: field('Link'),
    keys: [...search('copd salford'), back('button', /^Share$/), press('Enter')],
    async expected({ viewOf, release }) {
      const parts = formatView(viewOf(`view=compare&${COPD_SALFORD}`)).split('&')
      return { words: [...parts, `pin=${release.identity.slice(0, 8)}`] }
    },
  },
]
