/** A word that the screen uses and a reader may not know. */
export interface GlossaryEntry {
  id: string
  term: string
  /** Two sentences or three, in plain English. */
  meaning: string
  /** Headers, keys and labels that mean this term. */
  said?: RegExp
}

/** Longest first where one label could mean two: the first that fits is taken. */
const ENTRIES = [
  {
    id: 'area',
    term: 'Area',
    meaning: 'What figures are given for: a council’s area, a neighbourhood, a part of the health service, or the patients of one practice. Each kind of area is shown on its own, never mixed.', // prettier-ignore
    said: /^Area$/,
  },
  {
    id: 'marked',
    term: 'Marked area',
    meaning: 'An area that you follow. It is yellow in every chart, has a sentence of its own, and stays marked from view to view until you stop marking it.', // prettier-ignore
    said: /^Marked areas?$/,
  },
  {
    id: 'indicator',
    term: 'Indicator',
    meaning: 'One thing that is measured, such as emergency admissions for COPD. Its definition says what is counted, and among whom.', // prettier-ignore
    said: /^(Indicator|Of)$/,
  },
  {
    id: 'period',
    term: 'Period',
    meaning: 'The time that a figure covers: a year, several years together, or a month.',
    said: /^Period$/,
  },
  {
    id: 'interval-998',
    term: '99.8 % interval',
    meaning: 'A wider range than the 95 % interval: chance alone puts the true value outside it about twice in 1,000. Used where many areas are looked at and false alarms would be many.', // prettier-ignore
    said: /^99\.8 % (from|to|interval)$/,
  },
  {
    id: 'interval',
    term: 'Interval (95 %)',
    meaning: 'The range that goes with a figure because chance makes figures jump about. About 19 in 20 such ranges hold the true value; the wider the range, the less sure the figure.', // prettier-ignore
    said: /95 % (from|to|interval)|^How sure$|^Recomputed 95 %$/,
  },
  {
    id: 'value',
    term: 'Value',
    meaning: 'The figure of one area: usually how many there were in every 100,000 people, or in every 100. It lets large and small areas be compared.', // prettier-ignore
    said: /^Value\b|^Per [\d,]+|^%$|^Years$/,
  },
  {
    id: 'count',
    term: 'Count',
    meaning: 'How often something happened, or how many people it happened to: the upper part of a rate. Also called the numerator.', // prettier-ignore
    said: /^Count$|^(Observed events|Admissions|Cases|Deaths|Patients|Stays)$/i,
  },
  {
    id: 'expected',
    term: 'Expected count',
    meaning: 'How many there would be in an area if each age group and sex had the rate of the whole. The count over the expected count is a ratio: above 1 there are more than age and sex lead one to expect.', // prettier-ignore
    said: /^Expected |^Observed over expected/,
  },
  {
    id: 'population',
    term: 'Population',
    meaning: 'The people that a count is taken from: the lower part of a rate. Also called the denominator.',
    said: /^(People|Population|Denominator|Registered patients)$/i,
  },
  {
    id: 'standardised',
    term: 'Standardised',
    meaning: 'Made comparable as though all areas had people of the same ages (and sexes). Without it a place with many old people would look worse only because it has many old people.', // prettier-ignore
    said: /standardised/i,
  },
  {
    id: 'standard-population',
    term: 'Standard population',
    meaning: 'The list of how many people of each age are assumed when rates are standardised, such as the European Standard Population of 2013.', // prettier-ignore
    said: /^Standard population/,
  },
  {
    id: 'comparator',
    term: 'Comparator',
    meaning: 'What areas are held against: England, the North, a region, similar areas, or areas that you choose. Its own figure stands on top of each table.', // prettier-ignore
    said: /^Comparator$/,
  },
  {
    id: 'verdict',
    term: 'Verdict: higher, lower',
    meaning: 'Higher or lower is said only where the stated rule holds, that is, where chance is an unlikely reason for the difference. Each has its own shape: ▲ higher, ▼ lower, ● cannot be told apart.', // prettier-ignore
    said: /^Against |^higher|^lower|^Verdict/,
  },
  {
    id: 'told-apart',
    term: 'Cannot be told apart',
    meaning: 'The difference is no larger than chance could make. It does not mean that two areas are the same: with more events a difference might show.', // prettier-ignore
    said: /^cannot be told apart/,
  },
  {
    id: 'rule',
    term: 'Rule',
    meaning: 'What decides whether an area is called higher or lower. One rule looks at the area’s interval, another at control limits; official publications use different ones, so verdicts may differ.', // prettier-ignore
    said: /^(Which rule says higher or lower|Limits)$/,
  },
  {
    id: 'polarity',
    term: 'Polarity: better, worse',
    meaning: 'Whether more of something is good or bad. Better and worse are said only of indicators that have a good direction; prescribing and admissions have none.', // prettier-ignore
    said: /^More is$|^better|^worse/i,
  },
  {
    id: 'by-chance',
    term: 'By chance alone',
    meaning: 'How often figures would lie so far apart if nothing but chance were at work. A small figure means that chance is an unlikely reason.', // prettier-ignore
    said: /^By chance|^Chance alone|^Probability/,
  },
  {
    id: 'beyond-chance',
    term: 'Beyond chance',
    meaning: 'How much areas differ once chance is taken away, as a share of the comparator’s figure. 0 % means that chance explains it all; at 20 %, two in three areas lie within a fifth of their average.', // prettier-ignore
    said: /^Beyond chance$/,
  },
  {
    id: 'lowest-highest',
    term: 'Lowest and highest',
    meaning: 'The two ends of all areas shown. Some area is always at each end, so an end is a finding only where its interval says so.', // prettier-ignore
    said: /^(Lowest|Highest)$/,
  },
  {
    id: 'over-dispersion',
    term: 'Usual spread (over-dispersion)',
    meaning: 'Areas nearly always differ by more than chance. Limits that allow for this usual spread single out only areas that are unusual among these areas.', // prettier-ignore
    said: /usual spread|that allow for|over-dispers|Usual difference/i,
  },
  {
    id: 'limits',
    term: 'Control limits',
    meaning: 'The range within which chance alone would keep areas of one size: 95 or 99.8 in 100 of them. Small areas have wide limits, large ones narrow.', // prettier-ignore
    said: /^Outside the 95 % limits|^9[59](\.8)? % limits|control limits/i,
  },
  {
    id: 'funnel',
    term: 'Funnel plot',
    meaning: 'A chart of value against size. Its limits narrow like a funnel as areas grow, because chance moves small areas more.', // prettier-ignore
  },
  {
    id: 'scv',
    term: 'Systematic component of variation (SCV)',
    meaning: 'One number for how much areas differ beyond chance and beyond their ages. It helps to compare indicators with one another; 0 means no more than chance.', // prettier-ignore
    said: /^Systematic component/,
  },
  {
    id: 'empirical-bayes',
    term: 'Empirical Bayes',
    meaning: 'A way to steady the figures of small areas by drawing each towards the mean, the more so the less is known of it. What is left of the spread is more than chance.', // prettier-ignore
    said: /^Empirical Bayes|shrunk|drawn to the mean/i,
  },
  {
    id: 'extremal-quotient',
    term: 'Extremal quotient and percentile ratios',
    meaning: 'The highest figure over the lowest; or, without the extremes, the 90th over the 10th and the 75th over the 25th of a hundred areas. Chance alone makes them larger than 1.', // prettier-ignore
    said: /quotient|percentile/i,
  },
  {
    id: 'spread-measures',
    term: 'Coefficient of variation, Gini, Theil',
    meaning: 'Three older ways to put how unequal areas are into one number; 0 where all are the same. Given as counted, with chance in it, and again with chance taken off.', // prettier-ignore
    said: /^(Coefficient of variation|Gini|Theil)/,
  },
  {
    id: 'chi-square',
    term: 'χ² test',
    meaning: 'Adds up how far the areas’ counts lie from the expected ones. It says only whether they differ by more than chance, not by how much.', // prettier-ignore
    said: /^χ²/,
  },
  {
    id: 'hidden',
    term: 'Hidden',
    meaning: 'A figure that is not published, because so few people are behind it that somebody might be recognised, or because it would give such a figure away. Shown with stripes; it is not zero.', // prettier-ignore
    said: /hidden|too few to show safely|^no value/i,
  },
  {
    id: 'rounded',
    term: 'Rounded',
    meaning: 'Counts are published to the nearest multiple of a small number, such as 5, so that nobody can be found by subtraction. What rounding adds to the uncertainty is in the interval.', // prettier-ignore
    said: /^rounded/i,
  },
  {
    id: 'estimated',
    term: 'Partly estimated',
    meaning: 'A figure of which a part was hidden and has been worked out from the area’s published total. Drawn with dashes; its interval is wider for it.', // prettier-ignore
    said: /partly estimated/i,
  },
  {
    id: 'status',
    term: 'Status',
    meaning: 'Whether a figure is shown as counted, rounded, partly estimated, hidden (too few to show safely), or not there at all.', // prettier-ignore
    said: /^Status$/,
  },
  {
    id: 'synthetic',
    term: 'SYNTHETIC',
    meaning: 'Made up. The areas bear real names so that maps can be drawn, but no figure describes a real person or place.', // prettier-ignore
  },
  {
    id: 'release',
    term: 'Release',
    meaning: 'A set of files of safe counts that a facility has published on a date. A link keeps to the edition it was made on.', // prettier-ignore
  },
  {
    id: 'facility',
    term: 'Facility',
    meaning: 'A secure place, one for each of the four regions of the North, where patient records are kept and never leave. Only counts that passed its rules come out.', // prettier-ignore
    said: /^Released by$/,
  },
  {
    id: 'disclosure-control',
    term: 'Disclosure control',
    meaning: 'What is done to counts before they are published so that nobody can be found in them: hiding, rounding, or small random changes. Each release says which, and is attacked to test it.', // prettier-ignore
  },
  {
    id: 'core20',
    term: 'Core20',
    meaning: 'The fifth of neighbourhoods in England that are most deprived. The NHS asks that care there be looked at first.', // prettier-ignore
    said: /Core20/,
  },
  {
    id: 'deprivation',
    term: 'Deprivation',
    meaning: 'How much a neighbourhood lacks in income, work, education, health, safety, housing and surroundings, by the English Indices of Deprivation. It describes places, not people.', // prettier-ignore
    said: /deprivation/i,
  },
  {
    id: 'slope-index',
    term: 'Slope index of inequality',
    meaning: 'How far the figure would change from the most to the least deprived end, if a straight line were drawn through all groups. 0 means no gradient.', // prettier-ignore
    said: /^Slope index/,
  },
  {
    id: 'relative-index',
    term: 'Relative index of inequality',
    meaning: 'The same slope as a ratio of its two ends, so that indicators in different units can be compared. 1 means no gradient.', // prettier-ignore
    said: /^Relative index/,
  },
  {
    id: 'concentration-index',
    term: 'Concentration index',
    meaning: 'Whether something is gathered at one end of the ladder of deprivation, from −1 to 1. 0 means that it is spread evenly.', // prettier-ignore
    said: /^Concentration index/,
  },
  {
    id: 'gap',
    term: 'One group over another',
    meaning: 'Two groups held against each other: “over” gives how many times as high the first is, “less” how much higher. Each has its interval.', // prettier-ignore
    said: /\S (over|less) (?!expected)\S/,
  },
  {
    id: 'trend',
    term: 'Recent trend',
    meaning: 'Whether the last few periods rise or fall by more than chance would make them. “No trend can be told” does not mean that nothing changes.', // prettier-ignore
    said: /^Recent trend|^Change a year$/,
  },
  {
    id: 'break',
    term: 'Break in a series',
    meaning: 'A change in how something is counted or coded. Figures from then on do not compare with earlier ones, so no line is drawn across.', // prettier-ignore
    said: /^Break from/,
  },
  {
    id: 'process-limits',
    term: 'Process limits',
    meaning: 'The range of months that a steady process would give. A month outside, or a long run on one side of the mean, says that something other than chance is at work.', // prettier-ignore
    said: /process limits?$|^What is at work$|^Special cause$|^Signals$/i,
  },
  {
    id: 'cluster',
    term: 'Cluster',
    meaning: 'An area that is high (or low) among neighbours that are too, by more than chance would put together. It says where to look, not why.', // prettier-ignore
    said: /neighbours alike|cluster|^high among|^low among|^Among its neighbours$/i,
  },
  {
    id: 'moran',
    term: 'Moran’s I',
    meaning: 'One number for whether neighbours are alike: near 0 where high and low are scattered as by chance, towards 1 where they lie together.', // prettier-ignore
    said: /Moran/,
  },
  {
    id: 'getis-ord',
    term: 'Gi*',
    meaning: 'How far an area with its neighbours around it lies above or below the rest, in standard deviations. A second way to find clusters.', // prettier-ignore
    said: /^Gi\*/,
  },
  {
    id: 'smoothed',
    term: 'Smoothed',
    meaning: 'A figure steadied with those of its neighbours, the more so the fewer events it rests on. It shows the broad pattern; it is not the area’s own figure.', // prettier-ignore
    said: /smoothed/i,
  },
  {
    id: 'similar-areas',
    term: 'Similar areas',
    meaning: 'The ten areas most like one in deprivation, age and size, not in what is measured. How many would stay if these weighed otherwise is said beside them.', // prettier-ignore
  },
  {
    id: 'fifth',
    term: 'Fifth',
    meaning: 'A fifth of all areas, in order of value. A fifth is a rank, not a finding: some area is in the highest even where all differ by chance alone.', // prettier-ignore
    said: /^[1-5] (lowest|low|middle|high|highest)|^Fifth/i,
  },
  {
    id: 'stands-out',
    term: 'Stands out on',
    meaning: 'On how many indicators an area is higher or lower than the comparator. Beside it stands how many chance alone would give.', // prettier-ignore
    said: /^Stands out on$/,
  },
  {
    id: 'middle-half',
    term: 'Middle half',
    meaning: 'What is left of all areas, in order of value, when the lowest quarter and the highest quarter are put aside.', // prettier-ignore
    said: /^the middle half|^middle eight in ten/,
  },
  {
    id: 'need-and-care',
    term: 'By both',
    meaning: 'Where an area lies on two indicators at once, such as need and care. An area is named only where both differences are more than chance.', // prettier-ignore
    said: /^By both$/,
  },
  {
    id: 'dependants',
    term: 'Dependants',
    meaning: 'How many people under 20 and over 64 there are for every 100 aged 20 to 64. An old measure: many of these work, and many others do not.', // prettier-ignore
    said: /^Dependants$/,
  },
  {
    id: 'life-expectancy',
    term: 'Life expectancy',
    meaning: 'How many years a newborn would live on average if the death rates of today held for a whole life. It sums up today’s rates and forecasts nobody’s life.', // prettier-ignore
    said: /life expectancy/i,
  },
  {
    id: 'recomputed',
    term: 'Recomputed',
    meaning: 'Worked out again here from the published counts, to check the published figure. The largest difference between the two is given.', // prettier-ignore
    said: /^Recomputed$|^Largest difference$/,
  },
] as const satisfies readonly GlossaryEntry[]

export type TermId = (typeof ENTRIES)[number]['id']

export const GLOSSARY: readonly (GlossaryEntry & { id: TermId })[] = ENTRIES

const byId = new Map(GLOSSARY.map((entry) => [entry.id, entry]))

/** What a term means. */
export function entryOf(id: TermId): GlossaryEntry {
  const entry = byId.get(id)
  if (!entry) throw new RangeError(`${id} is no term of the glossary`)
  return entry
}

/** The term that a header, the label of a figure or an entry of a key means; null where it explains itself. */
export function termOf(label: string): TermId | null {
  return GLOSSARY.find(({ said }) => said?.test(label))?.id ?? null
}
