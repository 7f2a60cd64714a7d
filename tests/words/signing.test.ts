import { describe, expect, it } from 'vitest'
import type { AuditLine, Signer, Signing } from '../../src/domain'
import { auditSentence, demoWarning, listSentence, signingSentence } from '../../src/words/signing'

const signer = (name: string, changes: Partial<Signer> = {}): Signer => ({ name, role: 'builder', facility: 'NHS North', keyid: 'ab12', demo: false, ...changes }) // prettier-ignore
const signing = (changes: Partial<Signing>): Signing => ({ state: 'signed', signers: [], strangers: [], audit: [], ...changes }) // prettier-ignore
const two = [signer('North builder'), signer('Checker', { role: 'checker', facility: null })]

describe('who signed', () => {
  it.each([
    [{ state: 'checking' }, 'The signatures are being checked.', 'The signature of the list is being checked.'],
    [{ state: 'none' }, 'Nothing was fetched, so there is nothing that could be signed.', null],
    [{ state: 'unsigned' }, 'Nobody signed this release. Its files are checked against its own list, which shows damage but not who wrote them.', 'Nobody signed the list: whoever can write to its folder can write it anew.'],
    [{ state: 'unknown', strangers: ['cd34'] }, 'Signed with a key that this app does not know (cd34).', 'The list is signed with a key that this app does not know (cd34).'],
    [{ state: 'unknown', strangers: ['cd34', 'ef56'] }, 'Signed with keys that this app does not know (cd34, ef56).', 'The list is signed with keys that this app does not know (cd34, ef56).'],
    [{ signers: two }, 'Signed by North builder (builder, NHS North), Checker (checker).', 'The list is signed by North builder (builder, NHS North), Checker (checker).'],
  ] as [Partial<Signing>, string, string | null][])('%j', (changes, release, list) => {
    expect(signingSentence(signing(changes))).toBe(release)
    expect(listSentence(signing(changes))).toBe(list)
  }) // prettier-ignore

  it('tells of keys that nobody knows beside those that are known', () =>
    expect(signingSentence(signing({ signers: two.slice(1), strangers: ['cd34'] }))).toBe('Signed by Checker (checker); also with a key that this app does not know (cd34).')) // prettier-ignore

  it('warns of keys that anyone has, and of those alone', () => {
    const demo = signer('Demo', { demo: true })
    expect(demoWarning({ signers: two })).toBeNull()
    expect(demoWarning({ signers: [demo] })).toMatch(/^These are demo keys: anyone has them/)
    expect(demoWarning({ signers: [demo, ...two] })).toMatch(/^Demo: demo keys: anyone has them/)
  })
})

describe('what signers say of the attacks', () => {
  const line = (outcome: AuditLine['outcome']): AuditLine => ({ attack: '1', name: 'Sums', outcome, detail: '' })
  const said = (...outcomes: AuditLine['outcome'][]) => auditSentence(signing({ audit: outcomes.map(line) }))
  it('counts those tried and those that got through', () => {
    expect(said('passed', 'passed', 'not-applicable')).toBe('2 attacks were tried before it was signed; none got through.') // prettier-ignore
    expect(said('passed')).toBe('One attack was tried before it was signed; none got through.')
    expect(said('failed', 'passed')).toBe('2 attacks were tried before it was signed; 1 got through.')
  })
  it('says nothing where none was tried', () => expect([said(), said('not-applicable')]).toEqual([null, null]))
})
