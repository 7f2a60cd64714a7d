/**
 * One made-up record, as a facility might hold it: an event (admission, attendance, course) or a person of a register,
 * sample or audit. No record describes anybody.
 */
export interface PatientRecord {
  /** Made-up person: the same number is the same person. */
  person: number
  /** Authority of residence as coded on the day: districts that were merged in 2023 keep their codes until then. */
  area: string
  /** Day number since 1970. */
  day: number
  /** Day number of birth. */
  born: number
  sex: 'female' | 'male'
  /** Id of the topic's indicator. */
  topic: string
  /** Ethnic category A to S of the NHS Data Dictionary; Z where it was not stated; empty where it was not recorded. */
  ethnicity: string
  /** National deprivation fifth of the neighbourhood, 1 is most deprived. */
  fifth: number
  /** For people of a register, sample or audit: whether they count in the numerator; null for events. */
  outcome: boolean | null
}
