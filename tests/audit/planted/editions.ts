import { down, exact, five, hidden1to7, hideOrRound, otherwise, own, redact, round } from './publishing'
import type { Kind } from './publishing'
import { mainTable, plantedDraft, safeDraft } from './world'
import { DISTRICTS, apart, checkered, grown, linked, sexless } from './worlds'

/** Flaws that only an earlier edition shows. */
export const EDITIONS: readonly Kind[] = [
  {
    name: 'a later edition with a person more',
    caughtBy: ['7'],
    unsafe: (seed) => ({
      releases: [plantedDraft(grown(seed, 1 + (seed % 4)), own, exact, { date: '2026-03-31' })],
      against: [plantedDraft(grown(seed, 0), own, exact)],
    }),
    safe: (seed, solver) => ({
      releases: [safeDraft(grown(seed, 1 + (seed % 4)), five, solver, { date: '2026-03-31' })],
      against: [safeDraft(grown(seed, 0), five, solver)],
    }),
  },
  {
    name: 'late records that only add, and values that fall',
    caughtBy: ['7'],
    unsafe: (seed) => ({
      releases: [plantedDraft(checkered(seed, 5), five, otherwise, { date: '2026-03-31' })],
      against: [plantedDraft(checkered(seed, 0), five, round(5))],
    }),
    safe: (seed) => ({
      releases: [plantedDraft(checkered(seed, 5), five, round(5), { date: '2026-03-31' })],
      against: [plantedDraft(checkered(seed, 0), five, round(5))],
    }),
  },
  {
    name: 'records that are only taken away, and values that rise',
    caughtBy: ['7'],
    unsafe: (seed) => ({
      releases: [plantedDraft(checkered(seed, 0), five, otherwise, { date: '2026-03-31' })],
      against: [plantedDraft(checkered(seed, 10), five, round(5))],
    }),
    safe: (seed) => ({
      releases: [plantedDraft(checkered(seed, 0), five, round(5), { date: '2026-03-31' })],
      against: [plantedDraft(checkered(seed, 10), five, round(5))],
    }),
  },
  {
    name: 'hidden, then rounded down, while another area is corrected',
    caughtBy: ['7'],
    unsafe: (seed) => ({
      releases: [plantedDraft(apart(seed, 17), five, down, { date: '2026-03-31' })],
      against: [plantedDraft(apart(seed, 0), hidden1to7, hideOrRound)],
    }),
    safe: (seed) => ({
      releases: [plantedDraft(apart(seed, 17), five, round(5), { date: '2026-03-31' })],
      against: [plantedDraft(apart(seed, 0), hidden1to7, hideOrRound)],
    }),
  },
  {
    name: 'rounded down, then hidden, while another area is corrected',
    caughtBy: ['7'],
    unsafe: (seed) => ({
      releases: [plantedDraft(apart(seed, 17), hidden1to7, hideOrRound, { date: '2026-03-31' })],
      against: [plantedDraft(apart(seed, 0), five, down)],
    }),
    safe: (seed) => ({
      releases: [plantedDraft(apart(seed, 17), hidden1to7, hideOrRound, { date: '2026-03-31' })],
      against: [plantedDraft(apart(seed, 0), five, round(5))],
    }),
  },
  {
    name: 'margins in one edition, parts in the next',
    caughtBy: ['7'],
    unsafe: (seed) => ({
      releases: [
        plantedDraft({ ...linked(seed), tables: [mainTable(DISTRICTS)] }, own, redact, { date: '2026-03-31' }),
      ],
      against: [plantedDraft({ ...linked(seed), tables: [sexless()] }, own, redact)],
    }),
    safe: (seed, solver) => ({
      releases: [safeDraft(linked(seed), five, solver, { date: '2026-03-31' })],
      against: [safeDraft(linked(seed), five, solver)],
    }),
  },
]
