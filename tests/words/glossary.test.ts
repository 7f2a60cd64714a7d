import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { render } from 'svelte/server'
import { describe, expect, it } from 'vitest'
import Glossary from '../../src/pages/about/Glossary.svelte'
import { keyTermOf } from '../../src/pages/terms'
import { PAGES, standsAlone } from '../../src/view'
import { entryOf, GLOSSARY, termOf, type TermId } from '../../src/words/glossary'
import { HELP_OF_VIEW, helpOn } from '../../src/words/help'

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  )
const sources = (folder: string, end: string) =>
  files(folder)
    .filter((path) => path.endsWith(end))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
const sentences = (text: string) => text.split(/[.!?](?: |$)/).filter(Boolean).length

describe('the glossary', () => {
  it('has every entry once, in two to four sentences, and each is on the About page', () => {
    const page = render(Glossary, { props: {} }).body
    expect(new Set(GLOSSARY.map(({ term }) => term)).size).toBe(GLOSSARY.length)
    for (const { id, meaning } of GLOSSARY) {
      expect(page, id).toContain(`id="word-${id}"`)
      expect(sentences(meaning), meaning).toBeLessThanOrEqual(4)
      expect(meaning, id).toMatch(/^[A-Z“].*\.$/)
    }
  })

  it('holds each term that a page asks for', () => {
    const asked = sources('src/pages', '.svelte').flatMap(({ text }) => [
      ...[...text.matchAll(/<Term of="([^"]+)"/g)].map(([, id]) => id as TermId),
      ...[...text.matchAll(/\{ of: '([^']+)', text:/g)].map(([, id]) => id as TermId),
    ])
    expect(asked.length).toBeGreaterThan(5)
    for (const id of asked) expect(entryOf(id).meaning).not.toBe('')
    expect(() => entryOf('nonsense' as TermId)).toThrow(/no term/)
  })

  it('knows each label that a page says explains itself', () => {
    const labels = sources('src/pages', '.svelte').flatMap(({ text }) =>
      [...text.matchAll(/<Label text="([^"]+)"/g)].map(([, label]) => label ?? ''),
    )
    expect(labels.length).toBeGreaterThan(5)
    for (const label of labels) expect(termOf(label), label).not.toBeNull()
  })

  it.each<[string, TermId | null]>([
    ['95 % from', 'interval'],
    ['95 % interval', 'interval'],
    ['99.8 % to', 'interval-998'],
    ['Per 100,000 people', 'value'],
    ['Against the North', 'verdict'],
    ['Status', 'status'],
    ['Expected admissions', 'expected'],
    ['Slope index of inequality in the North', 'slope-index'],
    ['Most deprived fifth over the rest (Core20)', 'core20'],
    ['Women over men', 'gap'],
    ['too few to show safely (2)', 'hidden'],
    ['partly estimated (9)', 'estimated'],
    ['high, neighbours alike (4)', 'cluster'],
    ['95 % limits (dashed), 99.8 % limits: chance alone keeps that share of areas inside', 'limits'],
    ['95 % (dotted) and 99.8 % limits that allow for how much areas usually differ, too', 'over-dispersion'],
    ['Systematic component of variation, Diehr’s form, not times 100', 'scv'],
    ['Local Moran’s I', 'moran'],
    ['Salford', null],
    ['What it shares with them', null],
  ])('knows what “%s” means', (label, id) => expect(termOf(label)).toBe(id))

  it('leaves verdicts in keys alone: their shape and word say all', () => {
    expect(keyTermOf('higher (worse) (21)')).toBeNull()
    expect(keyTermOf('cannot be told apart (28)')).toBe('told-apart')
  })
})

describe('help on reading charts', () => {
  it('is there for every view, in two to five sentences; making a release explains itself step by step', () => {
    for (const page of PAGES.filter((one) => !standsAlone(one) && one !== 'gallery')) {
      const ids = HELP_OF_VIEW[page] ?? []
      expect(ids.length, page).toBeGreaterThan(0)
      for (const id of ids) {
        const help = helpOn(id) ?? ''
        expect(sentences(help), id).toBeGreaterThanOrEqual(2)
        expect(sentences(help), id).toBeLessThanOrEqual(5)
      }
    }
  })

  it('is there for every kind of scene, and each help is asked for somewhere', () => {
    const scenes = sources('src/charts', '.ts').flatMap(({ text }) =>
      [...text.matchAll(/(?:\bid: |sceneBase\(answer, )['`]([a-z-]+)/g)].map(([, id]) => id ?? ''),
    )
    expect(new Set(scenes).size).toBeGreaterThan(8)
    for (const id of scenes) expect(helpOn(id.endsWith('-') ? `${id}E08000006` : id), id).not.toBeNull()
    const shown = sources('src/pages', '.svelte').flatMap(({ text }) => [
      ...text.matchAll(/<HowToRead of="([a-z-]+)"/g),
    ])
    for (const [, id] of shown) expect(helpOn(id ?? ''), id).not.toBeNull()
    const known = new Set([...scenes.map((id) => id.replace(/-$/, '')), ...shown.map(([, id]) => id)])
    for (const id of Object.values(HELP_OF_VIEW).flat()) expect(known.has(id), id).toBe(true)
  })
})
