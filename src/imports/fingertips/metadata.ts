import Papa from 'papaparse'
import { ReleaseError } from '../../domain'

/** What a list of indicators says about one of them; empty where it says nothing. */
export interface IndicatorMetadata {
  name: string
  valueType: string
  polarity: string
  benchmark: string
  periodType: string
  frequency: string
  definition: string
  rationale: string
  numerator: string
  denominator: string
  caveats: string
}

/** What a list of areas says about one of them. */
export interface AreaMetadata {
  code: string
  name: string
  type: string
  parents: readonly string[]
}

const records = (csv: string) =>
  Papa.parse<Record<string, string>>(csv.replace(/^\ufeff/, ''), {
    header: true,
    skipEmptyLines: true,
    transformHeader: (name) =>
      name
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
  })

/**
 * A list of indicators: columns `indicator_id` and `name` (or `indicator`), and any of `value_type`, `polarity`,
 * `benchmark_method`, `period_type`, `frequency`, `definition`, `rationale`, … Throws ReleaseError without the first.
 */
export function readIndicatorList(csv: string): Map<string, IndicatorMetadata> {
  const { data, meta } = records(csv)
  mustHave(meta.fields ?? [], ['indicator_id'], 'list of indicators')
  return new Map(data.map((record) => [field(record, 'indicator_id'), metadataOf(record)]))
}

function metadataOf(record: Record<string, string>): IndicatorMetadata {
  return {
    name: field(record, 'name', 'indicator', 'indicator_name'),
    valueType: field(record, 'value_type'),
    polarity: field(record, 'polarity'),
    benchmark: field(record, 'benchmark_method', 'benchmarking_method'),
    periodType: field(record, 'period_type', 'year_type'),
    frequency: field(record, 'frequency'),
    definition: field(record, 'definition', 'indicator_definition'),
    rationale: field(record, 'rationale'),
    numerator: field(record, 'numerator', 'definition_of_numerator'),
    denominator: field(record, 'denominator', 'definition_of_denominator'),
    caveats: field(record, 'caveats'),
  }
}

/** A list of areas: columns `code`, `name`, `type`, `parents` (`;` between). Throws ReleaseError without `code`. */
export function readAreaList(csv: string): Map<string, AreaMetadata> {
  const { data, meta } = records(csv)
  mustHave(meta.fields ?? [], ['code', 'name'], 'list of areas')
  return new Map(
    data.map((record) => {
      const parents = field(record, 'parents', 'parent').split(';').map((code) => code.trim()) // prettier-ignore
      const code = field(record, 'code')
      return [
        code,
        { code, name: field(record, 'name'), type: field(record, 'type'), parents: parents.filter(Boolean) },
      ]
    }),
  )
}

const field = (record: Record<string, string>, ...names: string[]) =>
  names.map((name) => record[name]?.trim() ?? '').find((text) => text !== '') ?? ''

function mustHave(found: readonly string[], expected: readonly string[], what: string): void {
  if (expected.every((name) => found.includes(name))) return
  throw new ReleaseError(`This is not a ${what}`, {
    found: `columns ${found.slice(0, 12).join(', ') || '(none)'}`,
    expected: `columns ${expected.join(', ')}`,
  })
}
