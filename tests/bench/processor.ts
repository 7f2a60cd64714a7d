import { quantile } from './arms'

/** Milliseconds that this process has had of all processors: what one idle core would have needed. */
function processor(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Processor time of a piece of work, after three runs that warm it up. Milliseconds. */
export function processorTime(run: () => unknown, rounds: number): { p50: number; p95: number } {
  const times = Float64Array.from({ length: rounds + 3 }, () => {
    const start = processor()
    run()
    return processor() - start
  }).subarray(3)
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) }
}
