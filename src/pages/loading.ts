/** `Fetching the areas`: what is being done, where only what is read was named. */
export function loadingWords(what: string): string {
  return /^(?:Starting|Reading|Opening|Fetching|Comparing)\b/.test(what) ? what : `Fetching ${what}`
}
