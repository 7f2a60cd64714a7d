/**
 * The 62 local authorities of the North of England as they stood from April 2023: real names and codes, everything
 * else our own rounded approximation. Columns: code | name | region | kind | thousands of people in 2023 | growth a year
 * in tenths of a percent | deprivation score (higher is more deprived) | age structure | percent white, mixed, Asian,
 * black, other | longitude | latitude (main centre of population) | column | row of its hexagon (odd rows half a step right).
 */
const TABLE = `
E06000001|Hartlepool|nenc|unitary|93|2|35|town|96 1 2 0.5 0.5|-1.21|54.68|7|2
E06000002|Middlesbrough|nenc|unitary|149|5|41|young|82 2 11 3 2|-1.23|54.57|7|3
E06000003|Redcar and Cleveland|nenc|unitary|137|1|30|coastal|97 1 1 0.5 0.5|-1.06|54.59|8|3
E06000004|Stockton-on-Tees|nenc|unitary|199|4|26|town|92 1 5 1 1|-1.32|54.56|6|3
E06000005|Darlington|nenc|unitary|109|3|26|town|94 1.5 3 1 0.5|-1.56|54.53|5|3
E06000047|County Durham|nenc|unitary|528|4|27|older|97 1 1.5 0.3 0.2|-1.60|54.75|6|2
E06000057|Northumberland|nenc|unitary|324|3|22|coastal|97.5 1 1 0.2 0.3|-1.70|55.15|5|0
E08000021|Newcastle upon Tyne|nenc|metropolitan|307|8|30|university|80 2.5 11.5 3.5 2.5|-1.62|54.98|6|0
E08000022|North Tyneside|nenc|metropolitan|211|4|22|older|94.5 1.5 2.5 0.8 0.7|-1.50|55.02|7|0
E08000023|South Tyneside|nenc|metropolitan|148|1|31|older|93.5 1.5 3 1 1|-1.43|54.98|7|1
E08000024|Sunderland|nenc|metropolitan|277|1|31|town|94.5 1 3 1 0.5|-1.40|54.90|6|1
E08000037|Gateshead|nenc|metropolitan|198|0|28|town|93.5 1.2 2.5 1.6 1.2|-1.62|54.94|5|1
E06000063|Cumberland|nenc|unitary|276|1|24|older|97.8 0.8 0.9 0.2 0.3|-3.25|54.75|4|1
E06000064|Westmorland and Furness|nwc|unitary|227|1|19|coastal|97.6 0.9 1 0.2 0.3|-2.90|54.35|5|2
E06000006|Halton|nwc|unitary|129|3|32|town|96.5 1.2 1.2 0.6 0.5|-2.72|53.34|1|9
E06000007|Warrington|nwc|unitary|212|5|19|middle|93.5 1.8 3.3 0.8 0.6|-2.59|53.39|2|9
E06000008|Blackburn with Darwen|nwc|unitary|156|5|36|young|60.4 2 35.6 0.9 1.1|-2.48|53.74|3|6
E06000009|Blackpool|nwc|unitary|141|-1|45|coastal|94.7 1.8 2.5 0.4 0.6|-3.04|53.82|2|3
E06000049|Cheshire East|nwc|unitary|406|7|14|older|94.4 1.8 2.5 0.7 0.6|-2.30|53.20|3|10
E06000050|Cheshire West and Chester|nwc|unitary|361|7|18|older|95.3 1.6 2 0.6 0.5|-2.80|53.22|2|10
E07000117|Burnley|nwc|district|95|6|38|young|82.5 1.6 14.8 0.4 0.7|-2.24|53.79|4|5
E07000118|Chorley|nwc|district|119|7|17|middle|95.8 1.5 1.8 0.5 0.4|-2.63|53.65|2|6
E07000119|Fylde|nwc|district|83|6|15|coastal|96.5 1.3 1.5 0.3 0.4|-2.95|53.76|2|4
E07000120|Hyndburn|nwc|district|83|3|34|young|82.6 1.5 14.9 0.4 0.6|-2.38|53.75|3|5
E07000121|Lancaster|nwc|district|143|2|24|university|92.5 1.8 4 0.9 0.8|-2.82|54.05|4|3
E07000122|Pendle|nwc|district|96|5|31|young|71.2 1.5 26.2 0.4 0.7|-2.19|53.85|5|4
E07000123|Preston|nwc|district|151|6|30|university|72.6 2.6 20.2 2.6 2|-2.70|53.77|3|4
E07000124|Ribble Valley|nwc|district|63|9|11|coastal|96.4 1.1 2 0.2 0.3|-2.40|53.89|4|4
E07000125|Rossendale|nwc|district|71|4|25|middle|92.3 1.4 5.5 0.4 0.4|-2.28|53.69|4|6
E07000126|South Ribble|nwc|district|112|3|15|middle|95.4 1.5 2.2 0.5 0.4|-2.69|53.70|2|5
E07000127|West Lancashire|nwc|district|118|5|19|older|96.3 1.4 1.3 0.5 0.5|-2.86|53.58|1|6
E07000128|Wyre|nwc|district|114|4|22|coastal|97.3 1.1 1 0.2 0.4|-2.95|53.89|3|3
E08000011|Knowsley|nwc|metropolitan|157|6|43|town|95.2 1.9 1.6 0.8 0.5|-2.85|53.43|1|8
E08000012|Liverpool|nwc|metropolitan|496|5|42|university|83.9 3.5 5.7 3.5 3.4|-2.95|53.40|0|8
E08000013|St Helens|nwc|metropolitan|184|3|32|town|96.5 1.2 1.4 0.4 0.5|-2.72|53.45|2|8
E08000014|Sefton|nwc|metropolitan|281|2|27|coastal|95.7 1.7 1.4 0.6 0.6|-3.00|53.50|0|7
E08000015|Wirral|nwc|metropolitan|322|1|30|older|95.2 1.7 2.1 0.4 0.6|-3.06|53.38|1|10
E08000001|Bolton|gm|metropolitan|298|6|31|young|71.9 2.2 20.1 3.8 2|-2.43|53.58|2|7
E08000002|Bury|gm|metropolitan|194|4|24|middle|82.9 2.7 10.6 1.9 1.9|-2.30|53.59|3|7
E08000003|Manchester|gm|metropolitan|568|10|40|university|56.8 5.3 20.9 11.9 5.1|-2.24|53.47|4|8
E08000004|Oldham|gm|metropolitan|244|7|33|young|68.1 2.5 24.6 3.4 1.4|-2.11|53.54|5|7
E08000005|Rochdale|gm|metropolitan|226|6|34|young|74 2.3 18.5 3.5 1.7|-2.16|53.61|4|7
E08000006|Salford|gm|metropolitan|278|16|34|young|82.3 3.1 5.5 6.1 3|-2.30|53.49|3|8
E08000007|Stockport|gm|metropolitan|297|4|21|middle|87.3 2.8 6.7 1.3 1.9|-2.15|53.40|4|9
E08000008|Tameside|gm|metropolitan|233|4|31|town|85.6 2.1 9.2 2.3 0.8|-2.08|53.48|5|8
E08000009|Trafford|gm|metropolitan|236|5|16|middle|77.8 3.7 12.6 3.4 2.5|-2.35|53.42|3|9
E08000010|Wigan|gm|metropolitan|334|4|26|town|95 1.4 1.8 1.2 0.6|-2.58|53.52|1|7
E06000010|Kingston upon Hull|cy|unitary|268|4|41|young|91.8 1.7 2.8 1.9 1.8|-0.34|53.76|8|5
E06000011|East Riding of Yorkshire|cy|unitary|347|4|16|coastal|97.4 1 0.9 0.3 0.4|-0.45|53.87|7|5
E06000012|North East Lincolnshire|cy|unitary|157|-1|31|town|96.3 1.1 1.5 0.5 0.6|-0.06|53.56|9|6
E06000013|North Lincolnshire|cy|unitary|170|1|22|older|94.3 1.2 3.2 0.6 0.7|-0.63|53.58|8|6
E06000014|York|cy|unitary|205|3|12|university|92.8 1.8 3.8 0.7 0.9|-1.08|53.96|7|4
E06000065|North Yorkshire|cy|unitary|624|4|15|coastal|96.7 1.2 1.3 0.4 0.4|-1.40|54.15|6|4
E08000016|Barnsley|cy|metropolitan|247|6|30|town|96.8 1 1 0.7 0.5|-1.48|53.55|6|7
E08000017|Doncaster|cy|metropolitan|312|3|30|town|93.1 1.5 2.9 1.4 1.1|-1.13|53.52|7|7
E08000018|Rotherham|cy|metropolitan|269|4|30|town|91 1.5 5.3 1.1 1.1|-1.35|53.43|7|8
E08000019|Sheffield|cy|metropolitan|566|5|26|university|79.1 3.5 9.6 4.6 3.2|-1.47|53.38|6|8
E08000032|Bradford|cy|metropolitan|552|4|35|young|61.1 2.7 32.1 2 2.1|-1.78|53.80|5|5
E08000033|Calderdale|cy|metropolitan|208|2|26|middle|86.2 1.9 10.5 0.7 0.7|-1.88|53.72|5|6
E08000034|Kirklees|cy|metropolitan|438|3|25|middle|73.6 3 19.4 2.3 1.7|-1.76|53.66|6|6
E08000035|Leeds|cy|metropolitan|822|7|27|university|79 3.4 9.7 5.6 2.3|-1.54|53.80|6|5
E08000036|Wakefield|cy|metropolitan|358|8|27|town|93.1 1.4 3.6 1.2 0.7|-1.45|53.68|7|6
`

