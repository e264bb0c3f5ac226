import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { parseFormula } from '../../../src/chemistry/formula.ts';
import { learn } from '../../../src/experiment/property/learn.ts';
import { learnMethod } from '../../../src/experiment/property/learn-methods.ts';
import type { LearnRequest } from '../../../src/experiment/property/learn-request.ts';
import { askLearner } from '../../../src/learning/ask-learner.ts';
import { figuresOf, type Learner } from '../../../src/learning/learner.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-learn-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** A made-up barrier of sodium compounds, lowest of the selenides. */
const rows = ['P', 'Si', 'Ge', 'Al'].flatMap((cation) =>
  Object.entries({ O: 0.9, S: 0.4, Se: 0.2, Cl: 0.6 }).flatMap(([anion, barrier]) =>
    [1, 2, 3].map((n) => `Na${n}${cation}${anion}4,${(barrier - 0.03 * n).toFixed(2)}`),
  ),
);
const table = `formula,barrier\n${rows.join('\n')}\n`;

const request: LearnRequest = {
  ...{ name: 'mine', file: write('barriers.csv', table), value: 'barrier' },
  target: { property: 'barrier', unit: 'eV', scale: 'as it stands', threshold: 0.34, better: 'smaller' },
  ...{ method: learnMethod('ridge'), withMeasured: false, folds: 4, resamples: 20, seed: 1 },
};
const scored = ({ scores }: Learner, subject: string, metric: string): number =>
  scores.find((row) => row.on === 'unseen formulas' && row.subject === subject && row.metric === metric)!.value!;

describe('where small values are wanted', () => {
  test('a compound counts at the threshold and below it', async () => {
    const { learner } = await learn(request);
    // 0.34 itself is among the values: of each cation two sulphides and three selenides count.
    const counted = figuresOf(learner)!.compounds.filter(([, value]) => value <= 0.34).length;
    expect(counted).toBe(20);
    expect(scored(learner, 'mine', 'auc')).toBeGreaterThan(0.9);
    expect(scored(learner, 'mine', 'mcc')).toBeGreaterThan(0.6);
    // Most do not count: a rule of the larger class is right of these.
    expect(scored(learner, 'majority', 'accuracy')).toBeCloseTo(28 / 48, 5);
    expect(scored(learner, 'nearest-neighbour', 'auc')).toBeGreaterThan(0.6);
  });

  test('the other scores are as where large ones are', async () => {
    const { learner } = await learn(request);
    const other = (await learn({ ...request, target: { ...request.target, better: 'larger' } })).learner;
    for (const metric of ['mae', 'rmse', 'r2', 'q2', 'spearman']) {
      expect(scored(learner, 'mine', metric)).toBeCloseTo(scored(other, 'mine', metric), 12);
    }
    expect(learner.intervals).toEqual(other.intervals);
  });

  test('a classifier learns them as its class', async () => {
    const { learner } = await learn({ ...request, method: learnMethod('logistic') });
    const [low, high] = askLearner(learner)(['Na3PSe4', 'NaPO4'].map(parseFormula));
    expect(low!.value).toBeGreaterThan(0.5);
    expect(high!.value).toBeLessThan(0.5);
    expect(scored(learner, 'mine', 'auc')).toBeGreaterThan(0.9);
  });
});

describe('learn', () => {
  test('gives the same model whatever it is called', async () => {
    const method = {
      ...learnMethod('extra-trees'),
      model: { kind: 'extra-trees', trees: 5, columnShare: 0.33, leastLeaf: 2 },
    } as const;
    const [a, b] = await Promise.all(
      ['a', 'b'].map(async (name) => (await learn({ ...request, method, name } as LearnRequest)).learner),
    );
    expect(a!.model).toEqual(b!.model);
    expect(a!.scores.map(({ value }) => value)).toEqual(b!.scores.map(({ value }) => value));
  });

  test.each([
    ['plain', table],
    ['with a byte order mark', `\uFEFF${table}`],
    ['gzipped', gzipSync(table)],
  ])('keeps the hash of the very file: %s', async (name, content) => {
    const file = write(`${name.replaceAll(' ', '-')}.csv`, content);
    const { learner } = await learn({ ...request, file });
    expect(figuresOf(learner)!.sha256).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
  });

  test('counts a limit as the value, and the compounds that it stands for', async () => {
    const file = write('limits.csv', `${table}Na4SiO4,<0.1\nNa3PS4,< 0.9\nNa3PS4,0.2\nNa3SiCl4,<x\n`);
    const { learner, counts, unread } = await learn({ ...request, file });
    expect(counts).toMatchObject({ rows_read: 52, compounds: 49, upper_bounds: 1, without_value: 1 });
    // Below 0.9 may be above or below the threshold of 0.34.
    expect(counts.undecided).toBe(1);
    expect(unread[0]!.reason).toBe('expected a number in column barrier, found "<x"');
    expect(figuresOf(learner)!.compounds).toContainEqual(['Na4SiO4', 0.1]);
  });

  test('asks for no temperature where nothing shipped stands beside', async () => {
    const file = write(
      'warm.csv',
      table.replace('formula,barrier', 'formula,barrier,T (K)').replaceAll(/(\.\d\d)\n/g, '$1,600\n'),
    );
    const { counts } = await learn({ ...request, file });
    expect(counts.compounds).toBe(48);
    expect(counts.other_temperature).toBeUndefined();
    const conductivity = { ...request.target, unit: 'S/cm', scale: 'log10' } as const;
    await expect(learn({ ...request, file, target: conductivity, withMeasured: true })).rejects.toThrow(
      'warm.csv: expected at least one compound, found rows read 48, other temperature 48',
    );
  });

  test.each<[Partial<LearnRequest>, string]>([
    [
      { method: learnMethod('logistic'), target: { ...request.target, threshold: null } },
      'model logistic: expected a threshold to tell classes by, found none; give one, or choose a model of values',
    ],
    [
      { target: { ...request.target, scale: 'log10', threshold: 0 } },
      'threshold: expected a figure above 0, for the scale log10, found 0; give the figure itself, as 1e-3',
    ],
    [
      { withMeasured: true },
      'shipped measurements: expected figures in S/cm of the scale log10 beside them, found eV, as it stands;',
    ],
  ])('refuses parts that do not fit together: %#', async (changed, message) => {
    await expect(learn({ ...request, ...changed })).rejects.toThrow(message);
  });
});
