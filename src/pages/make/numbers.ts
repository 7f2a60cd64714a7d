/** `12,345` */
export const grouped = (value: number): string => value.toLocaleString('en-GB')

/** `12,345 records` */
export const several = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`

/** `1.2 MB` */
export function bytesWords(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`
  return bytes >= 1e3 ? `${Math.round(bytes / 1e3)} KB` : several(bytes, 'byte')
}

/** `8.1 seconds`, `2 minutes 5 seconds` */
export function secondsWords(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} seconds`
  if (seconds < 60) return `${Math.round(seconds)} seconds`
  return `${several(Math.floor(seconds / 60), 'minute')} ${several(Math.round(seconds % 60), 'second')}`
}
