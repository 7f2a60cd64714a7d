/** Runs something later; returns how to stop it. */
export function soon(wait: number, run: () => void): () => void {
  const timer = setTimeout(run, wait)
  return () => clearTimeout(timer)
}
