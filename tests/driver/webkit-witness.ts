import type { WebDriver } from 'selenium-webdriver'
import type { Witness } from './driver'
import { named } from './webkit-script'

interface Heard {
  errors: string[]
  requests: string[]
}

/**
 * In the page, as early as WebDriver lets a script in, once. Plain WebDriver tells nothing of errors and requests, so the
 * page's own observers do: those of policy and requests also tell what was before them. Gives what was heard since.
 */
function hearInPage(): Heard {
  const place = globalThis as unknown as { __heard?: Heard }
  if (!place.__heard) {
    const heard: Heard = (place.__heard = { errors: [], requests: [] })
    addEventListener('error', (event) => event.message && heard.errors.push(`error in the page: ${event.message}`))
    addEventListener('unhandledrejection', (event) => heard.errors.push(`error in the page: ${String(event.reason)}`))
    const aloud = console.error
    console.error = (...words: unknown[]) => {
      heard.errors.push(`console: ${words.map(String).join(' ')}`)
      aloud(...words)
    }
    type Refusal = { body: { effectiveDirective: string; blockedURL: string } | null }
    const refused = (reports: unknown) => {
      for (const { body } of reports as Refusal[])
        heard.errors.push(`policy refused ${body?.effectiveDirective}: ${body?.blockedURL}`)
    }
    new ReportingObserver(refused, { types: ['csp-violation'], buffered: true }).observe()
    performance.setResourceTimingBufferSize(10_000)
    new PerformanceObserver((list) => heard.requests.push(...list.getEntries().map(({ name }) => name))).observe({
      type: 'resource',
      buffered: true,
    })
  }
  const { errors, requests } = place.__heard
  return { errors: errors.splice(0), requests: requests.splice(0) }
}

/** Takes into the witness what the page has heard so far. */
export async function hear(session: WebDriver, witness: Witness): Promise<void> {
  const { errors, requests } = await session.executeScript<Heard>(`return (${named(hearInPage)})()`)
  witness.errors.push(...errors)
  witness.requests.push(...requests)
}

/** Hears the page again and again, for what comes while no journey asks for anything. Gives how to stop. */
export function keepHearing(session: WebDriver, witness: Witness): () => void {
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    void hear(session, witness).catch(() => {}).finally(() => (busy = false)) // prettier-ignore
  }, 500)
  return () => clearInterval(timer)
}
