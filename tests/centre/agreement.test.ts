import { describe, expect, it } from 'vitest'
import { agreement, agreementLines } from '../../src/centre'
import type { Difference } from '../../src/centre'
import type { ReleaseDraft } from '../../src/release'
import { A, B, C, falls, opened } from './regions'
import type { RegionInput } from './regions'

async function agreementOf(...inputs: RegionInput[]) {
  return agreement((await Promise.all(inputs.map(opened))).map(({ release }) => release))
}
const named = (differences: readonly Difference[], what: string) => differences.filter((one) => one.what === what)

describe('agreement', () => {
  it('finds nothing to remark on an indicator that all say alike', async () => {
    const { indicators, differences, joinable } = await agreementOf(A, B)
    expect(joinable).toBe(true)
    expect(indicators).toEqual([{ id: 'falls', name: 'falls', outcome: 'merge', groups: [['demo-a', 'demo-b']], missing: [] }]) // prettier-ignore
    expect(differences.map(({ what }) => what)).toEqual(['review'])
  })

  it.each<[string, Parameters<typeof falls>[0]]>([
    ['unit', { unit: '%' }],
    ['multiplier', { multiplier: 100 }],
    ['kind of value', { kind: 'ratio' }],
    ['standard population', { standard: 'ESP2013' }],
    ['persons or events', { repeats: 'persons' }],
    ['numerator', { numerator: 'Visits.' }],
    ['denominator', { denominator: 'Registered people.' }],
    ['definition', { definition: 'Any fall.' }],
    ['method', { method: 'Otherwise.' }],
    ['kind of period', { periodType: 'Financial year' }],
  ])('keeps apart what differs in %s, and says who says what', async (what, over) => {
    const found = await agreementOf(A, B, { ...C, indicators: [falls(over)] })
    expect(found.indicators[0]).toMatchObject({ outcome: 'apart', groups: [['demo-a', 'demo-b'], ['demo-c']] })
    const [difference] = named(found.differences, what)
    expect(difference).toMatchObject({ severity: 'apart', id: 'falls' })
    expect(difference!.says.map(({ regions }) => regions)).toEqual([['Ashire', 'Beeshire'], ['Seashire']])
    const line = agreementLines(found).find((one) => one.includes(what))
    expect(line).toMatch(/^ {2}APART {2}falls, .*Ashire and Beeshire.*Seashire.*They are kept apart\.$/)
  })

  it.each<[string, Parameters<typeof falls>[0]]>([
    ['caveats', { caveats: ['Few were asked.'] }],
    ['breaks', { breaks: [{ period: '2023', why: 'New codes.' }] }],
    ['how much wider events scatter', { dispersion: 1.5 }],
    ['rationale', { rationale: 'Other reasons.' }],
    ['whether more is good', { polarity: 'high-is-good' }],
  ])('brings together and remarks what differs in %s', async (what, over) => {
    const found = await agreementOf(A, { ...B, indicators: [falls(over)] })
    expect(found.indicators[0]).toMatchObject({ outcome: 'note', groups: [['demo-a', 'demo-b']] })
    expect(named(found.differences, what)).toHaveLength(1)
  })

  it('takes texts for the same that differ in spaces and capitals alone', async () => {
    const found = await agreementOf(A, { ...B, indicators: [falls({ definition: ' emergency  admissions. ' })] })
    expect(found.indicators[0]!.outcome).toBe('merge')
  })

  it('sees ages, limits and people of tables', async () => {
    const limited = (draft: ReleaseDraft): ReleaseDraft => ({
      ...draft,
      tables: draft.tables.map((one) => (one.shape === 'counts' ? { ...one, limits: { sex: ['persons'] } } : one)),
    })
    const found = await agreementOf(A, { ...B, over: limited })
    expect(found.indicators[0]!.outcome).toBe('apart')
    expect(named(found.differences, 'whom it is limited to in table falls.main')).toHaveLength(1)
  })

  it('sees periods and ages of one code with other bounds', async () => {
    const other = (draft: ReleaseDraft): ReleaseDraft => ({
      ...draft,
      dimensions: {
        ...draft.dimensions,
        periods: draft.dimensions.periods.map((one) => one.code === '2023' ? { ...one, start: '2023-04-01', end: '2024-03-31', kind: 'financial' } : one), // prettier-ignore
      },
    })
    const found = await agreementOf(A, C, { ...B, over: other })
    const [difference] = found.differences.filter(({ of }) => of === 'period')
    expect(difference).toMatchObject({ id: '2023', what: 'meaning', severity: 'apart' })
    expect(found.indicators[0]!.outcome).toBe('note')
  })

  it('never lets public and protected, or real and made up, stand together', async () => {
    const real = await agreementOf(A, { ...B, over: (draft) => ({ ...draft, synthetic: false }) })
    expect(real.joinable).toBe(false)
    expect(agreementLines(real).join('\n')).toContain('These releases cannot stand in one.')
  })

  it('refuses one release alone, and one given twice', async () => {
    await expect(agreementOf(A)).rejects.toThrow('Only several')
    await expect(agreementOf(A, A)).rejects.toThrow('Two of the releases are called demo-a')
  })
})
