import type { CDPSession } from 'playwright-core'

/** A node of the accessibility tree: all that a screen reader is given of a page. */
export interface Heard {
  role: string
  name: string
  description: string
  value: string
  live: boolean
  level: number | null
  /** The element behind it, to be acted on. */
  element: number
  children: Heard[]
}

/** What a reading cursor stops at: a widget, or a run of text. */
export interface Line {
  text: string
  role: string
  /** Elements that it lies in, itself among them. */
  within: readonly number[]
}

type Sent = Awaited<ReturnType<typeof fullTree>>['nodes'][number]

const fullTree = (cdp: CDPSession) => cdp.send('Accessibility.getFullAXTree')
const plain = (text: unknown) => String(text ?? '').replace(/\s+/g, ' ').trim() // prettier-ignore

function heard({ role, name, description, value, properties = [], backendDOMNodeId }: Sent, children: Heard[]): Heard {
  const property = (wanted: string) => properties.find((one) => one.name === wanted)?.value.value as unknown
  return {
    role: String(role?.value ?? ''),
    name: plain(name?.value),
    description: plain(description?.value),
    value: plain(value?.value),
    live: property('live') === 'polite' || property('live') === 'assertive',
    level: (property('level') as number | undefined) ?? null,
    element: backendDOMNodeId ?? -1,
    children,
  }
}

/** The tree of the page as it is now, without what is hidden from those who listen. */
export async function treeOf(cdp: CDPSession): Promise<Heard> {
  const { nodes } = await fullTree(cdp)
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const exposed = (id: string): Heard[] => {
    const node = byId.get(id)
    if (!node || node.role?.value === 'InlineTextBox') return []
    const children = (node.childIds ?? []).flatMap(exposed)
    return node.ignored ? children : [heard(node, children)]
  }
  const [root] = nodes[0] ? exposed(nodes[0].nodeId) : []
  if (!root) throw new Error('the page has no accessibility tree')
  return root
}

/** The node that has the focus, or the one that it says is active. */
export async function focusOf(cdp: CDPSession): Promise<Heard> {
  const { result } = await cdp.send('Runtime.evaluate', { expression: 'document.activeElement' })
  const only = { fetchRelatives: false }
  const [at] = (await cdp.send('Accessibility.getPartialAXTree', { objectId: result.objectId, ...only })).nodes
  const active = at?.properties?.find(({ name }) => name === 'activedescendant')?.value.relatedNodes?.[0]
  const backendNodeId = active?.backendDOMNodeId
  const [meant] = backendNodeId ? (await cdp.send('Accessibility.getPartialAXTree', { backendNodeId, ...only })).nodes : [at] // prettier-ignore
  if (!meant) throw new Error('nothing has the focus')
  return heard(meant, [])
}

/** Every node in reading order. */
export function* nodesOf(node: Heard): Generator<Heard> {
  yield node
  for (const child of node.children) yield* nodesOf(child)
}

export const byRole = (root: Heard, role: string): Heard[] => [...nodesOf(root)].filter((node) => node.role === role)

/** What a reading cursor takes as one. */
const WIDGETS = 'button checkbox combobox DisclosureTriangle heading link option radio searchbox textbox'.split(' ')
/** Whose name says all of it. */
const NAMED = [...WIDGETS, 'StaticText', 'cell', 'columnheader', 'gridcell', 'rowheader']
const INLINE = ['StaticText', 'strong', 'emphasis', 'code', 'generic', 'LabelText', 'superscript', 'subscript', 'mark']

/** A node as it is spoken: its name, what it holds, what describes it; or all text in it. */
export function said(node: Heard): string {
  const own = [node.name, node.value, node.description]
  if (NAMED.includes(node.role)) return plain(own.join(' '))
  return plain(node.children.map(said).join(' ')) || plain(own.join(' '))
}

/** The page as a reading cursor goes through it. */
export function linesOf(root: Heard): Line[] {
  const lines: Line[] = []
  let open: Line | null = null
  const visit = (node: Heard, within: readonly number[]) => {
    const here = [...within, node.element]
    const inline = INLINE.includes(node.role)
    if (!inline) open = null
    if (WIDGETS.includes(node.role)) lines.push({ text: said(node), role: node.role, within: here })
    else if (node.role !== 'StaticText') for (const child of node.children) visit(child, here)
    else if (open) open.text = plain(`${open.text} ${node.name}`)
    else if (node.name !== '') lines.push((open = { text: node.name, role: 'text', within: here }))
    if (!inline) open = null
  }
  visit(root, [])
  return lines
}

/** The lines after the one in focus; of a part of the page that has the focus, the lines in it. */
export function linesAfter(root: Heard, focus: Heard): string[] {
  const lines = linesOf(root)
  const first = lines.findIndex(({ within }) => within.includes(focus.element))
  const own = lines[first]?.within.at(-1) === focus.element ? 1 : 0
  return first < 0 ? [] : lines.slice(first + own).map(({ text }) => text)
}
