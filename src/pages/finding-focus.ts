/** Puts the focus on the finding itself, so that it is heard; on the page's main part where none stands. */
export function focusFinding(): void {
  const finding = document.querySelector<HTMLElement>('main h1')
  finding?.setAttribute('tabindex', '-1')
  const place = finding ?? document.querySelector<HTMLElement>('main')
  place?.focus()
}
