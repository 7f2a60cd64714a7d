import { regionInputs } from './inputs'
import { regions } from './places'
import { topics } from './topics'

/** Small enough for a tab on an old laptop, with every kind of table. */
const TRIAL = { region: 'gm', topic: 'copd-admissions' } as const

/** Made-up records of one topic in one region, with all that making a release of them needs; about 50,000 rows. */
export function trialFiles(): File[] {
  const region = regions.filter(({ id }) => id === TRIAL.region)
  const chosen = topics.filter(({ indicator }) => indicator.id === TRIAL.topic)
  return region.flatMap((one) =>
    regionInputs(one, { topics: chosen }).map(([name, pieces]) => new File([...pieces], name)),
  )
}
