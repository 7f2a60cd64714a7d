/** Whoever asked for a study no longer wants it. */
export class StudyCancelled extends Error {
  override readonly name = 'StudyCancelled'
  constructor() {
    super('The study was stopped.')
  }
}
