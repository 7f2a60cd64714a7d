import canonicalize from 'canonicalize'
import * as v from 'valibot'
import { DESCRIPTOR, wrongProperty } from '../descriptor'
import type { Descriptor } from '../descriptor'
import { parseJson } from '../json'
import { doesNotFit, ENVELOPE } from './envelope'

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'
/** A name, not an address: `.invalid` never leads anywhere (RFC 2606). What it stands for is in the README of `src/release`. */
const PREDICATE_TYPE = 'https://cairn.invalid/release/v1'

const text = v.string()
const sha = v.pipe(text, v.regex(/^[0-9a-f]{64}$/, '64 hex digits'))

const auditLine = v.object({
  attack: text,
  name: text,
  outcome: v.picklist(['passed', 'failed', 'not-applicable']),
  detail: text,
})

const predicate = v.object({
  release: text,
  title: text,
  date: text,
  identity: sha,
  facilities: v.array(text),
  policies: v.array(
    v.object({
      facility: text,
      policy: text,
      version: text,
      approval: v.nullable(v.object({ by: text, on: text })),
    }),
  ),
  audit: v.array(auditLine),
  previous: v.nullable(sha),
  parts: v.array(v.object({ id: text, identity: sha })),
})

const statementSchema = v.object({
  _type: v.literal(STATEMENT_TYPE),
  subject: v.array(v.object({ name: text, digest: v.object({ sha256: sha }) })),
  predicateType: v.literal(PREDICATE_TYPE),
  predicate,
})

/** What is signed: which files, to the last byte, and what is said of them (in-toto Statement v1). */
export type Statement = v.InferOutput<typeof statementSchema>

/** A descriptor as it was read. */
export interface Described {
  descriptor: Descriptor
  /** SHA-256 of the descriptor's file, hex. */
  digest: string
  identity: string
}

/** What signers know and the release does not say. */
export interface StatementExtras {
  audit?: Statement['predicate']['audit']
  /** Identity of the edition before. */
  previous?: string | null
}

/** The statement of a release: its descriptor and every file that this lists are the subjects. */
export function statementOf(
  { descriptor, digest, identity }: Described,
  { audit = [], previous = null }: StatementExtras = {},
): Statement {
  const { cairn } = descriptor
  const rules = cairn.protection.kind === 'protected' ? cairn.protection.rules : []
  return {
    _type: STATEMENT_TYPE,
    subject: subjectsOf(descriptor, digest).map(([name, sha256]) => ({ name, digest: { sha256 } })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      release: descriptor.name,
      title: descriptor.title,
      date: cairn.date,
      identity,
      facilities: cairn.facilities,
      policies: rules.map(({ facility, policy, version, approval }) => ({ facility, policy, version, approval })),
      audit: audit.map(({ attack, name, outcome, detail }) => ({ attack, name, outcome, detail })),
      previous,
      parts: cairn.parts.map(({ id, identity: part }) => ({ id, identity: part })),
    },
  }
}

function subjectsOf({ resources }: Descriptor, digest: string): [string, string][] {
  return [
    [DESCRIPTOR, digest],
    ...resources.map(({ path, hash }): [string, string] => [path, hash.slice('sha256:'.length)]),
  ]
}

/** Canonical (RFC 8785), so that the same statement is the same bytes on every machine. */
export const writeStatement = (statement: Statement): Uint8Array => new TextEncoder().encode(canonicalize(statement))

/** Throws `ReleaseError` where the payload is no statement of this kind. */
export function readStatement(payload: Uint8Array): Statement {
  const what = `${ENVELOPE}, payload`
  const result = v.safeParse(statementSchema, parseJson(payload, what))
  if (result.success) return result.output
  throw wrongProperty(what, result.issues)
}

/** Throws `ReleaseError` unless the statement is about this very release and covers each of its files. */
export function checkStatement({ subject, predicate: said }: Statement, described: Described): void {
  const { descriptor, digest, identity } = described
  const names = new Set(subject.map(({ name }) => name))
  if (names.size !== subject.length) throw doesNotFit('a file that is named twice', 'each file once')
  const signed = new Map(subject.map((one) => [one.name, one.digest.sha256]))
  for (const [path, hash] of subjectsOf(descriptor, digest)) {
    const found = signed.get(path)
    if (found !== hash) throw doesNotFit(`${path}: ${hash}`, found ? `${path}: ${found}` : `no file called ${path}`)
  }
  if (said.identity !== identity) throw doesNotFit(`identity ${identity}`, `identity ${said.identity}`)
  if (said.release !== descriptor.name) throw doesNotFit(descriptor.name, said.release)
  if (said.date !== descriptor.cairn.date) throw doesNotFit(descriptor.cairn.date, said.date)
}
