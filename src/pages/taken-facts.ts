import type { Check, Indicator, NamedLink, Release } from '../domain'
import type { ShownTable } from '../exports/table-listing'

type Fact = readonly [part: string, name: string, text: string]

/** What is told of a release, an indicator and the checks that were run, as rows of words. */
export function factsTable(release: Release, indicator: Indicator | undefined, checks: readonly Check[]): ShownTable {
  const facts = [...(indicator ? indicatorFacts(indicator) : []), ...releaseFacts(release), ...checks.map(checkFact)]
  return {
    caption: `${release.synthetic ? 'SYNTHETIC: ' : ''}About ${indicator ? indicator.name : release.title}`,
    columns: [
      { id: 'fact', header: 'Fact' },
      { id: 'text', header: 'Text' },
    ],
    rows: facts.filter(([, , text]) => text !== '').map(([part, name, text]) => ({ key: part, raw: [name, text] })),
  }
}

function indicatorFacts(indicator: Indicator): Fact[] {
  const { name, definition, rationale, numerator, denominator, unit, standard, method, polarity, periodType, source, disclosure } = indicator // prettier-ignore
  const facts = { Name: name, Definition: definition, 'Why it matters': rationale, 'What is counted': numerator, 'Among whom': denominator, 'Printed as': unit, 'Standard population': standard ?? '', 'How it is calculated': method, Polarity: polarity, Period: periodType, Source: source, 'Protecting people': disclosure } // prettier-ignore
  return [
    ...Object.entries(facts).map(([fact, text]): Fact => ['indicator', fact, text]),
    ...indicator.breaks.map(({ period, why }): Fact => ['indicator', `Break from ${period}`, why]),
    ...indicator.caveats.map((text): Fact => ['indicator', 'Read with care', text]),
  ]
}

const said = (links: readonly NamedLink[]) =>
  links.map(({ title, path }) => (path ? `${title} (${path})` : title)).join('; ')

function releaseFacts(release: Release): Fact[] {
  const { title, description, date, facilities, protection, synthetic, licences, sources, contributors, scoreName, identity } = release // prettier-ignore
  const facts = { Title: title, About: description, Date: date, 'Released by': facilities.join(', '), Protection: protection.label, 'Made up?': synthetic ? 'SYNTHETIC: areas bear real names; every number is made up.' : 'No.', Licences: said(licences), Sources: said(sources), Contributors: said(contributors), 'Deprivation score': scoreName ?? '', Identity: identity } // prettier-ignore
  return [
    ...Object.entries(facts).map(([fact, text]): Fact => ['release', fact, text]),
    ...release.notes.map((text): Fact => ['release', 'Note', text]),
  ]
}

const checkFact = ({ name, outcome, detail }: Check): Fact => ['check', name, [outcome, detail].filter(Boolean).join(': ')] // prettier-ignore
