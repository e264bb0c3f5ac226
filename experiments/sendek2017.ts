/**
 * Sendek, Yang, Cubuk, Duerloo, Cui and Reed, Energy Environ. Sci. 10, 306 (2017): five of twenty descriptors, chosen by trying every
 * subset on forty measured conductors, and 21 candidates out of 12,831 lithium structures.
 *
 *   npx ionsieve reproduce sendek2017               every subset of up to eight descriptors, in minutes
 *   npx ionsieve reproduce sendek2017 --full        every subset of the twenty
 *   npx ionsieve reproduce sendek2017 --quick       every pair, in seconds
 *
 * What is ours: 33 of the 40 materials, whose structure is public, with descriptors that this program computed; a ridge penalty of
 * 0.01 on standardised columns, since many subsets separate so few materials and have no finite fit without one; ties in the
 * leave-one-out error go to the lower log loss; and what the paper does not ask: the same search in noise, and the same search
 * without each material. The penalty was fixed before any error was seen, and others are shown beside it.
 */
import type { Expectation } from 'ionsieve';
import type { OwnExperiment } from 'ionsieve/experiment';
import type { SearchEffort, SearchedDescriptor, SearchPlan } from './sendek2017/define.ts';
import { subsetSearchPage } from './sendek2017/page.ts';
import { type SearchFindings, searchDescriptors } from './sendek2017/run.ts';

/** Symbol, mean and standard deviation over the paper's forty materials. */
const descriptors: readonly SearchedDescriptor[] = [
  { symbol: 'AAV', mean: 13.342, sd: 4.582 },
  { symbol: 'SDLC', mean: 1.766, sd: 1.43 },
  { symbol: 'SDLI', mean: 0.858, sd: 0.274 },
  { symbol: 'LBI', mean: 1.403, sd: 0.372 },
  { symbol: 'LNC', mean: 21.359, sd: 6.393 },
  { symbol: 'LLB', mean: 6.218, sd: 4.432 },
  { symbol: 'SBI', mean: 0.978, sd: 0.33 },
  { symbol: 'SNC', mean: 20.66, sd: 7.087 },
  { symbol: 'AFC', mean: 10.073, sd: 2.202 },
  { symbol: 'AASD', mean: 3.395, sd: 0.708 },
  { symbol: 'VPA', mean: 36.614, sd: 35.131 },
  { symbol: 'LASD', mean: 2.072, sd: 0.288 },
  { symbol: 'LLSD', mean: 2.73, sd: 0.746 },
  { symbol: 'ENS', mean: 2.78, sd: 0.306 },
  { symbol: 'PF', mean: 0.465, sd: 0.173 },
  { symbol: 'SPF', mean: 0.234, sd: 0.186 },
  { symbol: 'SLPW', mean: 0.852, sd: 0.247 },
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: as printed
  { symbol: 'SLPE', mean: 2.535, sd: 0.707 },
  { symbol: 'RBI', mean: 1.611, sd: 0.719 },
  { symbol: 'RNC', mean: 1.057, sd: 0.152 },
];

/** Why four means are further off than leaving out seven materials at random would explain. */
const otherMeans: Readonly<Record<string, string>> = {
  SDLC: 'the seven missing materials would need a mean of 3.7, and only two of our 33 are beyond that: how the lithium of disordered structures is placed must differ too',
  SDLI: 'just beyond two standard errors, as about one of twenty means is by chance; the seven missing materials would need a mean of 1.06, as some of ours have',
  LLSD: 'the seven missing materials would need a mean of 1.6 A, below the 2 A that lithium atoms keep from each other here: the paper must measure some lithium of disordered structures nearer than that',
  SLPW: 'our reading of the straight-line path, which no published file holds; the seven missing materials would need a mean of 1.1 A',
  SLPE: 'our reading of the straight-line path, which no published file holds; the seven missing materials would need a mean of 1.6',
};

/** Two standard errors of a mean over 33 of the 40 materials, were they drawn at random. */
const means: readonly Expectation[] = descriptors.map(({ symbol, mean, sd }) => ({
  number: `descriptors.${symbol.toLowerCase()}.mean`,
  paper: mean,
  tolerance: Number((2 * sd * Math.sqrt((1 - 33 / 40) / 33)).toPrecision(3)),
  where: `mean of ${symbol} over the 40; tolerance: two standard errors of drawing 33 of them`,
  ...(otherMeans[symbol] && { explained: otherMeans[symbol] }),
}));

const paperCurve = [
  { size: 1, error: 0.2 },
  { size: 5, error: 0.1 },
  { size: 6, error: 0.125 },
  { size: 7, error: 0.125 },
  { size: 8, error: 0.15 },
  { size: 9, error: 0.15 },
  { size: 13, error: 0.2 },
  { size: 14, error: 0.2 },
  { size: 15, error: 0.2 },
];

/** The figures beyond eight descriptors are those of the exhaustive search. */
const laterRise =
  'on our 33 materials the least error falls on, to 0.03 with eight and nine descriptors, and rises only from ten on, to 0.09 with thirteen and fourteen and 0.21 with all twenty; ' +
  'no penalty that was tried (1e-4 to 1) makes it rise between five and eight; what the paper found hardest, LiLa(TiO3)2, is among the seven materials that are missing here';

