import { describe, expect, it } from 'vitest'
import { addTallies, describeTally, tallyOf } from './tally'

const report = (passed: number, failed: number, files: { status: string; assertionResults: unknown[] }[] = []) =>
  JSON.stringify({ success: failed === 0, numPassedTests: passed, numFailedTests: failed, numPendingTests: 2, numTodoTests: 0, testResults: files }) // prettier-ignore

describe('the count of a test run', () => {
  it('adds up what the reports say', () => {
    const all = addTallies([tallyOf(report(3, 0)), tallyOf(report(4, 1))])
    expect(all).toEqual({ passed: 7, failed: 1, skipped: 4, content: false })
    expect(describeTally(all)).toBe('4 skipped\n7 passed, 1 failed')
  })

  it('counts a file that failed before its first test', () =>
    expect(tallyOf(report(3, 0, [{ status: 'failed', assertionResults: [] }])).failed).toBe(1))

  it('throws on something that is no report', () => expect(() => tallyOf('')).toThrow())
})
