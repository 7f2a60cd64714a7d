import type { Area } from '../../domain'
import { sumRecords, type SumOptions } from '../aggregate/sum'
import type { Counted } from '../counted'
import { peopleFrom, type People } from '../files/populations'
import { areasIn, textColumns } from '../files/text'
import { planOf } from '../plan/compile'
import type { Plan } from '../plan/plan'
import type { Recipe } from '../recipe/schema'
import { fileName, type Place } from '../run/database'

/** What `sumRecords` gives; other engines' sums take its place. */
type Summed = Pick<Counted, 'aggregates' | 'reports'>

/** The first half of a build: areas, plan, sums and populations of a recipe. Throws `ReleaseError`, never with a record's value. */
export async function countIn(
  recipe: Recipe,
  place: Place,
  options: SumOptions,
  summedElsewhere: ((plan: Plan) => Promise<Summed>) | null = null,
): Promise<Counted> {
  const areas = await areasIn(recipe, place)
  const plan = await planOf(recipe, areas)
  const summed = summedElsewhere ? await summedElsewhere(plan) : await sumRecords(plan, place, options)
  return { recipe, areas, plan, ...summed, people: await readPeople(recipe, areas, place) }
}

async function readPeople(recipe: Recipe, areas: readonly Area[], place: Place): Promise<People[]> {
  const database = await place.open()
  try {
    const people: People[] = []
    for (const population of recipe.populations) {
      const files = []
      for (const path of await place.named(population.files))
        files.push({ name: fileName(path), columns: await textColumns(path, place, database, population) })
      people.push(peopleFrom(files, population, recipe, areas))
    }
    return people
  } finally {
    database.close()
  }
}
