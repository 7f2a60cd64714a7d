import type { Indicator, NamedLink, Study } from '../domain'
import { finding, sentence } from '../words'
import { citation } from '../words/citation'
import { longDate } from '../words/dates'
import { listed, stopped } from '../words/grammar'
import { inequalityFinding } from '../words/inequality'
import { trendFinding } from '../words/trend'
import type { Brief, Close } from './gather'
import { columns, facts, list, paragraph, section, text } from './html'
import { fragmentOf } from './links'

/** What each indicator means: the one looked at closely in full, the others in a sentence. */
export function definitions(brief: Brief): string {
  const lead = brief.close.value?.answer.indicator
  const others = brief.indicators.filter(({ id }) => id !== lead?.id)
  return section('definitions', 2, 'What the figures mean', [
    lead ? `<h3>${text(sentence(lead.shortName))}</h3>` : '',
    lead ? facts([...meaning(lead), ...lead.breaks.map(({ period, why }) => [`Break from ${period}`, why] as const), ['Read with care', lead.caveats.join(' ')]]) : '', // prettier-ignore
    others.length > 0 ? '<h3>The other indicators</h3>' : '',
    others.length > 0 ? columns(others.map(({ shortName, definition }) => [sentence(shortName), definition])) : '',
  ])
}

const meaning = ({ numerator, denominator, rationale, polarity }: Indicator): (readonly [string, string])[] => [
  // prettier-ignore
  ['What is counted', numerator],
  ['Among whom', denominator],
  ['Why it matters', rationale],
  ['Better or worse', polarity === 'neither' ? 'Neither: more is not by itself good or bad.' : polarity === 'high-is-good' ? 'Higher is better.' : 'Lower is better.'], // prettier-ignore
]

/** Of the answer's sentences, the one that names methods: it stands last and small. */
const METHODS = 'How it was calculated'

/** Intervals, rules, protection and what is hidden, a sentence each. */
export function sureness(brief: Brief): string {
  const { value: close } = brief.close
  if (!close) return ''
  const said = finding(close.answer).sure
  const sentences = [
    ...said.filter((one) => !one.startsWith(METHODS) && !one.startsWith('SYNTHETIC')),
    ...rulesOf(close),
  ]
  return section('sure', 2, 'How sure is this?', [
    list(sentences.filter((one, at) => sentences.indexOf(one) === at)),
    paragraph(said.find((one) => one.startsWith(METHODS)) ?? '', 'small'),
  ])
}

/** By which rules trends, groups and similar areas are told. */
function rulesOf({ series, trend, division, inequality, peers }: Close): string[] {
  const first = (sentences: readonly string[], many = 1) => sentences.filter((one) => !one.startsWith('SYNTHETIC')).slice(0, many) // prettier-ignore
  return [
    ...first((series.value && trendFinding(series.value, trend.value)?.sure) ?? []),
    ...first((division.value && inequalityFinding(division.value, inequality.value)?.sure) ?? [], 2),
    ...(peers.value ? peerNotes(peers.value) : []),
  ]
}

/** In what areas are alike, and that a difference is nobody's fault: the first two of its notes. */
const peerNotes = ({ notes, why }: Study): string[] => (why === null ? notes.slice(0, 2).map(stopped) : [])

/** Who released it, which edition, under which rules, and how to cite it. */
export function source(brief: Brief, base: string | null, made: string): string {
  const { release, findings } = brief
  const { title, date, facilities, identity, licences } = release
  const fragment = fragmentOf(brief, 'profile')
  const address = base === null ? null : `${base}#${fragment}`
  const cited = citation({ release, finding: findings.headline, link: address, accessed: made })
  return section('source', 2, 'Source', [
    facts([
      ['Release', `${title}, ${longDate(date)}`],
      ['Released by', listed(facilities)],
      ['Edition', identity],
      ['Licence', licences.map(({ title: name }: NamedLink) => name).join('; ')],
      ['How to cite', cited],
      ['See it in Cairn', base === null ? `Open this release in Cairn and put #${fragment} behind its address.` : ''],
    ]),
  ])
}
