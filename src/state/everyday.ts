import { plain } from './plain'

/** What people type, and the beginnings of words by which names, topics and ids of indicators say it. */
const TABLE: readonly (readonly [said: string, means: string])[] = [
  ['lung, lungs, breath, breathing, breathless, chest, respiratory, wheeze, inhaler, emphysema, bronchitis', 'copd, pulmonary, asthma, breathing, respiratory, particle'],
  ['heart, cardiac, circulation, cardiovascular, cvd, coronary, angina', 'heart, circulation, stroke, hypertension, blood pressure, coronary, cardio, health check'],
  ['blood pressure, bp, pressure', 'hypertension, blood pressure'],
  ['sugar, blood sugar, glucose, insulin', 'diabet'],
  ['old people, older, elderly, elders, pensioners, old age, ageing, seniors, frail', 'older people, falls, frailty, dementia, 65 and over, 65 years, cataract, end of life'],
  ['fall, falling, hip, broken hip, fracture', 'falls, hip'],
  ['memory, alzheimer, alzheimers, forgetful', 'dementia, alzheimer'],
  ['brain, nerves, fits, seizure, neurology', 'stroke, epilepsy, seizure, dementia, brain'],
  ['mind, depression, anxiety, psychosis, schizophrenia, bipolar, psychiatric, smi, wellbeing', 'mental'],
  ['tumour, tumor, malignant, oncology, screening, mammogram', 'cancer, screening'],
  ['breast, bowel, prostate', 'cancer, breast, bowel, prostate'],
  ['smoke, smoker, tobacco, cigarettes, vaping', 'smok'],
  ['drink, drinking, drunk, booze, liver, cirrhosis', 'alcohol, liver'],
  ['baby, babies, birth, pregnant, pregnancy, maternity, mother, mothers, childbirth', 'pregnan, deliver, birth, perinatal, conception, fertility, infant'],
  ['child, children, kids, young, teenage, teenagers, school', 'child, young, reception, year 6, under 18, under 20, infant'],
  ['fat, overweight, obese, bmi, weight, diet', 'obes, overweight, weight'],
  ['exercise, sport, fitness, activity, walking', 'inactive, active'],
  ['poor, poverty, deprived, income, money', 'deprivation, low income'],
  ['air, pollution, smog, fumes', 'particle, pollution, environment'],
  ['eye, eyes, sight, vision, blind, blindness', 'sight, cataract, eye'],
  ['jab, jabs, vaccine, vaccination, immunisation, injection', 'vaccin, jab'],
  ['germs, virus, infection, infectious', 'hepatitis, infection, antibiotic'],
  ['drugs, medicine, medicines, prescription, prescribing, tablets, pills', 'medicines, prescrib, antibiotic'],
  ['a and e, a e, accident, casualty, emergency department, walk in', 'urgent care'],
  ['stomach, tummy, belly', 'abdominal'],
  ['die, dying, death, dead, mortality, palliative', 'death, mortality, end of life, life expectancy'],
  ['lifespan, how long', 'life expectancy'],
  ['caring, carer', 'carer, social care'],
] // prettier-ignore

const split = (list: string) => list.split(',').map(plain)
const ENTRIES = TABLE.map(([said, means]) => ({ said: split(said), means: split(means) }))
/** Fewer letters could begin anything. */
const LEAST = 3

/** The beginnings of words that mean what was typed, in plain letters; empty where the table does not know it. */
export function everydayMeanings(wanted: string): string[] {
  const knows = (said: readonly string[]) =>
    said.includes(wanted) || (wanted.length >= LEAST && said.some((phrase) => phrase.startsWith(wanted)))
  return [...new Set(ENTRIES.flatMap(({ said, means }) => (knows(said) ? means : [])))]
}
