/**
 * Requests that are under way before the app that wants them has come. While they are being made, app and forerunner
 * share them; each answer that the app has not taken by then is taken once.
 */
const early = new Map<string, Promise<Response>>()
let making = 0

const start = (address: string) => fetch(address, { credentials: 'same-origin' })

/** Starts a request unless it is under way. Its answer is a copy; the app's own still waits. */
export async function askEarly(address: string): Promise<Response> {
  const coming = early.get(address) ?? start(address)
  early.set(address, coming)
  // A failure is said by whoever takes the answer.
  coming.catch(() => undefined)
  return (await coming).clone()
}

/** Runs what asks early, and shares its requests until it ends. */
export async function sharing(asking: () => Promise<void>): Promise<void> {
  making += 1
  try {
    await asking()
  } finally {
    making -= 1
  }
}

/** The answer to a request made ahead, else to one made now. */
export function ask(address: string): Promise<Response> {
  if (making > 0) return askEarly(address)
  const coming = early.get(address) ?? start(address)
  early.delete(address)
  return coming
}
