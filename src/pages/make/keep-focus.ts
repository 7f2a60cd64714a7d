import { tick } from 'svelte'

/** Takes the focus where the button that had it has gone, so that a keyboard is never left at the top of the page. */
export function keepFocus(node: HTMLElement): void {
  void tick().then(() => document.activeElement === document.body && node.focus({ preventScroll: true }))
}
