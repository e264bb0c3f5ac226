/**
 * Migration barriers of ions, for all ions at once: Devi et al., arXiv 2508.06459 (2025).
 *
 *   npx ionsieve reproduce barriers             minutes
 *   npx ionsieve reproduce barriers --quick     under a minute
 *
 * The paper learns 619 calculated barriers by a graph network trained on many properties before. Here teachers see 24
 * numbers of the structure, 30 of the composition, and which ion moves; the best of them on unseen hosts labels structures, and a student
 * learns the labels beside the barriers and sees formulas alone. Each teacher is judged on hosts that it has not seen, among the rows to learn from, and on the
 * 60 test rows of the paper, 40 of which have host and ion in common with a row to learn from: see data/README.md.
 */
import { type Descriptor, elementProperty } from 'ionsieve';
import { atomicNumber } from 'ionsieve/chemistry';
import { STRUCTURAL_DESCRIPTORS } from 'ionsieve/descriptors';
import type { PropertyExperiment } from 'ionsieve/experiment';

/** Columns of data/elements.csv that tell one ion from another. */
const OF_THE_ION = ['group', 'period', 'covalent_radius_A', 'first_ionization_energy_eV'];

/** What the ion is that moves, whatever it moves in. */
const ion: Descriptor = {
  name: 'mobile ion',
  labels: OF_THE_ION.map((name) => `ion_${name}`),
  units: ['1', '1', 'A', 'eV'],
  source: 'data/elements.csv',
  values({ word }) {
    const z = atomicNumber(word!('mobile_ion'));
    return OF_THE_ION.map((name) => elementProperty(name).values[z]!);
  },
};

const structure = {
  structural: STRUCTURAL_DESCRIPTORS.map(({ name }) => name),
  mobileIon: { column: 'mobile_ion' },
  counterIon: 'anion',
} as const;
const elements = { elemental: 'elemental-30' } as const;
const both = [structure, elements, { own: ion }] as const;
const trees = { kind: 'extra-trees', trees: 100, columnShare: 0.33, leastLeaf: 2 } as const;
/** Small enough for its file. */
const fewTrees = { kind: 'extra-trees', trees: 30, columnShare: 0.33, leastLeaf: 6 } as const;

/** Barriers from structures, labels from these, and a screening by formulas. */
export const barriers: PropertyExperiment = {
  kind: 'property',
  name: 'barriers',
  paper: {
    title: 'Leveraging transfer learning for accurate estimation of ionic migration barriers in solids',
    doi: '10.48550/arXiv.2508.06459',
    claim:
      'A graph network that has learned other properties before tells migration barriers from structures better than one that has not.',
  },
  seed: 0,
  table: {
    file: '../data/barriers.csv',
    formula: 'formula',
    value: 'barrier_eV',
    scale: 'as it stands',
    property: 'migration barrier',
    unit: 'eV',
    better: 'smaller',
    structures: { file: '../data/barriers-structures.jsonl.gz', id: 'id' },
    duplicates: 'separate',
  },
  threshold: 0.5,
  methods: [
    { name: 'trees', does: 'regress', input: both, model: trees },
    { name: 'ridge', does: 'regress', input: both, model: { kind: 'ridge', l2: 30 } },
    {
      name: 'kernel',
      does: 'regress',
      input: both,
      model: { kind: 'support-vector-regression', C: 1, gamma: 1 / 58, epsilon: 0.1 },
    },
    { name: 'trees-structure', does: 'regress', input: [structure, { own: ion }], model: trees },
    { name: 'trees-elements', does: 'regress', input: [elements, { own: ion }], model: trees },
  ],
  validations: [
    { name: 'by_host', group: { column: 'host' }, folds: 5, judged: { column: 'split', oneOf: ['train'] } },
    {
      name: 'on_test',
      group: { column: 'split' },
      folds: 'leave one group out',
      judged: { column: 'split', oneOf: ['test'] },
    },
  ],
  labels: {
    by: 'trees-structure',
    structures: {
      file: ['../data/sample/materials-project-sample.jsonl', '../data/sodium-structures.jsonl.gz'],
      ions: ['Li', 'Na', 'K', 'Mg', 'Ca', 'Zn'],
    },
  },
  students: [
    { name: 'student', does: 'regress', input: elements, model: fewTrees, learns: { labels: 1, measurements: 1 } },
    { name: 'student-alone', does: 'regress', input: elements, model: fewTrees, learns: { measurements: 1 } },
  ],
  screening: {
    student: 'student',
    space: {
      anchor: 'Mg',
      elements: ['Ti', 'V', 'Cr', 'Mn', 'Al', 'P', 'O', 'S', 'Se', 'F'],
      arities: [3],
      maxCoefficient: 8,
    },
    filters: { charges: 'neutral', realAnion: true, onePerSystem: true },
    top: 50,
  },
  predict: {
    compounds: [{ formula: 'MgTi2S4' }, { formula: 'MgV2O4' }, { formula: 'LiFePO4' }, { formula: 'Na3PS4' }],
  },
  statements: [
    {
      method: 'trees-structure',
      says: 'Structures tell the barriers of hosts that were not seen, better than the median',
      more: 'by_host.median.mae',
      than: 'by_host.trees-structure.mae',
    },
    {
      method: 'trees-structure',
      says: 'The structure tells more than the composition does',
      more: 'by_host.trees-elements.mae',
      than: 'by_host.trees-structure.mae',
    },
    {
      method: 'trees',
      says: 'The composition beside the structure adds something',
      more: 'by_host.trees-structure.mae',
      than: 'by_host.trees.mae',
    },
  ],
  full: {
    resamples: 1000,
    refits: 0,
    methods: ['trees', 'ridge', 'kernel', 'trees-structure', 'trees-elements', 'student', 'student-alone'],
  },
  quick: {
    resamples: 50,
    refits: 0,
    methods: ['ridge', 'trees-structure', 'student'],
    labelled: 20,
    space: { anchor: 'Mg', elements: ['Ti', 'S', 'O'], arities: [3], maxCoefficient: 3 },
  },
  expected: [],
  notReproduced: [
    'The graph network of the paper, and what it learned before, is not run here.',
    'A barrier belongs to a path; structure and composition do not tell the paths of one compound apart, whose barriers differ by up to several eV.',
  ],
};
