import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bandgap } from '../../../experiments/bandgap.ts';
import { fujimura2013 } from '../../../experiments/fujimura2013.ts';
import { packageRoot, stableJson } from '../../../src/core/files.ts';
import { shuffled, stream } from '../../../src/core/random.ts';
import { runProperty } from '../../../src/experiment/property/run.ts';
import { small, smallRows, writeTable } from './small.ts';

describe('a property of one’s own', () => {
  const file = writeTable([...smallRows(), ['Xx2O', '3', 'a', '1', '60']]);

  test('runs from a table and a file: scores, floors, refits, predictions, statements', async () => {
    const { summary } = await runProperty(small, { effort: 'full' }, file);
    expect(summary.compared).toMatchObject([{ number: 'data.compounds', ours: 50, reproduced: true }]);
    expect(summary.methods.filter(({ floor }) => floor).map(({ name }) => name)).toEqual([
      ...['median', 'nearest-neighbour', 'majority', 'anion-rule'],
    ]);
    expect(summary.numbers['by_family.ward.auc']).toBeDefined();
    expect(summary.numbers['bootstrap.density.mae']!.n).toBeLessThan(50);
    expect(summary.predicted.map(({ method }) => method)).not.toContain('density');
    expect(summary.predicted).toHaveLength(3 * 3);
    expect(summary.numbers['predicted.ridge.rank_correlation_with_paper']!.n).toBe(3);
    expect(summary.statements.map(({ confirmed }) => confirmed)).toEqual(['yes', 'no', 'yes']);
    expect(summary.unread).toMatchObject([{ line: 62 }]);
    expect(summary.validations[1]).toMatchObject({ group: 'family', groups: 2, folds: 2, training_rows: [25, 25] });
    expect(summary.files).toEqual(['table.csv']);
  });

  test('gives the same bytes again, whatever the order of the rows', async () => {
    const order = shuffled(60, stream(1, 'rows'));
    const mixed = writeTable(Array.from(order, (at) => smallRows()[at]!));
    const run = async (path: string) => stableJson(await runProperty(small, { effort: 'full' }, path));
    const first = await run(writeTable(smallRows()));
    expect(await run(mixed)).toBe(first);
    expect(first).not.toMatch(/lithium|\bLi\b|ionsieve-property/);
  });

  test('a quick run leaves out what is said of methods that it does not have', async () => {
    const { summary: quick } = await runProperty(small, { effort: 'quick' }, file);
    expect(quick.methods.filter(({ floor }) => !floor).map(({ name }) => name)).toEqual(['ridge']);
    expect(quick.statements.map(({ more }) => more)).toEqual(['by_formula.ridge.q2', 'by_formula.ridge.mae']);
    expect(quick.numbers['bootstrap.ridge.mae']).toBeUndefined();
    expect(quick.predicted[0]!.spread).toBeNull();
  });

  test('a floor that the experiment names itself is not added', async () => {
    const median = {
      name: 'median',
      does: 'regress',
      input: { elemental: 'elemental-30' },
      model: { kind: 'ridge', l2: 9 },
    } as const;
    const { threshold: _, ...plain } = small;
    const own = { ...plain, methods: [median], statements: [], quick: { ...small.quick, methods: ['median'] } };
    const { methods, numbers, threshold } = (await runProperty(own, { effort: 'quick' }, file)).summary;
    expect(methods.map(({ name, floor }) => [name, floor])).toEqual([
      ['nearest-neighbour', true],
      ['median', false],
    ]);
    expect([threshold, numbers['by_formula.median.auc']]).toEqual([null, undefined]);
  });
});

describe('the experiments that ship', () => {
  const run = async (experiment: typeof bandgap) => {
    const file = join(packageRoot(), 'experiments', `${experiment.name}.ts`);
    return (await runProperty(experiment, { effort: 'quick' }, file)).summary;
  };

  test('band gaps are learned from formulas better than every floor', async () => {
    const { numbers } = await run(bandgap);
    expect(numbers['data.compounds']!.value).toBe(989);
    expect(numbers['by_system.ridge.mae']!.value).toBeLessThan(numbers['by_system.nearest-neighbour.mae']!.value!);
    expect(numbers['by_system.logistic.auc']!.value).toBeGreaterThan(0.8);
  });

  test('the compounds of the LISICON paper are told without their own measurements', async () => {
    const { predicted, compared } = await run(fujimura2013);
    const known = predicted.filter(({ method }) => method === 'svr').map((row) => row.in_table);
    expect(known).toEqual([-11.7917, -9.69897, -6]);
    expect(compared[0]).toMatchObject({ paper: 0.373, reproduced: false });
    expect(compared[0]!.explained).toContain('temperature');
  });
});