export type RegionId = 'nwc' | 'gm' | 'cy' | 'nenc'
export type AgeStructure = 'university' | 'young' | 'town' | 'middle' | 'older' | 'coastal'

export interface Place {
  /** Position in `places`: names its stream of chance. */
  index: number
  code: string
  name: string
  region: RegionId
  kind: string
  /** In 2023, rounded to thousands. */
  people: number
  /** Growth a year as a share of 2023's people. */
  growth: number
  score: number
  structure: AgeStructure
  /** Percent white, mixed, Asian, black, other. */
  ethnicMix: readonly number[]
  x: number
  y: number
  hex: { q: number; r: number }
}

export interface Region {
  id: RegionId
  code: string
  name: string
  facility: string
}

/** The code of the four regions together. */
export const NORTH = 'NORTH'

export const regions: readonly Region[] = [
  { id: 'nwc', code: 'CR-NWC', name: 'North West Coast', facility: 'North West Coast' },
  { id: 'gm', code: 'CR-GM', name: 'Greater Manchester', facility: 'Greater Manchester' },
  { id: 'cy', code: 'CR-CY', name: 'Connected Yorkshire', facility: 'Connected Yorkshire' },
  { id: 'nenc', code: 'CR-NENC', name: 'North East and North Cumbria', facility: 'North East and North Cumbria' },
]

export const places: readonly Place[] = TABLE.trim().split('\n').map(readPlace)

function readPlace(line: string, index: number): Place {
  const cell = line.split('|')
  const text = (at: number) => cell[at] ?? ''
  const number = (at: number) => Number(text(at))
  return {
    index,
    code: text(0),
    name: text(1),
    region: text(2) as RegionId,
    kind: text(3),
    people: number(4) * 1000,
    growth: number(5) / 1000,
    score: number(6),
    structure: text(7) as AgeStructure,
    ethnicMix: text(8).split(' ').map(Number),
    x: number(9),
    y: number(10),
    hex: { q: number(11), r: number(12) },
  }
}
