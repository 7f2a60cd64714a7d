import { fileName } from '../exports/name'
import type { Brief } from './gather'

/** `SYNTHETIC-brief-salford-e08000006-breathing.html`; indicators are named where they were chosen one by one. */
export function briefFileName({ area, topic, all, indicators, release }: Brief, extension: 'html' | 'pdf'): string {
  const about = topic !== null ? [topic] : all ? [] : indicators.map(({ id }) => id)
  return fileName(['brief', area.name, area.code, ...about], extension, release.synthetic)
}
