/** Counts, tables or published cells that cannot be what they claim to be. Never carries a record. */
export class DisclosureError extends Error {
  override readonly name = 'DisclosureError'
  constructor(
    message: string,
    readonly details: { where?: string; found?: string; expected?: string; todo?: string } = {},
  ) {
    super(`${message}${sayDetails(details)}`)
  }
}

/** A policy that cannot be followed: what was found, what was expected. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  constructor(
    message: string,
    readonly details: { where?: string; found?: string; expected?: string; todo?: string } = {},
  ) {
    super(`${message}${sayDetails(details)}`)
  }
}

function sayDetails(details: { where?: string; found?: string; expected?: string; todo?: string }): string {
  return [
    details.where && `At ${details.where}.`,
    details.found && `Found ${details.found}.`,
    details.expected && `Expected ${details.expected}.`,
    details.todo,
  ]
    .filter(Boolean)
    .map((part) => ` ${part}`)
    .join('')
}
