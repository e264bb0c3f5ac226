/** A transfer chain by files alone: forty measured conductors, structures that nobody measured, and an experiment on both. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packageRoot } from '../../../src/core/files.ts';

const data = (name: string): Buffer => readFileSync(join(packageRoot(), 'data', name));

/** Every so many of the 19,272 structures. */
const STEP = 60;

/** What stands open of the chain, if nothing else does. */
const OPEN = `{
      student,
      teacher: { ...teacher, model: { kind: 'linear-svm', C: { from: 0.01, to: 1, scale: 'log', steps: 3 } } },
      threshold: { oneOf: [1e-5, 1e-4] },
    }`;

/**
 * Writes measured.csv, structures.csv and an experiment, NAME.ts, as a user would.
 * @param space of the sweep, in the words of the file
 * @param labels where they come from, in the same words
 * @returns path of the experiment
 */
export function writeChain(
  folder: string,
  name = 'conductors',
  space = OPEN,
  labels = "{ by: 'teacher', table: { file: 'structures.csv', formula: 'formula' } }",
): string {
  writeFileSync(join(folder, 'measured.csv'), data('training.csv'));
  const lines = gunzipSync(data('label-table.csv.gz')).toString().trimEnd().split('\n');
  const some = lines.filter((_, line) => line % STEP === 0);
  writeFileSync(join(folder, 'structures.csv'), `${some.join('\n')}\n`);
  const path = join(folder, `${name}.ts`);
  writeFileSync(path, experimentText(name, space, labels));
  return path;
}

const experimentText = (name: string, space: string, labels: string): string => `
import type { PropertyExperiment, PropertyMethod, PropertyStudent } from 'ionsieve/experiment';

const teacher = {
  name: 'teacher',
  does: 'classify',
  input: {
    columns: [
      'li_li_bonds_per_li',
      'sublattice_bond_ionicity',
      'anion_framework_coordination',
      'li_anion_separation_A',
      'li_li_separation_A',
    ],
  },
  model: { kind: 'linear-svm', C: 1 },
} as const satisfies PropertyMethod;

const student = {
  name: 'student',
  does: 'classify',
  input: { elemental: 'elemental-30' },
  model: { kind: 'logistic', l2: 1 },
  learns: { labels: 1, measurements: 2 },
} as const satisfies PropertyStudent;

export const ${name}: PropertyExperiment = {
  kind: 'property',
  name: '${name}',
  paper: { title: 'Conductors', doi: '10.1063/1.5093220', claim: 'Labels teach a student of formulas.' },
  seed: 0,
  table: {
    file: 'measured.csv',
    formula: 'composition',
    value: 'conductivity_S_per_cm',
    scale: 'log10',
    property: 'ionic conductivity',
    unit: 'S/cm',
  },
  threshold: 1e-4,
  methods: [teacher],
  validations: [{ name: 'by_system', group: 'chemical system', folds: 3 }],
  labels: ${labels},
  students: [student],
  sweep: {
    space: ${space},
    untuned: { student },
    objective: 'auc',
    outer: { name: 'by_system', group: 'chemical system', folds: 3 },
    innerFolds: 2,
    full: { searches: [{ kind: 'grid' }], seeds: [0] },
    quick: { searches: [{ kind: 'random', trials: 2 }], seeds: [0] },
  },
  full: { resamples: 40, refits: 0, methods: ['teacher', 'student'] },
  quick: { resamples: 10, refits: 0, methods: ['student'], labelled: 100 },
  expected: [],
  notReproduced: [],
};
`;
