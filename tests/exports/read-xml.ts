/** An element as it was read: names with their prefixes, text with its entities resolved. */
export interface Node {
  name: string
  attributes: Readonly<Record<string, string>>
  children: readonly Node[]
  /** Its own text and its children's. */
  text: string
}

const NAME = '[A-Za-z_][\\w.:-]*'
const TOKEN = new RegExp(`<\\?xml[^>]*\\?>|<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>|[^<]+`, 'y')
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** Whatever XML 1.0 does not count among its characters. */
const REFUSED = /(?![\t\n\r\u007f-\u009f])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u

/** Reads the XML that office files are made of, as strictly as they do: throws where it is not well-formed. */
export function readXml(xml: string): Node {
  if (REFUSED.test(xml)) throw new Error(`a character that XML refuses in ${xml.slice(0, 80)}`)
  const open: Open[] = [{ name: '', attributes: {}, children: [], text: '' }]
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < xml.length;) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(xml)
    if (!token) throw new Error(`not XML at ${at}: ${xml.slice(at, at + 80)}`)
    take(open, token)
  }
  const root = open[0]!.children[0]
  if (open.length !== 1 || open[0]!.children.length !== 1 || !root) throw new Error('elements that are not closed')
  return root
}

type Open = { name: string; attributes: Record<string, string>; children: Node[]; text: string }

function take(open: Open[], [whole, closing, name, attributes, empty]: RegExpExecArray): void {
  const top = open.at(-1)!
  if (name === undefined) {
    if (whole.startsWith('<?')) return
    top.text += resolved(whole)
  } else if (closing) {
    if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`)
    shut(open)
  } else {
    open.push({ name, attributes: attributesOf(attributes ?? ''), children: [], text: '' })
    if (empty) shut(open)
  }
}

function shut(open: Open[]): void {
  const done = open.pop()!
  open.at(-1)!.children.push(done)
  open.at(-1)!.text += done.text
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(new RegExp(`(${NAME})="([^"]*)"`, 'g'))) {
    if (name in found) throw new Error(`${name} twice`)
    // A reader takes a bare tab or line end in an attribute for a space.
    found[name] = resolved(value.replace(/[\t\r\n]/g, ' '))
  }
  return found
}

function resolved(text: string): string {
  // A bare carriage return is read as the end of a line.
  return text.replace(/\r\n?/g, '\n').replace(/&(#?\w+);|&/g, (_, entity?: string) => {
    const known = entity?.startsWith('#') ? String.fromCodePoint(Number(entity.slice(1))) : ENTITIES[entity ?? '']
    if (known === undefined) throw new Error(`&${entity ?? ''} is no entity`)
    return known
  })
}

/** All elements of a name, anywhere below. */
export function all(node: Node, name: string): Node[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])
}

/** The first of them; throws where there is none. */
export function one(node: Node, name: string): Node {
  const [found] = all(node, name)
  if (!found) throw new Error(`no ${name} in ${node.name}`)
  return found
}
