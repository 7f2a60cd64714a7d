import type { Release } from '../domain'

/** What came to be marked or is no longer, in a sentence to be heard; empty where nothing changed. */
export function markedWords(
  before: readonly string[],
  now: readonly string[],
  { areas }: Pick<Release, 'areas'>,
): string {
  const names = (codes: readonly string[]) =>
    codes.length > MOST ? `${codes.length} more areas` : codes.map((code) => areas.find((area) => area.code === code)?.name ?? code).join(', ') // prettier-ignore
  const change = (codes: readonly string[], word: string) =>
    codes.length === 0 ? [] : [`${names(codes)} ${codes.length === 1 ? 'is' : 'are'} ${word}`]
  const said = [
    ...change(now.filter((code) => !before.includes(code)), 'marked'),
    ...change(before.filter((code) => !now.includes(code)), 'no longer marked'),
  ] // prettier-ignore
  return said.length === 0 ? '' : `${said.join('; ')}. ${count(now.length)}.`
}

/** More are counted, not named. */
const MOST = 3

const count = (many: number) => (many === 0 ? 'None is marked now' : many === 1 ? '1 area is marked' : `${many} areas are marked`) // prettier-ignore
