import { canonicalView, type View } from '../view'
import { same } from './same'

/** Parts of a view whose change is a step in the history; the others adjust the step the reader is on. */
const STEPS = ['page', 'release', 'pin', 'indicator', 'type', 'within'] as const

/** So many adjustments can be taken back. */
export const LONGEST_PAST = 100

type Adjusted = Exclude<keyof View, (typeof STEPS)[number]>
type Adjustment = Partial<Pick<View, Adjusted>>

/** What the adjusted parts of a view were and what they became; a part that was not there is undefined. */
export interface Change {
  before: Adjustment
  after: Adjustment
}

/** Adjustments of this visit, oldest first; those taken back, the last of them last. */
export interface Past {
  done: readonly Change[]
  undone: readonly Change[]
}

export const NO_PAST: Past = { done: [], undone: [] }

/** Whether Back undoes the change, since it is an entry of the browser's history. */
export const isStep = (before: View, after: View): boolean => STEPS.some((part) => before[part] !== after[part])

/** The past after an adjustment. Letters typed one after another into one field are taken back together. */
export function noted(past: Past, before: View, after: View): Past {
  const change = changeOf(before, after)
  const last = past.done.at(-1)
  const whole = last && typedOn(last, change) ? { before: last.before, after: change.after } : change
  const earlier = whole === change ? past.done : past.done.slice(0, -1)
  const done = same(whole.before, whole.after) ? earlier : [...earlier, whole]
  return { done: done.slice(-LONGEST_PAST), undone: [] }
}

/** The change that can be taken back: the last, if the view still holds what it made; null where there is none. */
export const undoable = ({ done }: Past, view: View): Change | null => standing(done.at(-1), 'after', 'before', view)

/** The change that can be made again. */
export const redoable = ({ undone }: Past, view: View): Change | null =>
  standing(undone.at(-1), 'before', 'after', view)

/** Whoever keeps a view and its past. */
interface Adjustable {
  readonly view: View
  readonly past: Past
  go(change: Partial<View>, past: Past): void
}

/** Takes the last adjustment back; gives it, or null where none can be. */
export function undo(app: Adjustable): Change | null {
  const change = undoable(app.past, app.view)
  const { done, undone } = app.past
  if (change) app.go(change.before, { done: done.slice(0, -1), undone: [...undone, change] })
  return change
}

/** Makes again what was taken back last. */
export function redo(app: Adjustable): Change | null {
  const change = redoable(app.past, app.view)
  const { done, undone } = app.past
  if (change) app.go(change.after, { done: [...done, change], undone: undone.slice(0, -1) })
  return change
}

function changeOf(before: View, after: View): Change {
  const parts = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof View)[]
  const moved = parts.filter((part): part is Adjusted => !isOfStep(part) && !same(before[part], after[part]))
  return { before: partsOf(before, moved), after: partsOf(after, moved) }
}

const isOfStep = (part: keyof View): boolean => (STEPS as readonly string[]).includes(part)

const partsOf = (view: View, parts: readonly Adjusted[]): Adjustment =>
  Object.fromEntries(parts.map((part) => [part, view[part]]))

function typedOn(last: Change, next: Change): boolean {
  const typed = (change: Change) => Object.keys(change.after).join() === 'find'
  return typed(last) && typed(next) && last.after.find === next.before.find
}

/** Null also where the page now open has no place for what would come back. */
function standing(change: Change | undefined, now: keyof Change, then: keyof Change, view: View): Change | null {
  if (!change) return null
  const parts = Object.keys(change.before) as Adjusted[]
  const back = canonicalView({ ...view, ...change[then] })
  return same(partsOf(view, parts), change[now]) && same(partsOf(back, parts), change[then]) ? change : null
}
