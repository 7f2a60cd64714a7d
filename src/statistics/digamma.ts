/**
 * `ψ(x) − ln x` for x above 0, where ψ is the digamma function (derivative of ln Γ): by its asymptotic series from 10, by
 * recurrence below. Apart from ln x so that differences at large x do not cancel.
 * Source: Abramowitz & Stegun (1964) 6.3.5, 6.3.18.
 */
export function digammaLessLog(x: number): number {
  let [shift, at] = [0, x]
  while (at < 10) shift += 1 / at++
  const s = 1 / (at * at)
  const series =
    -0.5 / at - s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - (s * 691) / 32760)))))
  return at === x ? series : series - shift + Math.log(at / x)
}
