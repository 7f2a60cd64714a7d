/** A point of a drawing, each way as a share of its size. */
export interface Point {
  x: number
  y: number
}

const HALF: Point = { x: 0.5, y: 0.5 }

/** What lies in the middle of the part in sight. */
export function middleInSight({
  scrollLeft,
  scrollTop,
  clientWidth,
  clientHeight,
  scrollWidth,
  scrollHeight,
}: Element): Point {
  if (scrollWidth === 0 || scrollHeight === 0) return HALF
  return { x: (scrollLeft + clientWidth / 2) / scrollWidth, y: (scrollTop + clientHeight / 2) / scrollHeight }
}

/** The middle of the marked areas; of the whole where none is marked. */
export function middleOfMarked(frame: Element): Point {
  const svg = frame.querySelector('svg[role=listbox]')
  const boxes = [...frame.querySelectorAll('[role=option][aria-selected=true] .hit')].map((hit) => hit.getBoundingClientRect()) // prettier-ignore
  const whole = svg?.getBoundingClientRect()
  if (!whole || boxes.length === 0) return HALF
  const [left, right] = [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))]
  const [top, bottom] = [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))]
  return { x: ((left + right) / 2 - whole.left) / whole.width, y: ((top + bottom) / 2 - whole.top) / whole.height }
}

/** Scrolls so that the point lies in the middle, as far as the ends allow. */
export function bringToMiddle(frame: Element, { x, y }: Point): void {
  frame.scrollTo({
    left: x * frame.scrollWidth - frame.clientWidth / 2,
    top: y * frame.scrollHeight - frame.clientHeight / 2,
    behavior: 'instant',
  })
}

const MARGIN = 8

/** How far a frame has to scroll for a stretch to lie within it, one way; none where it does. */
export const shortfall = (start: number, end: number, from: number, to: number): number =>
  start < from + MARGIN ? start - from - MARGIN : end > to - MARGIN ? end - to + MARGIN : 0

/** Brings what has the focus into the frame: not every browser does so for parts of a drawing. */
export function keepInSight(frame: Element, part: Element): void {
  const [box, one] = [frame.getBoundingClientRect(), part.getBoundingClientRect()]
  frame.scrollBy({
    left: shortfall(one.left, one.right, box.left, box.right),
    top: shortfall(one.top, one.bottom, box.top, box.bottom),
    behavior: 'instant',
  })
}
