import { describe, expect, it } from 'vitest'
import { bibtex, citation, ris, type Cited } from '../../src/words/citation'

const CITED: Cited = {
  release: {
    id: 'demo-gm',
    title: 'Greater Manchester & around',
    date: '2026-03-01',
    identity: '3875ceac8adbcad1f7732ec27490a61c16cd30a7932aa58438d395dacdf7b97d',
    synthetic: true,
    facilities: ['Greater Manchester', 'North West Coast'],
  },
  finding: 'Salford is 14 % higher than Greater Manchester',
  link: 'https://cairn.example/#v=1&release=demo-gm&group=K%C3%BCste~E08000001',
  accessed: '2026-11-23',
}

describe('a citation', () => {
  it('names facility, release, SYNTHETIC, date, edition, finding, link and day of access', () =>
    expect(citation(CITED)).toBe(
      'Greater Manchester and North West Coast (2026). SYNTHETIC: Greater Manchester & around. Release of 1 March 2026, edition 3875ceac. “Salford is 14 % higher than Greater Manchester”. https://cairn.example/#v=1&release=demo-gm&group=K%C3%BCste~E08000001 (accessed 23 November 2026).',
    ))

  it('says SYNTHETIC once, and leaves out a link that leads nowhere and a finding that does not stand', () => {
    const bare = { ...CITED, release: { ...CITED.release, title: 'SYNTHETIC demo' }, finding: '', link: null }
    expect(citation(bare)).toBe('Greater Manchester and North West Coast (2026). SYNTHETIC demo. Release of 1 March 2026, edition 3875ceac. Accessed 23 November 2026.') // prettier-ignore
    expect(bibtex(bare)).not.toMatch(/url =|note/)
    expect(ris(bare)).not.toMatch(/UR {2}-|N1/)
  })

  it('is an entry that LaTeX takes: signs of its own escaped, the address as it is', () => {
    const entry = bibtex(CITED)
    expect(entry).toMatch(/^@misc\{demo-gm-3875ceac,\n/)
    expect(entry).toContain('  author = {{Greater Manchester} and {North West Coast}},')
    expect(entry).toContain('  title = {{SYNTHETIC: Greater Manchester \\& around}},')
    expect(entry).toContain('  note = {Salford is 14 \\% higher than Greater Manchester},')
    expect(entry).toContain(`  url = {${CITED.link}},`)
    expect(entry.split('{').length).toBe(entry.split('}').length)
  })

  it('is an entry that reference managers take (RIS): a tag a line, CRLF, ER last', () => {
    const lines = ris(CITED).split('\r\n')
    expect(lines.slice(0, 3)).toEqual(['TY  - DATA', 'AU  - Greater Manchester', 'AU  - North West Coast'])
    expect(lines).toContain(`UR  - ${CITED.link}`)
    expect(lines.slice(-2)).toEqual(['ER  - ', ''])
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}- /)
  })
})
