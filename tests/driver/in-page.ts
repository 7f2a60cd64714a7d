/** Functions that run inside a page. Each stands alone: nothing outside it exists there. */

/** Visible elements of a role and accessible name (the parts of the name computation that pages here use). */
export function findByRole({ role, source, flags }: { role: string; source: string; flags: string }): Element | null {
  const implicit: Record<string, string> = {
    button: 'button, summary, input[type=button], input[type=submit]',
    link: 'a[href]',
    heading: 'h1, h2, h3, h4, h5, h6',
    textbox: 'input:not([type]), input[type=text], textarea',
    searchbox: 'input[type=search]',
    combobox: 'select, input[list]',
    checkbox: 'input[type=checkbox]',
    radio: 'input[type=radio]',
    option: 'option',
    dialog: 'dialog',
    table: 'table',
    row: 'tr',
    navigation: 'nav',
    main: 'main',
    group: 'fieldset, details',
    img: 'img',
    listitem: 'li',
  }
  const trimmed = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()
  const spoken = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? ''
    // What a field holds is no part of the words that name it.
    if (!(node instanceof Element) || node instanceof HTMLSelectElement) return ''
    if (node.getAttribute('aria-hidden') === 'true' || getComputedStyle(node).display === 'none') return ''
    const label = node.getAttribute('aria-label')
    if (label) return label
    if (node instanceof HTMLImageElement) return node.alt
    const inner = [...node.childNodes].map(spoken).join('')
    return getComputedStyle(node).display === 'inline' ? inner : ` ${inner} `
  }
  const nameOf = (element: Element): string => {
    const by = element.getAttribute('aria-labelledby')
    if (by)
      return trimmed(
        by
          .split(/\s+/)
          .map((id) => (document.getElementById(id) ? spoken(document.getElementById(id) as Element) : ''))
          .join(' '),
      )
    const label = element.getAttribute('aria-label')
    if (label) return trimmed(label)
    const labels = (element as HTMLInputElement).labels
    if (labels && labels.length > 0) return trimmed([...labels].map(spoken).join(' '))
    const own = trimmed([...element.childNodes].map(spoken).join(''))
    return own || trimmed(element.getAttribute('title') ?? element.getAttribute('placeholder'))
  }
  const selector = [`[role="${role}"]`, ...(implicit[role] ? [implicit[role]] : [])].join(', ')
  const pattern = new RegExp(source, flags)
  const shown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden="true"], [inert]')
  const isRole = (element: Element) => (element.getAttribute('role') ?? role) === role
  return (
    [...document.querySelectorAll(selector)].find((one) => isRole(one) && shown(one) && pattern.test(nameOf(one))) ??
    null
  )
}

/** The first element that a selector finds and that can be seen. */
export function findBySelector(selector: string): Element | null {
  return [...document.querySelectorAll(selector)].find((element) => element.checkVisibility()) ?? null
}

/** All that a page shows, for messages of a journey that failed. */
export function pageText(): string {
  return (document.body?.innerText ?? '').replace(/\n{2,}/g, '\n').slice(0, 1500)
}

export function visibleText(selector: string): string[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].map((one) => one.innerText ?? one.textContent ?? '')
}

/** Dispatches what a browser does when a file from the desktop is let go over an element. */
export function dropFile({ selector, name, content }: { selector: string; name: string; content: string }): void {
  const target = document.querySelector(selector)
  if (!target) throw new Error(`nothing to drop onto: ${selector}`)
  const data = new DataTransfer()
  data.items.add(new File([content], name, { type: name.endsWith('.csv') ? 'text/csv' : '' }))
  for (const type of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }))
}

/** Brings an element into view and waits until it lies still: a click where it was while a page was being laid out misses it. */
export async function comeToRest(element: Element): Promise<void> {
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  const place = () => JSON.stringify(element.getBoundingClientRect())
  for (let [frames, still, before] = [0, 0, place()]; frames < 120 && still < 3; frames++) {
    await frame()
    still = place() === before ? still + 1 : 0
    before = place()
  }
}

/** Before any script of a page: what its policy refuses is said aloud, where a driver hears it. */
export function listenForRefusals(): void {
  // Compilers that keep the names of functions call this; the page has none.
  ;(globalThis as { __name?: unknown }).__name ??= (value: unknown) => value
  document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`policy refused ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`),
  )
}
