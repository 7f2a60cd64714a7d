import type { WebDriver } from 'selenium-webdriver'

/** Compilers that keep the names of functions call `__name`. */
export const named = (run: unknown) => `((__name) => ${String(run)})((value) => value)`

/** Of what a page gives only JSON comes back. */
export async function evaluate<A, T>(
  session: WebDriver,
  run: (argument: A) => T | Promise<T>,
  argument: A,
): Promise<T> {
  const script = `const [argument, done] = arguments
    Promise.resolve().then(() => (${named(run)})(argument)).then((value) => done({ value }), (error) => done({ error: String(error) }))`
  const { value, error } = await session.executeAsyncScript<{ value: T; error?: string }>(script, argument)
  if (error !== undefined) throw new Error(error)
  return value
}
