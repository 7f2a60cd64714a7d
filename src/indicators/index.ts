import type { IndicatorKind } from '../domain'
import { dsr } from './dsr'
import type { Kind } from './kind'
import { mean } from './mean'
import { proportion } from './proportion'
import { rate } from './rate'
import { ratio } from './ratio'

/** Kinds that are worked out from counts; `published` ones are read as they came (`published.ts`). */
export const KINDS: Readonly<Record<Exclude<IndicatorKind, 'published'>, Kind>> = { proportion, rate, dsr, ratio, mean }

export * from './cells'
export * from './figures'
export * from './kind'
export * from './noise'
export * from './published'
