/** A file or a folder that is not the release it claims to be. Says what, where, what was found and expected. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError'
  constructor(
    message: string,
    readonly details: {
      where?: string
      found?: string
      expected?: string
      todo?: string
      /** False where nobody answered, so that nothing is known of the release. */
      answered?: boolean
    } = {},
  ) {
    super(message)
  }
}

/** A release could not be kept on this device, or not be taken from what is kept: what was found and what to do. */
export class KeepError extends Error {
  override readonly name = 'KeepError'
  constructor(
    message: string,
    readonly details: { found?: string; expected?: string; todo?: string } = {},
  ) {
    super(message)
  }
}

/** An engine could not run a query. Carries the query, never a row of data. */
export class QueryError extends Error {
  override readonly name = 'QueryError'
  constructor(
    message: string,
    readonly query: string = '',
  ) {
    super(message)
  }
}

/** Numbers that cannot be: who noticed, what was found, what was expected. */
export class CalculationError extends Error {
  override readonly name = 'CalculationError'
}

/** A file that could not be made: what was found, what was expected, what to do. */
export class ExportError extends Error {
  override readonly name = 'ExportError'
  constructor(
    message: string,
    readonly details: { found?: string; expected?: string; todo?: string } = {},
  ) {
    super(message)
  }
}

/** A question that this release cannot answer: an unknown area, a selection that no table holds. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError'
  constructor(
    message: string,
    readonly details: { found?: string; expected?: string; todo?: string } = {},
  ) {
    super(message)
  }
}

/** A query of the reader's own that is refused or fails: what was found and expected, and where in the text (lines and columns from 1). */
export class SqlError extends Error {
  override readonly name = 'SqlError'
  constructor(
    message: string,
    readonly details: { found?: string; expected?: string; todo?: string; line?: number; column?: number } = {},
  ) {
    super(message)
  }
}
