import { ExportError, QuestionError, ReleaseError } from '../domain'

/** Something that keeps the reader from the answer: what happened, where, and what to do about it. */
export interface Failure {
  kind: 'release' | 'unknown-release' | 'unknown-edition' | 'catalogue' | 'set-back' | 'question' | 'files' | 'export'
  headline: string
  detail: string
  todo: string
}

const USUAL: Record<Failure['kind'], { headline: string; todo: string }> = {
  catalogue: {
    headline: 'The list of releases could not be read',
    todo: 'Check that the folder “releases” lies beside this page and load the page again. You can also open a release file of your own.',
  },
  'set-back': {
    headline: 'The list of releases went back in time',
    todo: 'Ask whoever keeps the list whether it was made anew. Somebody may have put an old copy in its place, so that withdrawn or corrected figures are shown.',
  },
  'unknown-edition': {
    headline: 'The edition in this link is not known here',
    todo: 'Ask whoever sent the link where it was made, or open what is listed here. An edition that was made in a browser, or opened from a file, is gone with its tab: open its file again. Or somebody put an old list in the place of a newer one.',
  },
  release: {
    headline: 'This release cannot be shown',
    todo: 'Fetch a fresh copy of the release from whoever published it, and open that. Nothing of a release that fails a check is shown.',
  },
  'unknown-release': {
    headline: 'The release in this link is not here',
    todo: 'Choose one of the releases below, or ask whoever sent the link where their release is kept. One that was made in a browser, or opened from a file, is gone with its tab: open its file again.',
  },
  question: {
    headline: 'This release cannot answer that',
    todo: 'Change one of the underlined words above, or start again from the front page.',
  },
  files: {
    headline: 'This file could not be opened',
    todo: 'Cairn opens release folders, zipped releases, tables as CSV, and boundaries. Nothing was sent anywhere.',
  },
  export: {
    headline: 'This file could not be made',
    todo: 'Try again, or take another kind of file.',
  },
}

/** Nothing is known against the release: it is elsewhere, and nobody answers. */
const SILENT = {
  headline: 'This release is not on this device',
  todo: 'The web server does not answer, and this release was not kept here. Connect to the network and try again, or choose a release that is kept on this device.',
}

const isUnanswered = (thrown: unknown) => thrown instanceof ReleaseError && thrown.details.answered === false

const isTold = (thrown: unknown): thrown is ReleaseError | QuestionError | ExportError =>
  thrown instanceof ReleaseError || thrown instanceof QuestionError || thrown instanceof ExportError

/** Puts a thrown thing into words. Only messages of typed errors are passed on whole; they never hold a row of records. */
export function failureOf(kind: Failure['kind'], thrown: unknown): Failure {
  const usual = kind === 'release' && isUnanswered(thrown) ? SILENT : USUAL[kind]
  const todo = usual === SILENT ? undefined : todoOf(thrown)
  return { kind, headline: usual.headline, detail: detailOf(thrown), todo: todo ?? usual.todo }
}

function detailOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  if (!isTold(thrown)) return thrown.message
  const { found, expected } = thrown.details
  const where = thrown instanceof ReleaseError ? thrown.details.where : undefined
  const told = (name: string, what: string | undefined) =>
    what && !thrown.message.includes(what) ? `${name}: ${what}.` : ''
  const parts = [told('Where', where), told('Found', found), told('Expected', expected)]
  return [sentence(thrown.message), ...parts].filter(Boolean).join(' ')
}

function todoOf(thrown: unknown): string | undefined {
  return isTold(thrown) ? thrown.details.todo : undefined
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
