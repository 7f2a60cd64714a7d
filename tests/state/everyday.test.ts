import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Indicator, Release } from '../../src/domain'
import { knownIndicators } from '../../src/imports/fingertips/known'
import { everydayMeanings } from '../../src/state/everyday'
import { plain } from '../../src/state/plain'
import { search } from '../../src/state/search'
import { anIndicator } from '../charts/answers'

const releaseOf = (indicators: readonly Indicator[]) => ({ areas: [], indicators, dimensions: { areaTypes: [] } }) as unknown as Release // prettier-ignore
const published = JSON.parse(readFileSync('public/releases/demo-north/datapackage.json', 'utf8')) as { cairn: { indicators: Indicator[] } } // prettier-ignore
const demo = releaseOf(published.cairn.indicators)
/** The words of Cairn’s own for indicators of Fingertips, as they stand in a release of the North West. */
const northWest = releaseOf(
  Object.values(knownIndicators).map(
    ({ slug, shortName, topic, counts, among }) =>
    anIndicator({ id: slug, shortName, topic, name: shortName, definition: '', rationale: '', numerator: counts, denominator: among }), // prettier-ignore
  ),
)
const found = (release: Release, typed: string) => search(release, typed).map(({ indicator }) => indicator)

describe('words of every day', () => {
  it.each([
    ['lung', ['copd-admissions', 'child-asthma', 'early-cancer']],
    ['breathing', ['copd-admissions', 'child-asthma']],
    ['heart', ['stroke-admissions', 'hypertension']],
    ['sugar', ['smi-checks']],
    ['old people', ['falls']],
    ['elderly', ['falls']],
    ['smoker', ['smoking-pregnancy']],
    ['drinking', ['liver-disease']],
    ['baby', ['smoking-pregnancy']],
    ['fits', ['epilepsy-admissions']],
    ['bp', ['hypertension']],
    ['tummy', ['abdominal-pain']],
    ['tablets', ['antibiotics']],
    ['depression', ['smi-checks']],
    ['casualty', ['urgent-care', 'abdominal-pain']],
  ])('find in the demo, by %s, what it is about', (typed, wanted) => {
    expect(found(demo, typed)).toEqual(expect.arrayContaining(wanted))
  })

  it.each([
    ['lung', ['air-pollution-deaths']],
    ['heart', ['health-checks']],
    ['sugar', ['diabetes', 'diabetic-sight-loss']],
    ['old people', ['falls', 'dementia']],
    ['alzheimers', ['dementia', 'dementia-reported']],
    ['jabs', ['hepatitis-b-jab']],
    ['fat', ['overweight', 'obesity-year-6']],
    ['poverty', ['low-income-children', 'imd-score']],
    ['blind', ['diabetic-sight-loss', 'cataract-surgery']],
    ['teenage', ['conceptions-under-18', 'alcohol-under-18']],
    ['dying', ['hospital-deaths', 'alcohol-deaths']],
    ['exercise', ['inactive']],
    ['pregnant', ['smoking-at-delivery', 'perinatal-mental-health']],
  ])('find in the North West, by %s, what it is about', (typed, wanted) => {
    expect(found(northWest, typed)).toEqual(expect.arrayContaining(wanted))
  })

  it('come after a name as it is, and with an area', () => {
    const [first] = search(demo, 'stroke')
    expect(first?.indicator).toBe('stroke-admissions')
    expect(found(demo, 'cancer')[0]).toBe('early-cancer')
  })

  it('find nothing else: no word of a few letters, none that the table does not know', () => {
    expect(found(demo, 'sugar')).not.toContain('copd-admissions')
    expect(found(demo, 'lung')).not.toContain('liver-disease')
    expect([everydayMeanings('lu'), everydayMeanings('zebra'), everydayMeanings('')]).toEqual([[], [], []])
    expect(everydayMeanings('bp')).toEqual(['hypertension', 'blood pressure'])
  })

  it('begin words that a release says', () => {
    const said = [...demo.indicators, ...northWest.indicators].map(({ name, shortName, topic }) => ` ${plain(`${name} ${shortName} ${topic}`)}`) // prettier-ignore
    const typed = 'lung heart bp sugar elderly hip memory fits mind tumour breast tobacco booze baby kids fat sport money fumes eyes jab germs pills casualty belly dying carer'.split(' ') // prettier-ignore
    const lost = typed.filter((word) => !everydayMeanings(word).some((one) => said.some((text) => text.includes(` ${one}`)))) // prettier-ignore
    expect(lost).toEqual([])
  })
})
