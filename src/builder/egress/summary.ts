import type { AttackResult } from '../../disclosure'
import type { Table } from '../../domain'
import { controlRows, controlsOf } from './controls'
import { areasInWords, decimals, grouped, several, spanOf, type Facts } from './facts'
import { mediaType, purposeOf } from './purposes'
import type { Section, Sheet } from './sheet'

/** The page for output checkers: first what it is and how it was kept safe, then the lists of files. `paths`: files of the pack. */
export function summarySheet(facts: Facts, paths: readonly string[]): Sheet {
  const { release, by } = facts
  const facility = release.facilities.join(', ')
  return {
    title: `For the output checkers: ${release.title}`,
    banner: [
      ...(release.synthetic ? ['SYNTHETIC: every number here is made up.'] : []),
      'Holds true counts and the full rules: must not leave the facility.',
    ].join(' '),
    lead: [
      `Release ${release.id} of ${release.date}, ${facility}${by ? `; pack made by ${by}` : ''}. Identity (SHA-256 of its description): ${release.identity}.`,
    ],
    sections: [
      purpose(facts),
      attacks(facts),
      {
        heading: 'Controls',
        table: { head: ['Rule', 'As set', 'Rule', 'As set'], rows: sideBySide(controlRows(facts)) },
      },
      indicators(facts),
      editions(facts),
      records(facts),
      proof(facts),
      signatures(),
      counted(facts),
      attacksInFull(facts),
      releaseFiles(facts),
      packFiles(paths),
    ],
  }
}

/** Rows of two columns as rows of four, half as many. */
function sideBySide(rows: readonly string[][]): string[][] {
  const half = Math.ceil(rows.length / 2)
  return rows.slice(0, half).map((row, at) => [...row, ...(rows[half + at] ?? ['', ''])])
}

function purpose({ release }: Facts): Section {
  const population = [areasInWords(release), spanOf(release)].filter(Boolean).join('; ')
  const text = [
    release.description,
    `Population: ${population}. Indicators: ${release.indicators.length}, listed below.`,
  ]
  return { heading: 'What it is for', text: text.filter(Boolean) }
}

function counted({ release }: Facts): Section {
  const rows = release.indicators.map(({ name, counts, among, definition }) => [name, counts, among, definition])
  return {
    heading: 'What is counted',
    apart: true,
    table: { head: ['Indicator', 'Counts', 'Among', 'Definition'], rows },
  }
}

function attacks({ results }: Facts): Section {
  if (results.length === 0) return { heading: 'Attacked as published', text: ['No attack was run.'] }
  const of = (outcome: AttackResult['outcome']) => results.filter((one) => one.outcome === outcome)
  const intervals = results.find(({ attack, outcome }) => attack === '1' && outcome !== 'not-applicable')?.figures
  const worst = of('failed').find(({ worst: cells }) => cells.length > 0)
  const text = [
    `${several(results.length, 'attack', 'attacks')}: ${of('passed').length} found nothing, ${of('failed').length} got through, ${of('not-applicable').length} not applicable.`,
    intervals
      ? `Narrowest interval of a small cell: ${several(intervals['narrowest'] ?? 0, 'possible value', 'possible values')}, of ${several(intervals['examined'] ?? 0, 'cell', 'cells')} attacked. If empty cells were known, ${several(intervals['zerosKnown'] ?? 0, 'cell', 'cells')} would have fewer than asked. Worst cell: ${worst ? `${worst.worst[0]} (attack ${worst.attack})` : 'none fails an attack'}.`
      : 'No intervals were attacked.',
  ]
  const broke = of('failed').map(({ attack, name }) => `${attack} ${name}`)
  if (broke.length > 0) text.push(`Got through: ${broke.join('; ')}.`)
  text.push('Each attack stands further below, with its figures.')
  return { heading: 'Attacked as published', text }
}

/** Every attack once: what it found, or why it could not be made. */
function attacksInFull({ results }: Facts): Section {
  const rows = results.map(({ attack, name, outcome, detail, figures, worst }) => [
    attack,
    name,
    outcome === 'not-applicable' ? 'not applicable' : outcome,
    detail,
    figuresInWords(figures),
    worst.join('; '),
  ])
  const head = ['', 'Attack', 'Outcome', 'What was found, or why not', 'Figures', 'Cells']
  return { heading: 'Attacks in full', table: { head, rows, whole: 1 } }
}

