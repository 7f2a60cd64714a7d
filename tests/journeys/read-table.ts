import Papa from 'papaparse'

/** Header and rows of a file that Cairn wrote: they stand below its notes and an empty line. */
export function readTable(content: Buffer): { header: string[]; rows: string[][]; notes: string[] } {
  const lines = Papa.parse<string[]>(
    content
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimEnd(),
  ).data
  const gap = lines.findIndex((fields) => fields.length === 1 && fields[0] === '')
  const [header = [], ...rows] = lines.slice(gap + 1)
  return { header, rows, notes: lines.slice(0, gap).map((fields) => fields[0] ?? '') }
}
