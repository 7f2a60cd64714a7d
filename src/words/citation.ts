import type { Release } from '../domain'
import { longDate } from './dates'
import { listed, stopped } from './grammar'

/** What a citation is made of. */
export interface Cited {
  release: Pick<Release, 'id' | 'title' | 'date' | 'identity' | 'synthetic' | 'facilities'>
  /** The sentence on the screen; empty where none stands. */
  finding: string
  /** Public address of the view; null where none leads there. */
  link: string | null
  /** ISO date of the day on which it was looked at. */
  accessed: string
}

const edition = ({ release }: Cited) => release.identity.slice(0, 8)
const year = ({ release }: Cited) => release.date.slice(0, 4)
const titleOf = ({ release }: Cited) =>
  release.synthetic && !release.title.includes('SYNTHETIC') ? `SYNTHETIC: ${release.title}` : release.title

/** One paragraph: who, when, what, which edition, the finding, where, and when it was looked at. */
export function citation(cited: Cited): string {
  const { release, finding, link, accessed } = cited
  const who = release.facilities.length > 0 ? `${listed(release.facilities)} (${year(cited)})` : `(${year(cited)})`
  const which = `Release of ${longDate(release.date)}, edition ${edition(cited)}`
  const where = link ? `${link} (accessed ${longDate(accessed)})` : `Accessed ${longDate(accessed)}`
  return [who, titleOf(cited), which, ...(finding ? [`“${finding}”`] : []), where].map(stopped).join(' ')
}

/** An entry for LaTeX and for reference managers. */
export function bibtex(cited: Cited): string {
  const { release, finding, link, accessed } = cited
  const fields = {
    author: release.facilities.map((name) => `{${escaped(name)}}`).join(' and '),
    title: `{${escaped(titleOf(cited))}}`,
    year: year(cited),
    date: release.date,
    version: edition(cited),
    note: finding && escaped(finding),
    // Of an address nothing but braces has to be told from the entry's own.
    url: link?.replace(/[{}\\]/g, (sign) => encodeURIComponent(sign)) ?? '',
    urldate: accessed,
  }
  const lines = Object.entries(fields).flatMap(([name, text]) => (text ? [`  ${name} = {${text}}`] : []))
  return `@misc{${release.id.replace(/[^\w-]+/g, '-')}-${edition(cited)},\n${lines.join(',\n')}\n}\n`
}

const TEX: Readonly<Record<string, string>> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' } // prettier-ignore
const escaped = (text: string) => text.replace(/[\\~^&%$#_{}]/g, (sign) => TEX[sign] ?? `\\${sign}`)

/** An entry as EndNote, Zotero and Mendeley read it (RIS), lines ended as that asks. */
export function ris(cited: Cited): string {
  const { release, finding, link, accessed } = cited
  const lines: [tag: string, text: string][] = [
    ['TY', 'DATA'],
    ...release.facilities.map((name): [string, string] => ['AU', name]),
    ['TI', titleOf(cited)],
    ['PY', year(cited)],
    ['DA', release.date.replaceAll('-', '/')],
    ['ET', edition(cited)],
    ['N1', finding],
    ['UR', link ?? ''],
    ['Y2', accessed.replaceAll('-', '/')],
  ]
  const told = lines.flatMap(([tag, text]) => (text ? [`${tag}  - ${text.replace(/\s+/g, ' ')}`] : []))
  return `${[...told, 'ER  - '].join('\r\n')}\r\n`
}
