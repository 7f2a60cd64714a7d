import { figureNames, figures } from '../../src/imports/fingertips/rows'

const columns = [
  'Indicator ID', 'Indicator Name', 'Parent Code', 'Parent Name', 'Area Code', 'Area Name', 'Area Type', 'Sex', 'Age',
  'Category Type', 'Category', 'Time period', ...figureNames.map((name) => figures[name]), 'Value note', 'Recent Trend',
  'New data', 'Time period Sortable', 'Time period range',
] // prettier-ignore

export type DownloadRow = Partial<Record<(typeof columns)[number], string | number>>

const usual: DownloadRow = {
  'Indicator ID': 1,
  'Indicator Name': 'Asthma prevalence',
  'Parent Code': 'E12000002',
  'Parent Name': 'North West region (statistical)',
  'Area Code': 'E08000003',
  'Area Name': 'Manchester',
  'Area Type': 'Counties and Unitary Authorities',
  'Sex': 'Persons',
  'Age': 'All ages',
  'Time period': '2020',
  'Time period Sortable': '20200000',
  'Time period range': '1y',
  'Value': 20,
  'Lower CI 95.0 limit': 15,
  'Upper CI 95.0 limit': 26,
  'Count': 40,
  'Denominator': 200,
} // prettier-ignore

/** Text of a made-up download: each row is the usual one with what is given changed. */
export function download(rows: readonly DownloadRow[], { extra = '' } = {}): string {
  const lines = rows.map((row) => columns.map((name) => quote(String({ ...usual, ...row }[name] ?? ''))).join(','))
  return `\ufeff${[columns.join(','), ...lines].join('\r\n')}\r\n${extra}`
}

const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)

export const salford = { 'Area Code': 'E08000006', 'Area Name': 'Salford' }
export const england = {
  'Area Code': 'E92000001', 'Area Name': 'England', 'Area Type': 'England', 'Parent Code': '', 'Parent Name': '',
} // prettier-ignore

/** A list of indicators that knows indicator 1. */
export const indicators = (valueType = 'Proportion', more = 'Low is good,Quintiles,Calendar,annually') =>
  `indicator_id,name,value_type,polarity,benchmark_method,period_type,frequency\n1,Asthma prevalence,${valueType},${more}\n`
