import { checkReference, readReference, SHARED } from './kit'
import { space } from './methods/space'
for (const m of space) for (const f of [SHARED, new URL('real/', SHARED)]) {
  const file = readReference(m.file, f); if (!file) continue
  const r = checkReference(m, file)
  const by = new Map<string, number>()
  for (const x of r) by.set(x.column, Math.max(by.get(x.column) ?? 0, x.largest))
  console.log(m.file, r.length, 'bad', r.filter((x) => !x.within).map((x) => `${x.name} ${x.column} ${x.fault}`).slice(0, 6), [...by].map(([k, v]) => `${k}:${v.toExponential(1)}`).join(' '))
}
