import type { ListSigning, Signer, Signing } from '../domain'

/** Who signed a release, in sentences. */
export function signingSentence({ state, signers, strangers }: Signing): string {
  if (state === 'checking') return 'The signatures are being checked.'
  if (state === 'none') return 'Nothing was fetched, so there is nothing that could be signed.'
  if (state === 'unsigned')
    return 'Nobody signed this release. Its files are checked against its own list, which shows damage but not who wrote them.'
  if (state === 'unknown') return `Signed with ${unknown(strangers)}.`
  const more = strangers.length ? `; also with ${unknown(strangers)}` : ''
  return `Signed by ${signers.map(signerWords).join(', ')}${more}.`
}

/** Who signed the list of releases, in a sentence; null where there is no list. */
export function listSentence({ state, signers, strangers }: ListSigning): string | null {
  if (state === 'none') return null
  if (state === 'checking') return 'The signature of the list is being checked.'
  if (state === 'unsigned') return 'Nobody signed the list: whoever can write to its folder can write it anew.'
  if (state === 'unknown') return `The list is signed with ${unknown(strangers)}.`
  return `The list is signed by ${signers.map(signerWords).join(', ')}.`
}

const unknown = (keyids: readonly string[]) =>
  `${keyids.length === 1 ? 'a key' : 'keys'} that this app does not know (${keyids.join(', ')})`

/** `North builder (builder, NHS North)`; a key that anyone has is called so. */
function signerWords({ name, role, facility }: Signer): string {
  return `${name} (${[role, facility].filter(Boolean).join(', ')})`
}

/** What a reader has to know of keys that anyone has; null where there are none. */
export function demoWarning({ signers }: Pick<Signing, 'signers'>): string | null {
  const demo = signers.filter((signer) => signer.demo)
  if (demo.length === 0) return null
  const which = demo.length === signers.length ? 'These are demo keys' : `${demo.map(({ name }) => name).join(', ')}: demo keys` // prettier-ignore
  return `${which}: anyone has them, so they show how signing works and vouch for nothing.`
}

/** What the signers say of the attacks on the release, in a sentence; null where they say nothing. */
export function auditSentence({ audit }: Signing): string | null {
  const tried = audit.filter(({ outcome }) => outcome !== 'not-applicable')
  if (tried.length === 0) return null
  const failed = tried.filter(({ outcome }) => outcome === 'failed').length
  const through = failed === 0 ? 'none got through' : `${failed} got through`
  return `${tried.length === 1 ? 'One attack was' : `${tried.length} attacks were`} tried before it was signed; ${through}.`
}
