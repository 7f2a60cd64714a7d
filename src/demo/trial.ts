import type { RecipeInput } from '../builder'
import { RECIPE_FILE, regionInputs } from './inputs'
import { regions, type Region } from './places'
import { demoRecipe } from './recipe'
import type { Topic } from './topic'
import { topics } from './topics'

/** Small enough for a tab on an old laptop, with every kind of table. */
const TRIAL = { region: 'gm', topic: 'copd-admissions' } as const

/** Made-up records of one topic in one region, with all that making a release of them needs; about 50,000 rows. */
export function trialFiles(): File[] {
  const region = regions.filter(({ id }) => id === TRIAL.region)
  const chosen = topics.filter(({ indicator }) => indicator.id === TRIAL.topic)
  return region.flatMap((one) =>
    regionInputs(one, { topics: chosen }).map(([name, pieces]) =>
      name === RECIPE_FILE ? recipeFile(one, chosen) : new File([...pieces], name),
    ),
  )
}

const recipeFile = (region: Region, chosen: readonly Topic[]) =>
  new File([JSON.stringify(trialRecipe(region, chosen), null, 2)], RECIPE_FILE)

/** The demo's recipe under an id and a title of its own: what comes of it is no edition of the demo's release. */
function trialRecipe(region: Region, chosen: readonly Topic[]): RecipeInput {
  const names = chosen.map(({ indicator }) => indicator.shortName).join(', ')
  return {
    ...demoRecipe({ region, topics: chosen }),
    id: 'trial',
    title: `SYNTHETIC trial: ${names} in ${region.name}`,
    description: `${names} in the local authorities of ${region.name}, 2015 to 2024, to try out how a release is made. Names and codes of places are real; every person, event and number is made up by a computer from one seed. Draw no conclusion about any place from it.`,
  }
}
