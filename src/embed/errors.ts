/** Why a chart could not be placed: its link, a view that the module does not draw, the release, or what is asked of it. */
export type EmbedReason = 'link' | 'view' | 'release' | 'question'

/** A chart could not be placed: what was found and what was expected, for whoever wrote the page. */
export class EmbedError extends Error {
  override readonly name = 'EmbedError'
  constructor(
    readonly reason: EmbedReason,
    message: string,
    readonly details: { found?: string; expected?: string } = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
