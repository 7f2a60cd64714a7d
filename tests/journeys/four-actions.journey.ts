import { expect, it } from 'vitest'
import { CHROMIUM_HTTP, journeys, type Set } from './stage'
import { fragmentOf, settled } from './steps'

const SIMILAR = 'section[aria-labelledby=similar-areas]'
const TREND = 'section[aria-labelledby=recent-trends]'
const OPTION = '[role=search] [role=option]'
const MOST = 4

journeys(
  'how Salford compares with similar areas on COPD admissions, and whether it is getting better',
  (set: Set) => {
    /** What the reader did, in order: every press of a link, button or choice is one, and so is each text typed, with what it takes to get there. */
    const actions: string[] = []
    const act = async (what: string, run: () => Promise<void>) => {
      actions.push(what)
      await run()
    }
    const search = async (text: string) => {
      await act(`type “${text}” into the search`, () => set.driver.fill('combobox', 'Find an area or a topic', text))
      await set.driver.waitForSelector(OPTION)
    }
    const start = async () => {
      actions.length = 0
      await set.open()
      await set.driver.waitForSelector('main h2 a')
      await set.driver.waitForRole('combobox', 'Find an area or a topic')
    }
    const isAnswered = async () => {
      await settled(set)
      await set.driver.waitForSelector(`${SIMILAR} article .lead`, 60_000)
      await set.driver.waitForSelector(`${TREND} .lead`, 60_000)
      expect(await fragmentOf(set)).toMatchObject({ view: 'compare', indicator: 'copd-admissions', areas: 'E08000006' })
      expect(await set.driver.text(`${SIMILAR} article .lead`)).toMatch(/^Salford (has about [\d,]+ (more|fewer) admissions a year \([\d,]+ to [\d,]+\) than it would at the rate of|cannot be told apart from) the 10 authorities most like it\.$/) // prettier-ignore
      expect(await set.driver.text(`${TREND} .lead`)).toMatch(/^Salford’s figure for COPD admissions ((has been|is) (rising|falling)( since [^,]+)?, by about [\d.,]+ per 100,000 people a year|shows no clear recent trend)\.$/) // prettier-ignore
      expect(actions.length, actions.join('; ')).toBeLessThanOrEqual(MOST)
    }

    it('is found in two actions by who types both', async () => {
      await start()
      await search('salford copd')
      expect(await set.driver.texts('[role=search] .kind')).toContain('A topic in an area')
      await act('choose the first', () => set.driver.press('Enter'))
      await isAnswered()
      expect(actions).toHaveLength(2)
      await act('go to the answer', () => set.driver.click('button', 'against similar areas'))
      expect(await set.driver.evaluate(() => document.activeElement?.id, null)).toBe('similar-areas')
      expect(actions.length).toBeLessThanOrEqual(MOST)
    })

    it('is found in four by who goes from the indicator on, and types an area wrongly', async () => {
      await start()
      await act('open COPD admissions', () => set.driver.click('link', 'COPD admissions'))
      await settled(set)
      await act('open Compare', () => set.driver.click('link', 'Compare'))
      await settled(set)
      await search('sali')
      expect(await set.driver.text(OPTION)).toContain('Salford')
      await act('choose Salford', () => set.driver.clickOn(OPTION))
      await isAnswered()
      expect(actions).toHaveLength(MOST)
    })

    it('leads on to the trend itself', async () => {
      await set.driver.click('link', 'See Salford over time: COPD admissions')
      await settled(set)
      expect(await fragmentOf(set)).toMatchObject({ view: 'trend', areas: 'E08000006' })
      expect(await set.driver.text('main h1')).toContain('Salford’s figure for COPD admissions')
    })
  },
  { stages: CHROMIUM_HTTP },
)
