import { describe, expect, it } from 'vitest'
import { inequalityFinding } from '../../src/words/inequality'
import { gapFigures, studyFigures } from '../../src/words/inequality-figures'
import type { AnswerChanges } from '../charts/answers'
import { aDivision, FIFTHS, inequalityOf, SEXES, type Parts } from '../charts/divisions'

const steep = [400, 330, 280, 240, 200]
const flat = [281, 280, 282, 279, 281]
const fifths = (whole: Parts['whole'], areas: Parts['areas'] = {}): Parts => ({ kind: 'deprivation', labels: FIFTHS, whole, areas }) // prettier-ignore
const sexes = (whole: Parts['whole'], areas: Parts['areas'] = {}): Parts => ({ kind: 'sex', labels: SEXES, whole, areas }) // prettier-ignore
const groups = (more: Partial<Parts> = {}): Parts => ({ kind: 'groups', labels: ['White', 'Asian or Asian British', 'Other ethnic group', 'Not known'], whole: [200, 300, 500, 100], unranked: ['Other ethnic group', 'Not known'], ...more }) // prettier-ignore

function say(parts: Parts, options: AnswerChanges = {}) {
  const division = aDivision(parts, options)
  return inequalityFinding(division, parts.kind === 'deprivation' ? inequalityOf(division) : null)!
}

