/** Where a key leads among so many in a row; null where it is not one of theirs. Round at the ends. */
export function nextStop(at: number, key: string, many: number): number | null {
  const ways: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: many - 1 } // prettier-ignore
  const next = ways[key]
  return next === undefined ? null : (next + many) % many
}

/**
 * Makes the words of a list that explain themselves one stop for the keyboard: Tab enters at the one used last, arrows lead to
 * the others. They may come late.
 */
export function oneStop(list: HTMLElement): () => void {
  const stops = () => [...list.querySelectorAll<HTMLElement>('.term > button')]
  let active: HTMLElement | undefined

  function settle(): void {
    const all = stops()
    if (!active || !all.includes(active)) active = all[0]
    for (const each of all) each.tabIndex = each === active ? 0 : -1
    if (all.length > 1) list.dataset.words = 'true'
    else delete list.dataset.words
  }
  function onfocusin({ target }: FocusEvent): void {
    const stop = stops().find((each) => each === target)
    if (stop) active = stop
    settle()
  }
  function onkeydown(event: KeyboardEvent): void {
    const all = stops()
    const at = all.findIndex((each) => each === event.target)
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
    const next = at < 0 || !plain ? null : nextStop(at, event.key, all.length)
    if (next === null) return
    event.preventDefault()
    all[next]?.focus()
  }

  settle()
  const observer = new MutationObserver(settle)
  observer.observe(list, { childList: true, subtree: true })
  list.addEventListener('focusin', onfocusin)
  list.addEventListener('keydown', onkeydown)
  return () => {
    observer.disconnect()
    list.removeEventListener('focusin', onfocusin)
    list.removeEventListener('keydown', onkeydown)
  }
}
