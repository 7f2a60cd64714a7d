import {
  ebIndex,
  geary,
  getisOrd,
  getisOrdStar,
  globalG,
  localGeary,
  marshallGlobal,
  marshallLocal,
  moran,
  spatialWeights,
  withSelf,
} from '../../../src/statistics/space'
import type { ReferenceMethod } from '../kit'
import { countsOf, neighboursIn, valuesOf, weightsIn } from './space/inputs'
import { localMoranFile, permutationFile } from './space/local'
import { weightsFile } from './space/weights'

const moranFile: ReferenceMethod = {
  file: 'moran_global',
  proves: ['space/moran'],
  compute(one) {
    const [values, weights] = [valuesOf(one), weightsIn(one)]
    const linked = moran(values, weights)
    const all = moran(values, weights, { countIslands: true })
    return {
      I: linked.value,
      EI: linked.expectation,
      VI_rand: linked.randomisation?.variance,
      z_rand: linked.randomisation?.z,
      p_rand_two_sided: linked.randomisation?.p,
      VI_norm: linked.normality?.variance,
      z_norm: linked.normality?.z,
      p_norm_two_sided: linked.normality?.p,
      kurtosis: linked.kurtosis,
      I_full_n: all.value,
      EI_full_n: all.expectation,
      VI_rand_full_n: all.randomisation?.variance,
    }
  },
  limit: (column) => ({ relative: column.startsWith('p_') ? 1e-7 : 1e-10 }),
}

const gearyFile: ReferenceMethod = {
  file: 'geary_global_local',
  proves: ['space/geary'],
  compute(one) {
    const [values, weights] = [valuesOf(one), weightsIn(one)]
    const found = geary(values, weights)
    return {
      C: found.value,
      EC: found.expectation,
      VC_rand: found.randomisation?.variance,
      z_rand: found.randomisation?.z,
      VC_norm: found.normality?.variance,
      p_rand_two_sided: found.randomisation?.p,
      local_c: localGeary(values, weights),
    }
  },
  limit: (column) => ({ relative: column.startsWith('p_') ? 1e-7 : 1e-10 }),
}

const getisOrdFile: ReferenceMethod = {
  file: 'getis_ord',
  proves: ['space/getis-ord', 'space/global-g'],
  compute(one) {
    const [values, weights] = [valuesOf(one), weightsIn(one)]
    const others = getisOrd(values, weights)
    const star = getisOrdStar(values, spatialWeights(withSelf(neighboursIn(one)), weights.style))
    const whole = globalG(values, weights)
    return {
      G_z: others.z,
      G: others.value,
      EG: others.expectation,
      VG: others.variance,
      Gstar_z: star.z,
      Gstar: star.value,
      EGstar: star.expectation,
      VGstar: star.variance,
      global_G: whole.value,
      global_EG: whole.expectation,
      global_VG: whole.randomisation?.variance,
      global_z: whole.randomisation?.z,
    }
  },
  limit: () => ({ relative: 1e-9 }),
}

const marshallFile: ReferenceMethod = {
  file: 'eb_marshall',
  proves: ['space/marshall', 'space/eb-index'],
  compute(one) {
    const [{ counts, populations }, neighbours] = [countsOf(one), neighboursIn(one)]
    const whole = marshallGlobal(counts, populations)
    const own = marshallLocal(counts, populations, neighbours, 'own')
    const window = marshallLocal(counts, populations, neighbours)
    const index = ebIndex(counts, populations, spatialWeights(neighbours, 'W'))
    return {
      raw: whole.raw,
      global_eb: whole.smoothed,
      a: whole.variance,
      b: whole.mean,
      global_eb_binomial: marshallGlobal(counts, populations, 'binomial').smoothed,
      local_eb: own.smoothed,
      local_a: own.variances,
      local_m: own.means,
      // R divides 0 by 0 where a window has no events and gives NaN; the file's notes ask for 0, as the project does.
      local_eb_geoda: window.smoothed.map((rate, area) => (window.means[area] === 0 ? NaN : rate)),
      local_a_geoda: window.variances,
      ebi_z: index.z,
      ebi_moran: index.value,
    }
  },
  limit: () => ({ relative: 1e-10 }),
}

export const space: readonly ReferenceMethod[] = [
  weightsFile,
  moranFile,
  localMoranFile,
  permutationFile,
  getisOrdFile,
  gearyFile,
  marshallFile,
]
