import type { KeptRelease } from '../domain'
import { pinOf } from '../state'
import { formatView, START } from '../view'

const ORIGINS: Record<KeptRelease['origin'], string> = {
  list: '',
  file: 'opened from a file',
  made: 'made in this browser, not published',
}

/** Where it came from, where no list offered it; else empty. */
export const originWords = ({ origin }: KeptRelease): string => ORIGINS[origin]

/** Address of the front page of a listed release; of one of the reader's own only with how its identity begins. */
export const frontOf = (release: string, identity?: string): string =>
  `#${formatView({ ...START, release, pin: identity && pinOf(identity) })}`

/** Address of a kept release. */
export const frontOfKept = ({ id, identity, origin }: KeptRelease): string =>
  frontOf(id, origin === 'list' ? undefined : identity)
