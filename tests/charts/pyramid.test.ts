import { describe, expect, it } from 'vitest'
import { pyramidScene } from '../../src/charts/pyramid'
import { aPeople } from './people'

const people = aPeople(['Salford', [30, 55, 10, 5]], [25, 55, 15, 5])
const draw = (given = people, width = 800) => pyramidScene(given, given.places[0]!, { width, height: 560, compact: width < 520 }) // prettier-ignore

describe('a population pyramid', () => {
  it('has a bar for each sex and band, women to the left, and the comparator as an outline', () => {
    const scene = draw()
    const bars = scene.marks.flatMap((mark) => (mark.kind === 'rect' && mark.key ? [mark] : []))
    expect(bars).toHaveLength(8)
    const of = (key: string) => bars.find((bar) => bar.key === key)!
    const [women, men] = [of('female@0-19'), of('male@0-19')]
    expect(women.x + women.width).toBeLessThan(men.x)
    expect(women.width).toBeCloseTo(men.width, 1)
    expect(women.width / of('female@85+').width).toBeCloseTo(6, 1)
    expect(scene.marks.filter((mark) => mark.kind === 'path' && mark.stroke === 'ink')).toHaveLength(2)
    expect(scene.legend.map(({ label }) => label)).toEqual(['Women, Salford', 'Men, Salford', 'The North'])
  })

  it('is walked from the oldest down and across, each bar with its words', () => {
    const scene = draw()
    expect(scene.items.map(({ key }) => key).slice(0, 3)).toEqual(['female@85+', 'male@85+', 'female@65-84'])
    expect(scene.items[0]!.name).toBe('Women aged 85 and over: 2.50 % of people in Salford (500), the North 2.50 %')
    expect(scene.neighbours!['male@65-84']).toEqual({ up: 'male@85+', down: 'male@20-64', left: 'female@65-84', right: undefined }) // prettier-ignore
  })

  it('has one side where sexes are not kept apart, and no outline where there is nothing beside', () => {
    const alone = aPeople(['the North', [25, 55, 15, 5]], null)
    const place = { ...alone.places[0]!, counts: [alone.places[0]!.counts[0]!] }
    const scene = draw({ ...alone, sexes: ['persons'], places: [place] })
    expect(scene.items.map(({ key }) => key)).toEqual(['persons@85+', 'persons@65-84', 'persons@20-64', 'persons@0-19'])
    expect(scene.marks.some((mark) => mark.kind === 'path')).toBe(false)
  })

  it('hatches what is hidden, and says why it is empty where all is', () => {
    const part = aPeople(['Salford', [30, 55, 10, 5]], [25, 55, null, 5])
    expect(draw(part).notes).toContain('The North: some ages are too few to show safely.')
    const gone = { ...people.places[0]!, total: null, counts: [[null, null, null, null], [null, null, null, null]], why: 'the release holds no people for it' } // prettier-ignore
    expect(draw({ ...people, places: [gone] }).empty).toBe('The release holds no people for it. Choose another place.')
    const gap = { ...people.places[0]!, counts: [[3000, null, 1000, 500], [3000, 5500, 1000, 500]] } // prettier-ignore
    expect(draw({ ...people, places: [gap] }).marks.filter((mark) => mark.kind === 'rect' && mark.fill === 'hatch')).toHaveLength(1) // prettier-ignore
  })

  it('says SYNTHETIC where figures are made up, and when bands are not equally wide', () => {
    expect(draw(aPeople(['Salford', [30, 55, 10, 5]], null, { synthetic: true })).subtitle).toContain('SYNTHETIC')
    expect(draw().notes).toContain('Age bands are not equally wide, so longer bars may be wider bands.')
  })

  it('keeps all marks inside the drawing at every width', () => {
    for (const width of [320, 390, 800, 1200]) {
      const scene = draw(people, width)
      const bars = scene.marks.flatMap((mark) => (mark.kind === 'rect' ? [mark] : []))
      expect(bars.length).toBeGreaterThanOrEqual(scene.items.length)
      for (const { x, width: wide } of bars) expect(x >= 0 && x + wide <= width).toBe(true)
      expect(scene.items.length).toBeGreaterThan(4)
      for (const { box } of scene.items) expect(box.x >= 0 && box.x + box.width <= width && box.height >= 18).toBe(true)
    }
  })
})
