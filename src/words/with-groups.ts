import type { Answer, Estimate } from '../domain'

/** The answer with the reader's groups as rows among its areas, followed as marked areas are; for charts and tables of rows. */
export function withGroups(answer: Answer, groups: readonly Estimate[]): Answer {
  if (groups.length === 0) return answer
  const chosen = [...answer.question.chosen, ...groups.map(({ area }) => area)]
  return { ...answer, question: { ...answer.question, chosen }, estimates: [...answer.estimates, ...groups] }
}
