import { hexBoundaries } from './boundaries'
import { hexLayout } from './hexagons'
import type { Region } from './places'
import { policyOf } from './policies'
import { populationCsv, POPULATION_KINDS } from './populationCsv'
import { demoRecipe } from './recipe'
import type { PatientRecord } from './record'
import { records, type RecordOptions } from './records'
import { recordsCsv } from './recordsCsv'

/** Boundaries and hexagons of all four regions, with the sides that areas of different regions share. */
export const northShapes = () => ({ boundaries: hexBoundaries(), layout: hexLayout() })

/** Names of the files that a region's builder is started with. */
export const RECIPE_FILE = 'recipe.json'
export const POLICY_FILE = 'policy.json'

export interface InputOptions extends RecordOptions {
  /** Called with every record on its way. */
  onRecord?(record: PatientRecord): void
}

/** Everything that a region's facility would have before Cairn: records, populations, recipe, policy, shapes. By file name, in pieces. */
export function regionInputs(
  region: Region,
  { onRecord, ...options }: InputOptions = {},
): [file: string, pieces: Iterable<string>][] {
  const json = (content: unknown) => [`${JSON.stringify(content, null, 2)}\n`]
  return [
    [RECIPE_FILE, json(demoRecipe({ region, topics: options.topics }))],
    [POLICY_FILE, json(policyOf(region))],
    ['boundaries.json', json(hexBoundaries(region))],
    ['layout.json', json(hexLayout(region))],
    ...POPULATION_KINDS.map((kind): [string, string[]] => [
      kind === 'population' ? 'population.csv' : `population-${kind}.csv`,
      [populationCsv(kind, region.id)],
    ]),
    [`records-${region.id}.csv`, recordsCsv(watched(records({ ...options, region: region.id }), onRecord))],
  ]
}

function* watched(all: Iterable<PatientRecord>, onRecord: InputOptions['onRecord']): Generator<PatientRecord> {
  for (const record of all) {
    onRecord?.(record)
    yield record
  }
}
