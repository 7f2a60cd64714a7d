import type { AttackResult } from '../disclosure'

const WORDS: Record<AttackResult['outcome'], string> = { passed: 'pass', failed: 'FAIL', 'not-applicable': 'n/a' }

/** A line an attack; with `worst` the cells that it came nearest to, which stay inside the facility. */
export function attackTable(results: readonly AttackResult[], worst: boolean): string[] {
  const width = Math.max(...results.map(({ name }) => name.length))
  return results.flatMap(({ attack, name, outcome, detail, worst: cells }) => [
    `${attack.padStart(3)}  ${name.padEnd(width)}  ${WORDS[outcome].padEnd(4)}  ${detail}`,
    ...(worst ? cells.map((cell) => `${' '.repeat(width + 13)}${cell}`) : []),
  ])
}