const figuresInWords = (figures: AttackResult['figures']) =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${Number.isInteger(value) ? grouped(value) : decimals(value)}`)
    .join(', ')

function indicators({ built, release }: Facts): Section {
  const rows = built.indicators.map(({ id, after: { report } }) => {
    const { rounding } = report
    return [
      release.indicators.find((one) => one.id === id)?.shortName ?? id,
      grouped(report.shown + report.rounded + report.hidden),
      grouped(report.shown),
      grouped(report.rounded),
      grouped(report.hidden),
      grouped(report.secondaries),
      rounding ? decimals(rounding.meanError) : 'none',
      rounding ? decimals(rounding.nearestError) : 'none',
      grouped(rounding?.relaxed ?? 0),
    ]
  })
  const head = [
    'Indicator',
    'Cells',
    'Shown',
    'Rounded',
    'Hidden',
    'Only for others',
    'Mean error',
    'Of nearest rounding',
    'A base or more away',
  ]
  return { heading: 'What was done to the counts', table: { head, rows } }
}

function editions({ editions: found }: Facts): Section {
  if (found.length === 0) return { heading: 'Earlier releases', text: ['None was given to compare with.'] }
  const rows = found.map(({ title, date, identity, same, changed, added, gone }) => [
    `${title}, ${date} (${identity.slice(0, 16)})`,
    ...[same, changed, added, gone].map(grouped),
  ])
  const head = ['Earlier release', 'Cells unchanged', 'Changed', 'Only in this one', 'Only in that one']
  return { heading: 'Differences from earlier releases', table: { head, rows } }
}

function records({ counted: { reports } }: Facts): Section {
  const rows = reports.map(({ records: id, read, counted, leftOut, notes }) => [
    id,
    grouped(read),
    grouped(counted),
    leftOut.map((one) => `${grouped(one.records)} ${one.words}`).join('; ') || 'none',
    notes.map((one) => `${grouped(one.records)} ${one.words}`).join('; ') || 'none',
  ])
  return {
    heading: 'Records',
    table: { head: ['Records', 'Read', 'Counted', 'Left out', 'Counted, with a note'], rows },
  }
}

const proof = ({ proof: { files, tables, rows, cells } }: Facts): Section => ({
  heading: 'CSV view',
  text: [
    `Equal to the release as written: ${several(files, 'CSV file', 'CSV files')} with ${several(tables, 'table', 'tables')} were read back and held against the Parquet, ${grouped(rows)} rows and ${grouped(cells)} cells, without a difference. A text that a spreadsheet would run as a formula stands behind an apostrophe.`,
  ],
})

const signatures = (): Section => ({
  heading: 'Who must sign',
  table: {
    head: ['Role', 'Vouches that', 'Name', 'Date', 'Signature'],
    rows: [
      ['Builder', 'it was made of these records by these rules', '', '', ''],
      ['Checker', 'it was attacked and looked at as this page says', '', '', ''],
      ['Owner', 'it may leave the facility', '', '', ''],
    ],
  },
})

function releaseFiles({ release, files, built, policy }: Facts): Section {
  const rows = files.map(({ path, bytes, sha256 }) => {
    const table = release.tables.find((one) => one.path === path)
    const [what, who, how] = table ? tableInWords(table) : otherFile(path)
    return [path, grouped(bytes), what, who, how, sha256.slice(0, 16)]
  })
  return {
    heading: 'Files of the release: what may leave once signed',
    table: { head: ['File', 'Bytes', 'Purpose', 'Population', 'Controls', 'SHA-256 begins'], rows },
  }

  function tableInWords({ id, shape, axes }: Table): [string, string, string] {
    const by = axes.map(({ name, members }) => `${name} (${grouped(members.length)})`).join(' × ')
    if (shape === 'population') return [`People by ${by}`, 'everybody, as published elsewhere', 'public']
    const indicator = release.indicators.find(({ tables }) => tables.includes(id))
    const draft = built.draft.tables.find((one) => one.id === id)
    return [`${indicator?.counts ?? id} by ${by}`, indicator?.among ?? '', draft ? controlsOf(policy, draft) : '']
  }
}

function otherFile(path: string): [string, string, string] {
  if (path.startsWith('summary.'))
    return ['Answers of the front page', 'as the tables', 'calculated from the released counts']
  const what =
    path === 'datapackage.json'
      ? 'Description of the release'
      : path.startsWith('areas.')
        ? 'Areas'
        : /^(boundaries|layout)\./.test(path)
          ? 'Shapes for maps'
          : 'Signatures and what goes with them'
  return [what, 'no counts of people', 'public']
}

function packFiles(paths: readonly string[]): Section {
  const groups = new Map<string, string[]>()
  for (const path of paths) groups.set(purposeOf(path), [...(groups.get(purposeOf(path)) ?? []), path])
  const rows = [...groups].map(([what, of]) => {
    const [first = ''] = of
    const folder = first.includes('/') ? first.slice(0, first.indexOf('/') + 1) : first
    return [folder, String(of.length), mediaType(first), what]
  })
  return {
    heading: 'Files of this pack: what stays inside',
    table: { head: ['Where', 'Files', 'Kind', 'Purpose'], rows },
  }
}
