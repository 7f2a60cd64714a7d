/** What a run of Vitest counted. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** Whether Vitest itself was content: false too where an error fell outside every test. */
  content: boolean
}

interface Report {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** Reads Vitest's JSON report. A file that failed before its first test counts as one failure. */
export function tallyOf(json: string): Tally {
  const report = JSON.parse(json) as Report
  const unread = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unread.length,
    skipped: report.numPendingTests + report.numTodoTests,
    content: report.success,
  }
}

export const addTallies = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
      content: a.content && b.content,
    }),
    { passed: 0, failed: 0, skipped: 0, content: true },
  )

/** The last line that `npm test` prints; what was skipped stands on a line of its own before it. */
export const describeTally = ({ passed, failed, skipped }: Tally): string =>
  `${skipped > 0 ? `${skipped} skipped\n` : ''}${passed} passed, ${failed} failed`
