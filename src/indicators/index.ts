import type { IndicatorKind } from '../domain'
import { dsr } from './dsr'
import type { Kind } from './kind'
import { lifeExpectancyKind } from './life-expectancy'
import { mean } from './mean'
import { proportion } from './proportion'
import { rate } from './rate'
import { ratio } from './ratio'

/** Kinds that are worked out from counts; `published` ones are read as they came (`published.ts`). */
export const KINDS: Readonly<Record<Exclude<IndicatorKind, 'published'>, Kind>> = { proportion, rate, dsr, ratio, mean, 'life-expectancy': lifeExpectancyKind } // prettier-ignore

export * from './cells'
export * from './figures'
export * from './kind'
export { isLifetime } from './life-expectancy'
export * from './noise'
export * from './published'
