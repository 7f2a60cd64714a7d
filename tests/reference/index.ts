import { estimates } from './methods/estimates'
import { inequality } from './methods/inequality'
import { peers } from './methods/peers'
import { space } from './methods/space'
import { trend } from './methods/trend'
import { variation } from './methods/variation'
import type { ReferenceMethod } from './kit'

/** Reference files whose methods the project does not have yet, each with the reason. */
export const LATER: Readonly<Record<string, string>> = {
  bym2_posterior: 'Bayesian smoothing by simulation comes later',
  icar_mrf_smoothing: 'Gaussian Markov random fields come later',
  icar_scaling: 'Gaussian Markov random fields come later',
  joinpoint_grid: 'segmented trends come later',
  scan_kulldorff: 'the scan statistic comes later',
}

export const referenceMethods: readonly ReferenceMethod[] = [
  ...estimates,
  ...variation,
  ...inequality,
  ...trend,
  ...peers,
  ...space,
]
