/** A file name of lower-case words: `SYNTHETIC-copd-admissions-2023.csv`. Nothing that a file system could refuse. */
export function fileName(parts: readonly string[], extension: string, synthetic: boolean): string {
  const words = parts
    .map((part) =>
      part
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/[^a-zA-Z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .toLowerCase(),
    )
    .filter((part) => part !== '')
  const name = words.join('-').slice(0, 100) || 'cairn'
  return `${synthetic ? 'SYNTHETIC-' : ''}${name}.${extension}`
}
