import type { Indicator, Interval } from '../domain'

const formats = new Map<number, Intl.NumberFormat>()

/** `12,345.6` with exactly so many decimals, as written in Britain. */
export function formatFixed(value: number, decimals: number): string {
  let format = formats.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    formats.set(decimals, format)
  }
  const text = format.format(value)
  // A hyphen is skipped or read as a dash by screen readers, and is shorter than the plus that it stands against.
  return /^-[0.,]+$/.test(text) ? text.slice(1) : text.replace('-', '−')
}

/** Decimals that leave about three figures, whatever the unit. */
export function decimalsFor(value: number, indicator: Pick<Indicator, 'unit' | 'kind' | 'multiplier'>): number {
  const size = Math.abs(Number(value.toPrecision(3)))
  if (size === 0) return indicator.unit === '%' ? 1 : 0
  if (indicator.unit === '%') return size >= 1 ? 1 : size >= 0.1 ? 2 : 3
  if (indicator.kind === 'ratio' && indicator.multiplier === 1) return 2
  if (size >= 100) return 0
  if (size >= 10) return 1
  return size >= 0.1 ? 2 : size >= 0.01 ? 3 : 4
}

/** The figure alone: `369`, `7.8`. */
export function formatNumber(value: number, indicator: Indicator, decimals = decimalsFor(value, indicator)): string {
  return formatFixed(value, decimals)
}

/** A unit as it follows a figure: ` %`, ` per 100,000 people`, or nothing. */
export function unitSuffix(indicator: Pick<Indicator, 'unit'>): string {
  const unit = indicator.unit.trim()
  return unit === '' || unit === '-' ? '' : ` ${unit}`
}

/** A unit as it follows a difference or a change: of percentages these are in points. */
export function changeSuffix(indicator: Pick<Indicator, 'unit'>): string {
  return indicator.unit.trim() === '%' ? ' percentage points' : unitSuffix(indicator)
}

/** A figure with its unit: `369 per 100,000 people`, `7.8 %`. */
export function formatValue(value: number, indicator: Indicator): string {
  return formatNumber(value, indicator) + unitSuffix(indicator)
}

/** `345 to 393`. `around` is the value that the limits belong to: they then bear as many decimals as it does. */
export function formatInterval(interval: Interval, indicator: Indicator, around = interval.upper): string {
  const decimals = decimalsFor(around, indicator)
  return `${formatFixed(interval.lower, decimals)} to ${formatFixed(interval.upper, decimals)}`
}

/** Events or people: `12,345`. */
export function formatCount(count: number): string {
  return formatFixed(count, Number.isInteger(count) || Math.abs(count) >= 100 ? 0 : 1)
}

/** A share of the comparator's value: 0.12 is `12 %`. */
export function formatShare(share: number): string {
  return `${shareFigure(share)} %`
}

/** `10 to 15 %`. */
export function formatShareInterval({ lower, upper }: Interval): string {
  return `${shareFigure(lower)} to ${shareFigure(upper)} %`
}

function shareFigure(share: number): string {
  const percent = share * 100
  return formatFixed(percent, percent === 0 || Number(percent.toPrecision(2)) >= 10 ? 0 : 1)
}

/** A tick on an axis whose steps are `step` apart. */
export function formatTick(value: number, step: number): string {
  return formatFixed(value, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
}

/** `fewer than 1 in 1,000`, `about 1 in 20`, `about half`: a probability for people. */
export function formatChance(p: number): string {
  if (p < 0.001) return 'fewer than 1 time in 1,000'
  if (p > 0.4) return 'about half of the time or more'
  return `about 1 time in ${formatCount(Math.round(1 / p))}`
}

/** Keeps `12 %` on one line where words wrap; for screens, not for files. */
export function keepTogether(text: string): string {
  return text.replace(/ %/g, '\u00a0%')
}