describe('the finding of inequality', () => {
  it('says how many times as many the most deprived have, and that deprivation describes places', () => {
    const { headline, detail } = say(fifths(steep))
    expect(headline).toBe('In the North people in the most deprived fifth have about twice as many COPD admissions as those in the least deprived fifth') // prettier-ignore
    expect(detail).toContain('The North: most deprived fifth, 400 per 100,000 people (394 to 406); least deprived fifth, 200 per 100,000 people (194 to 206); ratio 2.00 (') // prettier-ignore
    expect(detail).toContain('The most deprived fifth against the rest of the North: ratio 1.52 (')
    expect(detail).toContain('Deprivation describes places, not people.')
  })

  it('turns the sentence where the least deprived have more', () => {
    expect(say(fifths([...steep].reverse())).headline).toBe('In the North people in the least deprived fifth have about twice as many COPD admissions as those in the most deprived fifth') // prettier-ignore
  })

  it('says that no difference can be told, of fifths and of sexes', () => {
    expect(say(fifths(flat)).headline).toBe('In the North no difference in COPD admissions can be told between the most deprived fifth and the least deprived fifth') // prettier-ignore
    expect(say(sexes([281, 283])).headline).toBe('In the North no difference in COPD admissions can be told between women and men') // prettier-ignore
    expect(say(sexes([250, 300])).headline).toBe(
      'In the North men have about 1.2 times as many COPD admissions as women',
    )
    expect(say(sexes([250, 300])).detail).not.toContain('places, not people')
  })

  it('calls better and worse only what has a polarity, and turns with it', () => {
    const headline = (polarity: 'high-is-good' | 'low-is-good' | 'neither') =>
      say(fifths([40, 35, 30, 25, 20]), { indicator: { polarity, kind: 'proportion', unit: '%', shortName: 'Smoking in pregnancy' } }).headline // prettier-ignore
    expect(headline('low-is-good')).toBe('In the North the most deprived fifth’s figure for smoking in pregnancy is about twice that of the least deprived fifth (worse)') // prettier-ignore
    expect(headline('high-is-good')).toMatch(/\(better\)$/)
    expect(headline('neither')).not.toMatch(/better|worse/)
  })

  it('speaks of a marked area where its ends have values, and says why where one is hidden', () => {
    const areas = { S: [500, 400, 350, 300, 250], K: [400, 330, 280, 240, null] }
    const found = say(fifths(steep, areas), { chosen: ['S', 'K'] })
    expect(found.headline).toContain('In Salford people in the most deprived fifth have about twice')
    expect(found.chosen[0]!.text).toMatch(/^Salford: most deprived fifth, 500 .*; ratio 2\.00 \(/)
    expect(found.chosen[1]!.text).toBe('Knowsley: no gap can be given; least deprived fifth: too few to show safely; its other groups differ more than chance explains.') // prettier-ignore
    expect(say(fifths(steep, areas), { chosen: ['K'] }).headline).toContain('In the North people')
  })

  it('claims nothing where an end is hidden for everybody', () => {
    const { headline, detail } = say(fifths([400, 330, 280, 240, null]))
    expect(headline).toBe('COPD admissions: how groups in the North differ cannot be told')
    expect(detail).toContain('The North: some groups are too few to show safely.')
  })

  it('counts the areas in which the deprived have more, with what chance alone would show', () => {
    const areas = { S: [500, 400, 350, 300, 250], K: steep, B: flat }
    expect(say(fifths(steep, areas)).detail).toContain('Of 3 authorities whose groups all have values, deprived places have more in 2 and less in none; chance alone would show each in fewer than 1.') // prettier-ignore
    expect(say(fifths(steep, { S: steep })).detail).not.toContain('whose groups all have values')
  })

  it('names the lowest and highest group only where their intervals do not touch, and never ranks some', () => {
    const clear = say(groups({ unknown: { NORTH: 0.12 } }))
    expect(clear.headline).toBe('In the North the figure for COPD admissions differs by ethnic group, from 200 (White) to 300 (Asian or Asian British)') // prettier-ignore
    expect(clear.detail).toContain('“Other ethnic group” and “Not known” are shown last and never ranked.')
    expect(clear.detail).toContain('In the North the ethnic group of about 12 % of admissions is not known.')
    const near = say(groups({ whole: [280, 291, 500, 100], wholeHalf: 6 }))
    expect(near.headline).toBe('In the North the figure for COPD admissions differs by ethnic group by more than chance explains') // prettier-ignore
    expect(say(groups({ whole: [280, 282, 500, 100] })).headline).toBe('In the North no difference in COPD admissions can be told by ethnic group') // prettier-ignore
  })

  it('gives no values of groups where more than a fifth are not known', () => {
    const found = say(groups({ unknown: { NORTH: 0.31 } }))
    expect(found.headline).toContain('too many people’s group is not known')
    expect(found.detail).toContain('about 31 % of admissions is not known: above 20 % no values of groups are given')
    expect(`${found.headline} ${found.detail}`).not.toContain('300')
    const kept = say(groups({ areas: { S: [200, 300, 400, 100] }, unknown: { NORTH: 0.1, S: 0.4 } }), { chosen: ['S'] })
    expect(kept.headline).toContain('In the North')
    expect(kept.chosen[0]!.text).toContain('about 40 % of admissions is not known: above 20 %')
  })

  it('says SYNTHETIC where figures are made up, and nothing where there is no answer', () => {
    expect(say(fifths(steep), { synthetic: true }).sure[0]).toContain('SYNTHETIC')
    expect(inequalityFinding({ ...aDivision(fifths(steep)), series: null, places: [] }, null)).toBeNull()
  })
})

describe('figures beside the chart', () => {
  it('print the ratio, the difference and the direction of each index', () => {
    const division = aDivision(fifths(steep, { S: steep }), { chosen: ['S'] })
    const answer = division.series!.points[0]!.answer!
    const [north, salford] = gapFigures(division, answer)
    expect(north!.figures.map(({ label }) => label)).toEqual(['Most deprived fifth over least deprived fifth', 'Most deprived fifth less least deprived fifth', 'Most deprived fifth over the rest (Core20)', 'Most deprived fifth less the rest (Core20)']) // prettier-ignore
    expect(north!.figures[1]!.value).toMatch(/^200 per 100,000 people \(192 to 208\)$/)
    expect(salford!.name).toBe('Salford')
    const slope = studyFigures(inequalityOf(division), answer)[0]!
    expect(slope.value).toMatch(/^−2\d\d per 100,000 people \(−2\d\d to −2\d\d\)$/)
    expect(slope.note).toBe('Deprived places have more.')
  })

  it('say why they are not given', () => {
    const division = aDivision(fifths([400, 330, 280, 240, null]))
    const answer = division.series!.points[0]!.answer!
    expect(gapFigures(division, answer)[0]!.figures[0]!.note).toBe('Not given: some groups are too few to show safely.')
    expect(studyFigures(inequalityOf(division), answer)[0]!.note).toMatch(/^Not given: not every group has a value/)
  })
})
