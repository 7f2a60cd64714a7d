import { beforeAll, describe, expect, it } from 'vitest'
import { App } from '../../src/state'
import {
  groupOffer,
  ownPeersOffer,
  peersOffer,
  renamedGroup,
  withGroup,
  withoutGroup,
} from '../../src/state/own-choices'
import { choicesFor } from '../../src/state/choices'
import { canonicalView, resolveView, START, type View } from '../../src/view'
import { openDemo, type Demo } from '../analysis/studies/demo'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
}, 60_000)

const coast = { name: 'Coast', codes: ['E06000009', 'E08000012'] }
const view = (changes: Partial<View> = {}) => canonicalView({ ...START, page: 'compare', ...changes })
const offered = (offer: typeof peersOffer, now: View) =>
  choicesFor(offer, resolveView(now, demo.release).question, demo.release, now).groups.flatMap(({ options }) => options)

describe('choices of peers', () => {
  it('are similar areas, the same region, each group that has areas, and areas chosen', () => {
    const now = view({ groups: [coast, { name: 'Empty', codes: [] }], peers: { kind: 'areas', codes: ['E08000006'] } })
    const options = offered(peersOffer, now)
    expect(options.map(({ label, selected }) => [label, selected])).toEqual([
      ['The ten most like each', false],
      ['The areas you chose', true],
      ['Others of the same region', false],
      ['Your group “Coast”', false],
    ])
    expect(canonicalView({ ...now, ...options[2]!.change }).peers).toEqual({ kind: 'within', type: 'region' })
    expect(canonicalView({ ...now, ...options[0]!.change }).peers).toBeUndefined()
  })

  it('tick areas on and off', () => {
    const salford = (now: View) => offered(ownPeersOffer, now).find(({ id }) => id === 'E08000006')!
    const ticked = canonicalView({ ...view(), ...salford(view()).change })
    expect(ticked.peers).toEqual({ kind: 'areas', codes: ['E08000006'] })
    expect(salford(ticked).selected).toBe(true)
    expect(canonicalView({ ...ticked, ...salford(ticked).change }).peers).toBeUndefined()
    expect(offered(ownPeersOffer, view({ within: 'CR-GM' }))).toHaveLength(62)
  })
})

describe('groups', () => {
  it('tick areas, get names that none has, and end at four', () => {
    const first = canonicalView({ ...view(), ...withGroup(view(), ['E08000006']) })
    expect(first.groups).toEqual([{ name: 'Group 1', codes: ['E08000006'] }])
    const bury = offered(groupOffer(0), first).find(({ label }) => label === 'Bury')!
    expect(canonicalView({ ...first, ...bury.change }).groups![0]!.codes).toEqual(['E08000002', 'E08000006'])
    const all = [1, 2, 3].reduce((now) => canonicalView({ ...now, ...withGroup(now, []) }), first)
    expect(all.groups!.map(({ name }) => name)).toEqual(['Group 1', 'Group 2', 'Group 3', 'Group 4'])
    expect(withGroup(all, [])).toBeNull()
  })

  it('keep what speaks of them when they are renamed or removed', () => {
    const now = view({ groups: [coast], against: 'group:Coast', peers: { kind: 'group', name: 'Coast' } })
    const named = canonicalView({ ...now, ...renamedGroup(now, 0, ' Shore ') })
    expect(named).toMatchObject({ groups: [{ name: 'Shore' }], against: 'group:Shore', peers: { name: 'Shore' } })
    expect(renamedGroup(now, 0, '  ')).toBeNull()
    expect(renamedGroup({ ...now, groups: [coast, { name: 'B', codes: [] }] }, 0, 'B')).toBeNull()
    expect(canonicalView({ ...now, ...withoutGroup(now, 0) })).toEqual(view())
  })

  it('are offered as what areas are compared with, and mark all their areas', () => {
    const now = view({ groups: [coast] })
    const { question } = resolveView(now, demo.release)
    const options = choicesFor('against', question, demo.release, now).groups[0]!.options
    expect(options.at(-1)).toMatchObject({ label: 'Your group “Coast”', detail: 'Blackpool, Liverpool', change: { against: 'group:Coast' } }) // prettier-ignore
    const read = () => 'v=1&view=compare&areas=E06000009&group=Coast~E06000009.E08000012'
    const link = { read, listen: () => () => {}, push: () => {}, replace: () => {}, address: () => '' }
    const app = new App({ catalogue: () => new Promise(() => {}) } as never, link)
    app.toggleArea('group:Coast')
    expect(app.view.areas).toEqual(['E06000009', 'E08000012'])
    app.toggleArea('group:Coast')
    expect(app.view.areas).toEqual([])
  })
})
