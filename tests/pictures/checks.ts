/**
 * What is wrong with a page as it stands, one sentence each: runs inside the page and stands alone.
 * Nothing shown, sideways overflow, text cut off, labels over labels, charts without marks, chart text too faint for WCAG 2.2 (4.5:1).
 */
export function faultsOfPage(): string[] {
  const shorten = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 40)
  const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const meant = (element: Element) => !element.closest('.unseen, .skip, [hidden], dialog:not([open])') && seen(element)

  function sideways(): string[] {
    const page = document.scrollingElement ?? document.documentElement
    if (page.scrollWidth <= innerWidth) return []
    const wide = [...document.body.querySelectorAll('*')].filter(
      (one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scroll') && meant(one),
    )
    const widest = wide.map((one) => `${one.tagName.toLowerCase()} “${shorten(one.textContent)}”`).slice(-2)
    return [`the page is ${page.scrollWidth} px wide in a window of ${innerWidth}: ${widest.join(', ')}`]
  }

  function cutOff(): string[] {
    const hides = (element: Element) => /hidden|clip/.test(getComputedStyle(element).overflowX)
    // A button beside it shows the rest.
    const unfolds = ({ id }: Element) => id !== '' && document.querySelector(`[aria-expanded=false][aria-controls="${CSS.escape(id)}"]`) !== null // prettier-ignore
    return [...document.body.querySelectorAll<HTMLElement>('*')]
      .filter(
        (one) =>
          hides(one) && !unfolds(one) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && meant(one),
      )
      .map((one) => `cut off at its side: “${shorten(one.textContent)}”`)
  }

  const charts = [...document.querySelectorAll<SVGSVGElement>('main svg[role=listbox]')].filter(meant)
  const textsOf = (chart: Element) => [...chart.querySelectorAll<SVGTextElement>('.drawn text')].filter(seen)

  function outside(chart: SVGSVGElement): string[] {
    const frame = chart.getBoundingClientRect()
    return textsOf(chart)
      .filter((text) => {
        const box = text.getBoundingClientRect()
        return (
          box.left < frame.left - 1 ||
          box.right > frame.right + 1 ||
          box.top < frame.top - 1 ||
          box.bottom > frame.bottom + 1
        )
      })
      .map((text) => `label outside its chart: “${shorten(text.textContent)}”`)
  }

  function overlapping(chart: SVGSVGElement): string[] {
    const boxes = textsOf(chart)
      .filter((text) => text.closest('.lit') === null)
      .map((text) => ({ text: shorten(text.textContent), box: text.getBoundingClientRect() }))
    return boxes.flatMap((one, at) =>
      boxes.slice(at + 1).flatMap((other) => {
        const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
        // Boxes hold the room above and below letters, so a little is no overlap that anybody sees.
        const deep = width > 2 && height > 0.35 * Math.min(one.box.height, other.box.height)
        return deep ? [`labels over each other: “${one.text}” and “${other.text}”`] : []
      }),
    )
  }

  function blank(chart: SVGSVGElement): string[] {
    const shapes = [
      ...chart.querySelectorAll<SVGGraphicsElement>('.drawn path, .drawn rect, .drawn circle, .drawn line'),
    ]
    const drawn = shapes.filter((shape) => seen(shape) && (shape.getBBox().width > 0 || shape.getBBox().height > 0))
    // A map of one area is one shape.
    const least = chart.querySelectorAll('[role=option]').length > 1 ? 3 : 1
    return drawn.length < least ? [`a blank chart: “${shorten(chart.getAttribute('aria-label'))}”`] : []
  }

  type Colour = [number, number, number, number]
  const colour = (text: string): Colour => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
    return [red, green, blue, text === 'none' ? 0 : alpha]
  }
  const luminance = ([red, green, blue]: Colour) => {
    const linear = (part: number) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
  const contrast = (one: Colour, other: Colour) => {
    const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05]
    return Math.max(a, b) / Math.min(a, b)
  }

  function pageColour(element: Element | null): Colour {
    for (let at = element; at; at = at.parentElement) {
      const found = colour(getComputedStyle(at).backgroundColor)
      if (found[3] > 0.5) return found
    }
    return [255, 255, 255, 1]
  }

  /** The last shape drawn before the text and under its middle. */
  function under(text: SVGTextElement, chart: SVGSVGElement): Colour {
    const box = text.getBBox()
    const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2)
    const shapes = [...chart.querySelectorAll<SVGGeometryElement>('.drawn path, .drawn rect, .drawn circle')]
    const below = shapes.filter((shape) => text.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_PRECEDING)
    const filled = below.filter((shape) => {
      const style = getComputedStyle(shape)
      return (
        /^rgb/.test(style.fill) &&
        colour(style.fill)[3] > 0.5 &&
        Number(style.opacity) > 0.5 &&
        shape.isPointInFill(middle)
      )
    })
    const top = filled.at(-1)
    return top ? colour(getComputedStyle(top).fill) : pageColour(chart)
  }

  function faint(chart: SVGSVGElement): string[] {
    return textsOf(chart).flatMap((text) => {
      const style = getComputedStyle(text)
      const halo = text.classList.contains('halo') ? colour(style.stroke) : null
      const ratio = contrast(colour(style.fill), halo && halo[3] > 0.5 ? halo : under(text, chart))
      return ratio < 4.5 ? [`chart text at ${ratio.toFixed(1)}:1: “${shorten(text.textContent)}”`] : []
    })
  }

  const small = (chart: SVGSVGElement) =>
    textsOf(chart)
      .filter(
        (text) => text.getBoundingClientRect().height > 0 && Number.parseFloat(getComputedStyle(text).fontSize) < 12,
      )
      .map((text) => `chart text at ${getComputedStyle(text).fontSize}: “${shorten(text.textContent)}”`)

  /** Words alone, where a view without its chart, its table or its form would be taken for one. */
  function bare(): string[] {
    const shows =
      'main :is(svg[role=listbox], table, form, input, textarea, details, [role=grid], [contenteditable], .releases li)'
    const told = document.querySelector('main .failure')
    if (told && !told.closest('.gallery')) return [`a failure is shown: “${shorten(told.textContent)}”`]
    return [...document.querySelectorAll(shows)].some(meant) ? [] : ['nothing is shown but words']
  }

  const ofCharts = [outside, overlapping, blank, faint, small].flatMap((check) => charts.flatMap(check))
  const headline = document.querySelector('main h1') ? [] : ['no headline']
  return [...new Set([...headline, ...bare(), ...sideways(), ...cutOff(), ...ofCharts])]
}
