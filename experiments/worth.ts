/**
 * What is transfer worth on small data? Each gain stands beside the control that decides: the same network, trained on the same rows with
 * their labels shuffled. What such a network knows is the compositions alone.
 *
 *   npx ionsieve reproduce worth             a quarter of an hour
 *   npx ionsieve reproduce worth --quick     some seconds
 *
 * Networks learn 85,014 formation energies, or the labels that the published model gives to 7,535 formulas. Their hidden layers stand beside
 * the fractions of the elements, and one fixed regressor learns seven tasks from them, from 20 rows on. Neither networks nor regressors were tuned
 * on a task.
 */
import type { OwnExperiment } from 'ionsieve/experiment';
import { TASKS, type WorthEffort, type WorthFound } from './worth/define.ts';
import { worthPage } from './worth/page.ts';
import { runWorth } from './worth/run.ts';

const ridge = { name: 'ridge', model: { kind: 'ridge', l2: 10 } } as const;
const trees = {
  name: 'trees',
  model: { kind: 'extra-trees', trees: 24, columnShare: 0.33, leastLeaf: 3 },
} as const;

/** Formation energies and a teacher's labels, for steels, gaps, glasses, conductivities and barriers. */
export const worth: OwnExperiment<WorthEffort, WorthFound> = {
  kind: 'own',
  study: 'worth',
  name: 'worth',
  paper: {
    title: 'Cross-property deep transfer learning framework for enhanced predictive analytics on small materials data',
    doi: '10.1038/s41467-021-26921-5',
    claim:
      'With the fractions of the elements as input, networks that learned one property from many compounds before learn another from few better than ' +
      'networks that start afresh: in 27 of 39 computed data sets and in both measured ones.',
  },
  seed: 0,
  full: {
    resamples: 500,
    every: 1,
    network: { kind: 'mlp', hidden: [64, 32], epochs: 8, batchSize: 512, learningRate: 0.004, loss: 'squared' },
    controls: 3,
    sizes: [20, 40, 80, 160, 320, 640],
    draws: 2,
    tasks: TASKS,
    heads: [ridge, trees],
  },
  quick: {
    resamples: 20,
    every: 20,
    network: { kind: 'mlp', hidden: [8, 4], epochs: 2, batchSize: 64, learningRate: 0.005, loss: 'squared' },
    controls: 2,
    sizes: [20, 40],
    draws: 1,
    tasks: ['steels', 'conductivity_by_paper', 'barriers'],
    heads: [ridge],
  },
  expected: [],
  notReproduced: [
    'The data sets of the paper are not learned here. It holds transfer against starting afresh; it has no network of shuffled labels.',
    'A whole network tuned on the rows of a task is not judged here: hidden layers are carried over as they are.',
  ],
  run: (effort, { seed }) => runWorth(effort, seed),
  page: worthPage,
};
