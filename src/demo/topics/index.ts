import type { Topic } from '../topic'
import { abdominalPain } from './abdominalPain'
import { antibiotics } from './antibiotics'
import { asthma } from './asthma'
import { cancer } from './cancer'
import { copd } from './copd'
import { epilepsy } from './epilepsy'
import { falls } from './falls'
import { hypertension } from './hypertension'
import { liver } from './liver'
import { smi } from './smi'
import { smoking } from './smoking'
import { stroke } from './stroke'
import { urgentCare } from './urgentCare'

/** In the order of lists and of streams of chance: add new topics at the end. */
export const topics: readonly Topic[] = [
  stroke,
  copd,
  liver,
  epilepsy,
  antibiotics,
  asthma,
  falls,
  urgentCare,
  hypertension,
  smi,
  cancer,
  smoking,
  abdominalPain,
]
