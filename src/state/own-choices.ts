import { groupCode, type AreaGroup, type Question, type Release } from '../domain'
import { areasOf } from '../analysis/areas'
import { groupName, MOST_GROUPS, type PeersChoice, type View } from '../view'
import { wholes, type Choices, type Offer, type Option } from './choices'
import { areaName } from './names'

/** Whom marked areas are held against, all but areas one by one. */
export const peersOffer: Offer = (question, release, { peers, groups = [] }) => {
  const option = (id: string, label: string, choice: PeersChoice | undefined, selected: boolean): Option => ({
    id,
    label,
    selected,
    change: { peers: choice },
  })
  const own = peers?.kind === 'areas' ? [{ ...option('areas', 'The areas you chose', peers, true), detail: peers.codes.map((code) => areaName(code, release)).join(', ') }] : [] // prettier-ignore
  const options = [
    option('', 'The ten most like each', undefined, !question.peers),
    ...own,
    ...parentTypes(question, release).map(
      ({ type, label }) =>
      option(`of:${type}`, `Others of the same ${label}`, { kind: 'within', type }, peers?.kind === 'within' && peers.type === type), // prettier-ignore
    ),
    ...groups
      .filter(({ codes }) => codes.length > 0)
      .map(({ name, codes }) => ({
        ...option(groupCode({ name }), `Your group “${name}”`, { kind: 'group', name }, peers?.kind === 'group' && peers.name === name), // prettier-ignore
        detail: codes.map((code) => areaName(code, release)).join(', '),
      })),
  ]
  return { word: 'peers', title: 'Hold marked areas against', many: false, groups: [{ label: '', options }] }
}

/** Types of the areas that hold some of those compared, and not all. */
export function parentTypes({ areaType }: Question, release: Release): { type: string; label: string }[] {
  const byCode = new Map(release.areas.map((area) => [area.code, area]))
  const types = new Set(wholes(areaType, release).map(({ code }) => byCode.get(code)!.type))
  return [...types].map((type) => ({
    type,
    label: release.dimensions.areaTypes.find(({ includes }) => includes.includes(type))?.label.one ?? type,
  }))
}

/** Single areas as peers: ticking the first takes the place of whatever was chosen before. */
export const ownPeersOffer: Offer = (question, release, { peers }) => {
  const now = peers?.kind === 'areas' ? peers.codes : []
  const change = (codes: readonly string[]) => ({ peers: codes.length > 0 ? ({ kind: 'areas', codes } as const) : undefined }) // prettier-ignore
  return areaTicks('own-peers', 'Areas to hold them against', now, change, question, release)
}

/** Areas of one group, by its place among the groups. */
export const groupOffer =
  (at: number): Offer =>
  (question, release, { groups = [] }) => {
    const group = groups[at] ?? { name: '', codes: [] }
    const change = (codes: readonly string[]) => ({ groups: groups.map((one, i) => (i === at ? { ...one, codes } : one)) }) // prettier-ignore
    return areaTicks('group', `Areas of “${group.name}”`, group.codes, change, question, release)
  }

function areaTicks(
  word: Choices['word'],
  title: string,
  now: readonly string[],
  change: (codes: readonly string[]) => Partial<View>,
  question: Question,
  release: Release,
): Choices {
  const offered = areasOf(release, question.areaType, null, question.period).map(({ code }) => code)
  const options = [...new Set([...offered, ...now])]
    .map((code): Option => {
      const selected = now.includes(code)
      const next = selected ? now.filter((one) => one !== code) : [...now, code]
      return { id: code, label: areaName(code, release), selected, change: change(next) }
    })
    .sort((a, b) => a.label.localeCompare(b.label, 'en-GB'))
  return { word, title, many: true, groups: [{ label: '', options }] }
}

/** One more group, of these areas, under a name that none has yet; null where there is no room. */
export function withGroup({ groups = [] }: View, codes: readonly string[]): Partial<View> | null {
  if (groups.length >= MOST_GROUPS) return null
  const names = Array.from({ length: MOST_GROUPS + 1 }, (_, i) => `Group ${i + 1}`)
  const name = names.find((one) => groups.every((group) => group.name !== one))!
  return { groups: [...groups, { name, codes }] }
}

/** A group under another name, wherever the view speaks of it; null for a name that is empty or taken. */
export function renamedGroup(view: View, at: number, typed: string): Partial<View> | null {
  const { groups = [], peers, against } = view
  const [old, name] = [groups[at], groupName(typed)]
  if (!old || name === '' || groups.some((one, i) => i !== at && one.name === name)) return null
  return {
    groups: groups.map((one, i) => (i === at ? { ...one, name } : one)),
    ...(against === groupCode(old) && { against: groupCode({ name }) }),
    ...(peers?.kind === 'group' && peers.name === old.name && { peers: { kind: 'group', name } }),
  }
}

/** Without one group; what was held against it is held against the usual again. */
export function withoutGroup({ groups = [], peers, against }: View, at: number): Partial<View> {
  const old: AreaGroup | undefined = groups[at]
  return {
    groups: groups.filter((_, i) => i !== at),
    ...(old && against === groupCode(old) && { against: undefined }),
    ...(old && peers?.kind === 'group' && peers.name === old.name && { peers: undefined }),
  }
}
