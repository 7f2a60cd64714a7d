/**
 * Words for reading, written by Cairn, for indicators that Fingertips numbers. The source's own name stands beside
 * them unchanged; what is not listed here gets words made from its name.
 */
export interface KnownWords {
  slug: string
  shortName: string
  /** What is counted, plural. */
  counts: string
  /** Among whom, plural. */
  among: string
  topic: string
}

const words = (slug: string, shortName: string, counts: string, among: string, topic: string): KnownWords => ({ slug, shortName, counts, among, topic }) // prettier-ignore

export const knownIndicators: Readonly<Record<string, KnownWords>> = {
  241: words('diabetes', 'Diabetes (QOF)', 'people with diabetes', 'people on practice lists', 'Diabetes'),
  247: words('dementia', 'Dementia (QOF)', 'people with dementia', 'people on practice lists', 'Dementia'),
  337: words('registered', 'Registered population', 'people on practice lists', 'people', 'Population'),
  352: words('carers', 'Carers', 'people with a caring responsibility', 'people who answered', 'Social care'),
  383: words('dementia-reported', 'Dementia, self-reported', 'people reporting dementia', 'people who answered', 'Dementia'), // prettier-ignore
  20401: words('conceptions-under-18', 'Conceptions under 18', 'conceptions', 'girls and young women', 'Children and young people'), // prettier-ignore
  22401: words('falls', 'Falls, 65 and over', 'emergency admissions after a fall', 'people', 'Older people'),
  30302: words('hepatitis-b-jab', 'Hepatitis B vaccine at 2', 'children vaccinated', 'children', 'Vaccination'),
  41101: words('readmissions', 'Readmissions within 30 days', 'emergency readmissions', 'discharges', 'Hospital care'),
  41203: words('diabetic-sight-loss', 'Sight loss from diabetes', 'people newly certified', 'people', 'Diabetes'),
  90453: words('former-smokers', 'Former smokers', 'former smokers', 'people who answered', 'Smoking'),
  91040: words('health-checks', 'NHS Health Checks offered', 'checks offered', 'people eligible', 'Prevention'),
  91344: words('cancer-referrals', 'Urgent cancer referrals', 'referrals', 'referrals expected', 'Cancer'),
  91894: words('dementia-hospital-deaths', 'Dementia deaths in hospital', 'deaths in hospital', 'deaths', 'Dementia'),
  92026: words('obesity-reception', 'Obesity, Reception', 'children with obesity', 'children measured', 'Weight'),
  92033: words('obesity-year-6', 'Obesity, Year 6', 'children with obesity', 'children measured', 'Weight'),
  92266: words('fertility', 'Fertility', 'live births', 'women', 'Population'),
  92708: words('residents', 'Resident population', 'people', 'people', 'Population'),
  92904: words('alcohol-under-18', 'Alcohol admissions under 18', 'admission episodes', 'children', 'Alcohol'),
  93015: words('inactive', 'Physically inactive adults', 'inactive adults', 'adults', 'Prevention'),
  93085: words('smoking-at-delivery', 'Smoking at delivery', 'women who smoke', 'women giving birth', 'Smoking'),
  93088: words('overweight', 'Overweight adults', 'adults overweight', 'adults', 'Weight'),
  93124: words('acute-hepatitis-b', 'Acute hepatitis B', 'new cases', 'people', 'Infection'),
  93474: words('hospital-deaths', 'Deaths in hospital', 'deaths in hospital', 'deaths', 'End of life'),
  93553: words('imd-score', 'Deprivation score', 'points', 'people', 'Deprivation'),
  93701: words('low-income-children', 'Children in low income', 'children in low-income families', 'children', 'Deprivation'), // prettier-ignore
  93763: words('alcohol-deaths', 'Alcohol-related deaths', 'alcohol-related deaths', 'people', 'Alcohol'),
  93861: words('air-pollution-deaths', 'Deaths from fine particles', 'deaths attributed to particles', 'deaths', 'Environment'), // prettier-ignore
  94035: words('cataract-surgery', 'Cataract surgery', 'admissions', 'people', 'Hospital care'),
  94063: words('breast-screening', 'Breast screening', 'women screened', 'women eligible', 'Cancer'),
  94103: words('perinatal-mental-health', 'Perinatal mental health', 'women with a condition', 'women in the perinatal period', 'Mental health'), // prettier-ignore
}