/** Two of the forty materials either way: seven of them are missing here. */
const curve: readonly Expectation[] = paperCurve.map(({ size, error }) => ({
  number: `subset_search.n${size}.leave_one_out_error`,
  paper: error,
  tolerance: 0.05,
  where: `least leave-one-out error with ${size} ${size === 1 ? 'descriptor' : 'descriptors'} of 40 materials, ours of 33`,
  ...(size > 5 && { explained: laterRise }),
}));
const isDefault = ({ number }: Expectation): boolean => !/n(9|\d\d)\./.test(number);

const effort = { maxSubsetSize: 8, innerSubsetSize: 5, draws: 100, resamples: 1000 };

/** What is searched for, on which materials, and what the paper found. */
export const search: Omit<SearchPlan, 'seed'> = {
  descriptors,
  l2: 0.01,
  otherL2: [1e-4, 0.1, 1],
  fastSPerCm: 1e-4,
  thresholdsSPerCm: [1e-7, 3e-7, 1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2],
  leastGapEV: 1,
  leastOxidationV: 4,
  paperFunnel: {
    lithium: 12_831,
    on_hull: 1472,
    no_transition_metal: 636,
    gap: 773,
    oxidation_potential: 803,
    prerequisites: 317,
    prerequisites_and_fast: 21,
    fast: 1408,
  },
  paperCurve,
};

/** The paper's search, and what it is worth. */
export const sendek2017: OwnExperiment<SearchEffort, SearchFindings> = {
  kind: 'own',
  study: 'subset-search',
  name: 'sendek2017',
  paper: {
    title:
      'Holistic computational structure screening of more than 12 000 candidates for solid lithium-ion conductor materials',
    doi: '10.1039/C6EE02697D',
    claim:
      'Of all 2^20 - 1 subsets of twenty structural descriptors, a logistic regression on five judges forty measured materials with a leave-one-out error of 10 %; ' +
      '21 of 12,831 lithium structures pass it and the other requirements of an electrolyte.',
  },
  seed: 0,
  full: effort,
  quick: { maxSubsetSize: 2, innerSubsetSize: 2, draws: 10, resamples: 100 },
  exhaustive: {
    effort: { ...effort, maxSubsetSize: 20 },
    expected: curve.filter((expectation) => !isDefault(expectation)),
  },
  expected: [
    { number: 'training.materials', paper: 40, tolerance: 0, where: 'Table 1' },
    { number: 'training.fast', paper: 11, tolerance: 0, where: 'Table 1: at least 1e-4 S/cm' },
    ...curve.filter(isDefault),
    {
      number: 'published_model.training_error',
      paper: 0.1,
      tolerance: 0.05,
      where: 'training error 4 of 40; ours by the printed coefficients on 33 of them',
    },
    {
      number: 'published_model.falsely_called_fast_share',
      paper: 0.18,
      tolerance: 0.1,
      where: '2 of 11 predicted positives false; one of 11 more or less is 0.09',
    },
    {
      number: 'published_descriptors.leave_one_out_error',
      paper: 0.1,
      tolerance: 0.05,
      where: "leave-one-out error of the paper's five descriptors, 4 of 40",
      explained:
        'the five were the best of 15,504 on the forty materials of the paper; on the 33 that are public other subsets are, and 229 of them make fewer errors than these five',
    },
    {
      number: 'x_randomisation.leave_one_out_error',
      paper: 0.355,
      tolerance: 0.05,
      where: 'mean over 100 draws of uniform noise in five columns, on 40 materials of which 11 are fast; ours 9 of 33',
    },
    { number: 'candidates.within_0.002', paper: 21, tolerance: 2, where: 'Table 3: probabilities of 21 candidates' },
    {
      number: 'candidates.beyond_distance_2',
      paper: 5,
      tolerance: 1,
      where: 'Table 3: candidates further than 2 from the training centre',
    },
    {
      number: 'funnel.fast_by_the_model_of_all_with_descriptors',
      paper: 0.1097,
      tolerance: 0.02,
      where: "1,408 of 12,831 by the conductivity model alone; ours of today's Materials Project structures",
    },
    ...means,
  ],
  notReproduced: [
    'Seven of the forty materials: for six no structure is public, and the public structure of LiLa(TiO3)2, the conspicuous failure of leave-one-out in the paper, holds no lithium.',
    'cR2p = 0.59: it is not said what R is for a classifier. Ours takes the Matthews correlation of left-out classes and labels; the report gives it and does not compare it with the paper.',
    'The counts of the funnel: band gap and energy above the hull are known here for 1,156 structures only, which were not drawn at random from the 12,831. The hull and oxidation potentials come from another snapshot of the same database (85,014 compositions), one structure a composition.',
    'The oxidation potentials: on the hull of known phases sulfides and selenides, most of the 21 candidates among them, oxidise near 2 V, so that few of the candidates withstand 4 V here. The paper must have taken another potential; it does not say which phases compete in it.',
  ],
  run: (size, { seed, ...options }) => searchDescriptors({ ...search, seed }, size, options),
  page: subsetSearchPage,
};
