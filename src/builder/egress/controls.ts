import { policyBlurs, type Policy } from '../../disclosure'
import type { DraftTable } from '../../release'
import { STATUS_WORDS } from './before-after'
import { grouped, type Facts } from './facts'

const METHODS: Record<Policy['method'], string> = {
  'controlled-rounding': 'Controlled rounding: every count a multiple of the base, sums kept',
  'hide-and-round': 'Small counts hidden with as many others as needed, the rest rounded',
  suppression: 'Small counts hidden with as many others as needed, the rest shown as they are',
  'cell-key': 'Cell keys: every count blurred, sums not kept',
}

/** The rules as rows of two columns, in full: this part of a pack stays inside. */
export function controlRows({ policy, counted, built, release }: Facts): string[][] {
  const { approval, sensitive } = policy
  const reach = Math.max(1, ...built.indicators.map(({ after }) => after.report.reach))
  const classes = new Set(counted.recipe.indicators.flatMap((indicator) => indicator.sensitive))
  const rows: (readonly [string, string] | null)[] = [
    ['Policy', `${policy.label} (${policy.id}, version ${policy.version})`],
    ['Method', METHODS[policy.method]],
    [
      'Base',
      policy.base === null
        ? 'not rounded'
        : `${policy.base}${reach > 1 ? `, up to ${reach} bases from the truth` : ''}`,
    ],
    ['Hidden', policy.hideTo === null ? 'no count for being small' : `counts of 1 to ${policy.hideTo}`],
    ['A published 0', policy.zerosShown ? 'none at all' : 'may stand for a small count'],
    [
      'Asked of the audit',
      `counts under ${policy.small} keep at least ${policy.leastValues} possible values; none likelier than ${percent(policy.bestGuess)}${policy.modelGuess === undefined ? '' : `, nor than ${percent(policy.modelGuess)} by a model of all that is published`}`,
    ],
    ['Group disclosure', policy.groupDisclosureApproved ? 'approved by the owner' : 'not approved'],
    ['Dominance (inside only)', dominanceInWords(policy)],
    [
      'Minimum populations',
      Object.entries(policy.minimumPopulation)
        .map(([type, least]) => `${type} ${least}`)
        .join(', ') || 'none',
    ],
    classes.size > 0
      ? [
          'Sensitive classes',
          sensitive
            .filter((one) => classes.has(one.class))
            .map(
              (one) => `${one.class}: ${'refuse' in one.rule ? 'not published' : `under ${one.rule.threshold} hidden`}`,
            )
            .join(', '),
        ]
      : null,
    ['Approved for the data owner', approval ? `${approval.by}, ${approval.on}` : 'no approval recorded'],
    ['To be looked at again by', release.review ?? 'no date set'],
  ]
  return rows.flatMap((row) => (row ? [[...row]] : []))
}

function dominanceInWords(policy: Policy): string {
  const { share, pPercent, nk } = policy.dominance
  const asked = [
    share === null ? null : `no person more than ${percent(share)} of a count`,
    pPercent === null ? null : `p % rule with p = ${pPercent}`,
    nk ? `(n, k) rule with n = ${nk.n}, k = ${percent(nk.k)}` : null,
  ].filter((one) => one !== null)
  if (asked.length === 0) return 'not asked'
  return [...asked, policyBlurs(policy) && 'hidden where the blur is narrower than what that person adds']
    .filter(Boolean)
    .join('; ')
}

const percent = (share: number) => `${Number((share * 100).toFixed(1))} %`

/** What was done to one table of the release, short: `rounded to 5: 20 rounded, 3 hidden`. */
export function controlsOf({ label }: Policy, { measures }: DraftTable): string {
  const marks = Object.values(measures).flatMap(({ status }) => (status ? [...status] : []))
  const done = STATUS_WORDS.map((word, mark) => [word, marks.filter((one) => one === mark).length] as const)
  const said = done.filter(([, cells]) => cells > 0).map(([word, cells]) => `${grouped(cells)} ${word}`)
  return `${label}: ${said.join(', ') || 'all shown'}`
}
