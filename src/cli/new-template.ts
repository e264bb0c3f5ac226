/** What `ionsieve new` writes. */

import { SYMBOLS } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { readShipped } from '../core/shipped-data.ts';
import { formatCsv, parseCsv } from '../core/table.ts';

const EXAMPLES = 'materials-project-properties.csv';
const EXAMPLE_ROWS = 60;

/**
 * A table to be filled: calculated band gaps of compounds (of the element, where one is given) stand in it as examples.
 * @example tableTemplate('Na').split('\n')[0]; // 'formula,value,source'
 */
export function tableTemplate(element?: string): string {
  const rows = parseCsv(readShipped(EXAMPLES), `data/${EXAMPLES}`, ['id', 'formula', 'band_gap_eV']).filter(
    ({ formula }) =>
      element === undefined || Array.from(parseFormula(formula!).atomicNumbers, (z) => SYMBOLS[z]).includes(element),
  );
  // Every so many, for the table is sorted and neighbours are alike.
  const step = Math.max(1, Math.floor(rows.length / EXAMPLE_ROWS));
  const shown = rows.filter((_, i) => i % step === 0).slice(0, EXAMPLE_ROWS);
  return formatCsv(
    ['formula', 'value', 'source'],
    shown.map(({ id, formula, band_gap_eV }) => [formula!, Number(band_gap_eV), `Materials Project ${id}`]),
  );
}

/**
 * An experiment on a property, ready to run on {@link tableTemplate}.
 * @param file where it will stand, for the commands in its head
 * @example experimentTemplate('mine', 'experiments/mine.mts', 'Na').includes("contains: 'Na'"); // true
 */
export function experimentTemplate(name: string, file: string, element?: string): string {
  const contains =
    element === undefined
      ? ''
      : `\n    // Rows without this element are left out, and counted.\n    contains: '${element}',`;
  return `/**
 * What this experiment asks, and where its figures come from.
 *
 *   npx ionsieve reproduce ${file} --quick     in seconds: is the table read as it should be?
 *   npx ionsieve reproduce ${file}             every method on folds, with floors and intervals
 *   npx ionsieve sweep ${file}                 hyperparameters, chosen on inner folds and judged on outer ones
 *
 * ${name}.csv holds one compound a row. Put your figures there; a misspelt key in this file does not compile, and
 * the run names it.
 */
import type { PropertyExperiment } from 'ionsieve/experiment';

/** Calculated band gaps, until your own figures stand in the table. */
export const ${name}: PropertyExperiment = {
  kind: 'property',
  name: '${name}',
  paper: { title: 'Band gaps of compounds', doi: 'none', claim: 'The composition alone predicts the band gap.' },
  seed: 0,
  table: {
    file: '${name}.csv',
    formula: 'formula',
    value: 'value',
    // 'log10' for what spreads over decades, such as conductivities.
    scale: 'as it stands',
    property: 'band gap',
    unit: 'eV',${contains}
  },
  // From here on a compound counts as positive: for classifiers, AUC and MCC.
  threshold: 1,
  // Floors (median, majority, nearest neighbour, the anion alone) are added by the program.
  methods: [
    { name: 'ridge', does: 'regress', input: { elemental: 'elemental-30' }, model: { kind: 'ridge', l2: 10 } },
    {
      name: 'gaussian-process',
      does: 'regress',
      input: { elemental: 'element-fractions' },
      model: { kind: 'gaussian-process', kernel: 'laplacian', lengthScale: 2, noise: 0.1, columns: 'raw' },
    },
    {
      name: 'extra-trees',
      does: 'regress',
      input: { elemental: 'elemental-mmmr' },
      model: { kind: 'extra-trees', trees: 200, columnShare: 0.3, leastLeaf: 2 },
    },
    { name: 'logistic', does: 'classify', input: { elemental: 'elemental-30' }, model: { kind: 'logistic', l2: 10 } },
  ],
  // Compounds of one system are near copies: a random split would make any method look good. A column of the table, such as
  // the paper that a figure comes from, can hold rows together too: group: { column: 'source' }.
  validations: [{ name: 'unseen_systems', group: 'chemical system', folds: 5 }],
  // A student sees formulas only: it is kept as learner.student.json, for predict and screen, and screens here. It could learn labels too,
  // which a method gives to structures or to another table: docs/experiments.md.
  students: [
    {
      name: 'student',
      does: 'regress',
      input: { elemental: 'elemental-mmmr' },
      model: { kind: 'ridge', l2: 10 },
      learns: { measurements: 1 },
    },
  ],
  screening: {
    student: 'student',
    space: { arities: [3], maxCoefficient: 4 },
    filters: { charges: 'ionic', unknownOnly: true },
    top: 100,
  },
  predict: { compounds: [{ formula: '${element ?? 'Li'}3PS4' }] },
  sweep: {
    // A student stands open in the same way, with its teacher and the threshold of its lesson: { student, teacher, threshold }.
    space: {
      method: {
        name: 'ridge',
        does: 'regress',
        input: { oneOf: [{ elemental: 'elemental-30' }, { elemental: 'elemental-mmmr' }, { elemental: 'element-fractions' }] },
        model: { kind: 'ridge', l2: { from: 0.01, to: 1000, scale: 'log', steps: 6 } },
      },
    },
    untuned: {
      method: { name: 'ridge', does: 'regress', input: { elemental: 'elemental-30' }, model: { kind: 'ridge', l2: 1 } },
    },
    objective: 'mae',
    outer: { name: 'unseen_systems', group: 'chemical system', folds: 5 },
    innerFolds: 4,
    full: {
      searches: [{ kind: 'grid' }, { kind: 'tpe', trials: 24, startup: 8, generation: 4 }],
      seeds: [0, 1, 2],
    },
    quick: { searches: [{ kind: 'random', trials: 3 }], seeds: [0] },
  },
  full: { resamples: 1000, methods: ['ridge', 'gaussian-process', 'extra-trees', 'logistic', 'student'], refits: 50 },
  quick: { resamples: 50, methods: ['ridge', 'logistic', 'student'], refits: 0, space: { arities: [2], maxCoefficient: 4 } },
  // Numbers of a paper to be held against yours: { number: 'a key of summary.json', paper: 0.5, tolerance: 0.05, where: 'Table 2' }
  expected: [],
  notReproduced: [],
};
`;
}
