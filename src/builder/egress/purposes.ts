/** What each file of the pack is for. The first that fits counts. */
const PURPOSES: readonly (readonly [RegExp, string])[] = [
  [/^summary\.html$/, 'What an output checker needs to know, on a page to print.'],
  [/^summary\.md$/, 'The same as plain text.'],
  [
    /^before-and-after\//,
    'True counts beside what is published of them, cell by cell. True counts: must not leave the facility.',
  ],
  [/^csv\//, 'The release itself as CSV, for whoever cannot read Parquet; found equal to it cell by cell.'],
  [
    /^counts\//,
    'True counts and rounded values for making the next edition, so that unchanged cells keep their rounding. Must not leave the facility.',
  ],
  [/^check\.json$/, 'What the attacks on the release found, for machines, with figures and cells.'],
  [/^policy\.json$/, 'The disclosure rules in full, dominance among them. Must not be published.'],
  [/^recipe\.json$/, 'What was counted, from which records, and how.'],
  [/^workflow\//, 'The recipe as a workflow, as the Five Safes RO-Crate asks.'],
  [/^records\.txt$/, 'How many records were read, counted and left out, and why.'],
  [/^ro-crate-metadata\.json$/, 'Where everything comes from and who checks it, as a Five Safes RO-Crate.'],
  [/^manifest\.json$/, 'Every file of this pack with its hash.'],
]

/** In plain words; empty for a file that is no part of a pack. */
export const purposeOf = (path: string) => PURPOSES.find(([fits]) => fits.test(path))?.[1] ?? ''

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  md: 'text/markdown',
  html: 'text/html',
  txt: 'text/plain',
}

export const mediaType = (path: string) => TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
