/** A small experiment on a made-up property of compounds without lithium, and a folder that holds its table. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PropertyExperiment } from '../../../src/experiment/property/define.ts';

const CATIONS = ['Na', 'K', 'Mg', 'Ca', 'Al', 'Zn', 'Fe', 'Ti', 'Zr', 'Y'];
const ANIONS = ['O', 'S', 'F', 'Cl', 'Br'];

/** 60 rows of 50 binaries, ten of them twice, with a property that anion and amount decide. */
export function smallRows(): string[][] {
  return Array.from({ length: 60 }, (_, i) => {
    const [c, a] = [i % 10, (i + Math.floor(i / 10)) % 5];
    const amount = 1 + (c % 3);
    const value = 300 - 50 * a + 20 * amount + 3 * c + (i >= 50 ? 10 : 0);
    return [`${CATIONS[c]}${ANIONS[a]}${amount}`, String(value), c < 5 ? 'a' : 'b', String(100 + c), String(i)];
  });
}

/** Writes a table, and gives the path of an experiment file beside it. */
export function writeTable(rows: readonly (readonly string[])[], name = 'table.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'ionsieve-property-'));
  const text = [['formula', 'melting_K', 'family', 'density', 'row'], ...rows].map((row) => row.join(',')).join('\n');
  writeFileSync(join(folder, name), `${text}\n`);
  return join(folder, 'mine.ts');
}

export const small: PropertyExperiment = {
  kind: 'property',
  name: 'mine',
  paper: { title: 'Melting points', doi: '10.0/none', claim: 'None.' },
  seed: 3,
  table: {
    file: 'table.csv',
    formula: 'formula',
    value: 'melting_K',
    scale: 'as it stands',
    property: 'melting point',
    unit: 'K',
  },
  threshold: 250,
  methods: [
    { name: 'ridge', does: 'regress', input: { elemental: 'elemental-30' }, model: { kind: 'ridge', l2: 1 } },
    { name: 'density', does: 'regress', input: { columns: ['density'] }, model: { kind: 'pls', components: 1 } },
    { name: 'logistic', does: 'classify', input: { elemental: 'elemental-30' }, model: { kind: 'logistic', l2: 1 } },
    {
      name: 'ward',
      does: 'cluster',
      input: { elemental: 'element-fractions' },
      columns: 'raw',
      model: { kind: 'ward', clusters: 5 },
    },
  ],
  validations: [
    { name: 'by_formula', group: 'formula', folds: 5 },
    { name: 'by_family', group: { column: 'family' }, folds: 'leave one group out' },
  ],
  predict: {
    compounds: [
      { formula: 'NaO', paper: 1 },
      { formula: 'SrS2', paper: 2 },
      { formula: 'CsF', paper: 3 },
    ],
    paper: { quantity: 'hardness', unit: 'GPa', where: 'Table 2', with: 'falls' },
  },
  statements: [
    { method: 'ridge', says: 'It knows more than nothing', more: 'by_formula.ridge.q2', than: 0 },
    {
      method: 'ridge',
      says: 'It errs more than the median',
      more: 'by_formula.ridge.mae',
      than: 'by_formula.median.mae',
    },
    { method: 'ward', says: 'It takes 1,225 distances', more: 'cost.ward.distances', than: 1224 },
  ],
  full: { resamples: 60, refits: 4, methods: ['ridge', 'density', 'logistic', 'ward'] },
  quick: { resamples: 20, refits: 0, methods: ['ridge'] },
  expected: [{ number: 'data.compounds', paper: 50, tolerance: 0, where: 'Methods' }],
  notReproduced: ['Everything is made up.'],
};
