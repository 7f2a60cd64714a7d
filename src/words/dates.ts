const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** `12 November 2026` from an ISO date; what is no date comes back as it is. */
export function longDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  const month = MONTHS[Number(match?.[2]) - 1]
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : iso
}
