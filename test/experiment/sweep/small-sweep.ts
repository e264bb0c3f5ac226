/** A sweep in a second: a law of two of three columns for a few lithium compounds, four to a group. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { normal, stream } from '../../../src/core/random.ts';
import { formatCsv } from '../../../src/core/table.ts';
import type { PropertyMethod } from '../../../src/experiment/property/define.ts';
import type { SweepSpec } from '../../../src/experiment/sweep/define.ts';
import type { SweepExperiment } from '../../../src/experiment/sweep/options.ts';

const PARTNERS = ['F', 'Cl', 'Br', 'I', 'O', 'S', 'Se', 'N', 'P', 'As'];
const COLUMNS = ['one', 'two', 'three'];

/** Writes table.csv: formula, group, three columns and a value. */
export function writeTable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const random = stream(5, 'table');
  const rows = PARTNERS.flatMap((partner, group) =>
    [1, 2, 3, 4].map((amount) => {
      const [one, two, three] = COLUMNS.map(() => Math.round(1000 * normal(random)) / 1000) as [number, number, number];
      const value = Math.round(1000 * (2 * one - two * two + 0.3 * normal(random))) / 1000;
      return [`Li${amount}${partner}`, `g${group}`, one, two, three, value];
    }),
  );
  writeFileSync(join(folder, 'table.csv'), formatCsv(['formula', 'group', ...COLUMNS, 'value'], rows));
}

/** What there is without a sweep. */
export const logistic: PropertyMethod = {
  name: 'law',
  does: 'classify',
  input: { columns: COLUMNS },
  model: { kind: 'logistic', l2: 1 },
};
const effort: SweepSpec['full'] = {
  searches: [
    { kind: 'grid' },
    { kind: 'random', trials: 24 },
    { kind: 'halving', trials: 16, factor: 2, rungs: 2 },
    { kind: 'tpe', trials: 24, startup: 12, generation: 12 },
  ],
  seeds: [3, 4],
};

/** The sweep; with 40 rows, 2 x 3 outer folds and 2 inner ones. */
export const smallSpec: SweepSpec = {
  space: {
    method: {
      ...logistic,
      input: { oneOf: [{ columns: ['one', 'two'] }, { columns: COLUMNS }] },
      model: {
        kind: 'logistic',
        l2: { from: 0.001, to: 100, scale: 'log', steps: 6 },
        classWeights: { oneOf: ['none', 'balanced'] },
      },
    },
  } as SweepSpec['space'],
  untuned: { method: logistic },
  objective: 'auc',
  outer: { name: 'by_group', group: { column: 'group' }, folds: 3 },
  innerFolds: 2,
  full: effort,
  quick: { searches: [{ kind: 'random', trials: 3 }], seeds: [3] },
};

/** An experiment with it, its table beside it. */
export const small: SweepExperiment = {
  kind: 'property',
  name: 'small',
  paper: { title: 'A law', doi: 'none', claim: 'A law can be learned.' },
  seed: 1,
  table: {
    file: 'table.csv',
    formula: 'formula',
    value: 'value',
    scale: 'as it stands',
    property: 'value of the law',
    unit: 'units',
  },
  threshold: 0,
  methods: [],
  validations: [],
  full: { resamples: 40, methods: [], refits: 0 },
  quick: { resamples: 10, methods: [], refits: 0 },
  expected: [],
  notReproduced: [],
  sweep: smallSpec,
};

/** The same table for forests of some size, whose trials take long enough to be met while they run. */
export function forestSweep(name: string, trees: number, full: SweepSpec['full']): SweepExperiment {
  const forest = { name: 'trees', does: 'regress', input: { columns: ['one', 'two'] } } as const;
  const space: SweepSpec['space'] = {
    method: {
      ...forest,
      model: {
        kind: 'extra-trees',
        trees,
        columnShare: { from: 0.5, to: 1, scale: 'linear', steps: 2 },
        leastLeaf: { from: 1, to: 8, scale: 'log', steps: 4, whole: true },
      },
    },
  };
  const untuned = {
    method: { ...forest, model: { kind: 'extra-trees', trees, columnShare: 1, leastLeaf: 1 } } as const,
  };
  return { ...small, name, sweep: { ...smallSpec, space, untuned, objective: 'rmse', full } };
}
