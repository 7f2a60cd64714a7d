import { twelveDigits } from './digits'
import type { Export, Listing } from './file'

/**
 * JSON with all that the rows were made from, such as the whole Answer, every figure to 12 significant digits. `view` is
 * what stands behind the # of the view's link; null without a link.
 */
export const json = {
  id: 'json',
  label: 'JSON',
  extension: 'json',
  type: 'application/json',
  write({ link, title, release, notes, columns, rows, data }: Listing) {
    const { id, date, synthetic, protection } = release
    const view = link?.replace(/^[^#]*#/, '') ?? null
    const about = { view, link, title, release: { id, title: release.title, date, synthetic, protection: protection.label } } // prettier-ignore
    const whole = twelveDigits({ ...about, notes, columns, rows, ...data })
    return new TextEncoder().encode(`${JSON.stringify(whole, null, 2)}\n`)
  },
} satisfies Export
