/**
 * The districts of Cumbria and North Yorkshire that were merged on 1 April 2023. Records of events before that day carry
 * their codes. The rule: a record of a former district counts for the one authority that took its place.
 */
export interface FormerDistrict {
  code: string
  name: string
  /** Code of the authority that took its place. */
  successor: string
  /** Thousands of people, rounded: how the authority's records before the merger are shared out. */
  people: number
}

/** Last day of the former districts, ISO. */
export const MERGED_ON = '2023-03-31'

const former = (code: string, name: string, people: number, successor: string): FormerDistrict => ({
  code,
  name,
  successor,
  people,
})

export const formerDistricts: readonly FormerDistrict[] = [
  former('E07000026', 'Allerdale', 97, 'E06000063'),
  former('E07000028', 'Carlisle', 110, 'E06000063'),
  former('E07000029', 'Copeland', 68, 'E06000063'),
  former('E07000027', 'Barrow-in-Furness', 67, 'E06000064'),
  former('E07000030', 'Eden', 55, 'E06000064'),
  former('E07000031', 'South Lakeland', 105, 'E06000064'),
  former('E07000163', 'Craven', 57, 'E06000065'),
  former('E07000164', 'Hambleton', 91, 'E06000065'),
  former('E07000165', 'Harrogate', 163, 'E06000065'),
  former('E07000166', 'Richmondshire', 50, 'E06000065'),
  former('E07000167', 'Ryedale', 55, 'E06000065'),
  former('E07000168', 'Scarborough', 109, 'E06000065'),
  former('E07000169', 'Selby', 92, 'E06000065'),
]

/** Code of today's authority for each former code. */
export const successors: ReadonlyMap<string, string> = new Map(
  formerDistricts.map(({ code, successor }) => [code, successor]),
)
