import type { Question, StudyId } from '../../domain'

/**
 * Seed of a study's draws: the same question gives the same everywhere (FNV-1a, 32 bits, over what the question says in one order).
 * What the reader marks does not change what is drawn.
 */
export function seedOf(question: Question, study: StudyId): number {
  const { indicator, areaType, within, period, sex, ages, category, comparator } = question
  const text = JSON.stringify([study, indicator, areaType, within, period, sex, ages, category, comparator])
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
