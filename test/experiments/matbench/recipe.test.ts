import { describe, expect, test } from 'vitest';
import type { Member } from '../../../experiments/matbench/define.ts';
import { mixtureMedian } from '../../../experiments/matbench/mixture.ts';
import { answerFold } from '../../../experiments/matbench/recipe.ts';
import { readBoard, readTask, type Task } from '../../../experiments/matbench/tasks.ts';
import { matbench } from '../../../experiments/matbench.ts';
import { stream } from '../../../src/core/random.ts';
import { splitFolds } from '../../../src/evaluation/held-out.ts';

const { members, innerFolds } = matbench.quick;

/** Every so-manieth row of a task: its matrix has all rows, so that `seen` needs the rows that were kept. */
function part(name: Task['name'], every: number): Task {
  const task = readTask(name);
  const kept = [...task.ids.keys()].filter((row) => row % every === 0);
  const pick = <Value>(values: ArrayLike<Value>) => kept.map((row) => values[row]!);
  return {
    ...task,
    ids: pick(task.ids),
    formulas: pick(task.formulas),
    y: Float64Array.from(pick(task.y)),
    folds: Int32Array.from(pick(task.folds)),
    seen: (member) => {
      const X = task.seen(member);
      const data = Float64Array.from(kept.flatMap((row) => [...X.data.subarray(row * X.cols, (row + 1) * X.cols)]));
      return { data, rows: kept.length, cols: X.cols };
    },
  };
}

describe('the tasks', () => {
  test.each([
    ['steels', 312, 'regress', ['mb-steels-003', 'mb-steels-005', 'mb-steels-020', 'mb-steels-026', 'mb-steels-027']],
    ['expt_gap', 4604, 'regress', null],
    ['expt_is_metal', 4921, 'classify', null],
    ['glass', 5680, 'classify', null],
  ] as const)('%s has %i rows and five folds; ids are those of the board', (name, rows, does, ids) => {
    const task = readTask(name);
    expect([task.y.length, task.does, new Set(task.folds).size]).toEqual([rows, does, 5]);
    // The first rows of fold 0 in the file that TPOT-Mat handed in.
    const [first] = splitFolds(task.folds);
    if (ids !== null) expect(first!.test.slice(0, 5).map((row) => task.ids[row])).toEqual(ids);
  });

  test('the board has an entry by each algorithm, once a task', () => {
    const names = readBoard().map(({ task, algorithm }) => `${task} ${algorithm}`);
    expect(names.length).toBe(37);
    expect(new Set(names).size).toBe(37);
  });
});

describe('the recipe', () => {
  const stacking = { members, innerFolds, seed: 0 };

  test.each(['steels', 'expt_gap', 'expt_is_metal', 'glass'] as const)(
    'says the same of rows held out, to the byte, whatever their targets are: %s',
    (name) => {
      const task = part(name, name === 'steels' ? 3 : 24);
      const [split] = splitFolds(task.folds);
      const swapped = task.y.slice();
      const random = stream(1, 'swap');
      for (const row of split!.test) {
        swapped[row] = task.does === 'classify' ? 1 - task.y[row]! : 9000 * random();
      }
      const told = answerFold(task, split!, { ...stacking, part: 'a' });
      const again = answerFold({ ...task, y: swapped }, split!, { ...stacking, part: 'a' });
      expect(again).toEqual(told);
      expect([...told.answers.keys()]).toEqual(['recipe', ...members.map((member) => member.name)]);
      // Swapped labels of rows to learn from do change what is said.
      for (const row of split!.train.slice(0, 40)) swapped[row] = task.does === 'classify' ? 1 - swapped[row]! : 1;
      const other = answerFold({ ...task, y: swapped }, split!, { ...stacking, part: 'a' });
      expect(other.answers.get('recipe')).not.toEqual(told.answers.get('recipe'));
    },
  );

  test('weights are shares of one; of values at a bound there are two stacks', () => {
    const weightsOf = (name: Task['name'], every: number) => {
      const task = part(name, every);
      return answerFold(task, splitFolds(task.folds)[1]!, { ...stacking, part: 'b' }).weights;
    };
    const names = members.map((member) => member.name);
    const steels = weightsOf('steels', 4);
    expect(Object.keys(steels)).toEqual(names);
    expect(Object.values(steels).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(Object.keys(weightsOf('expt_gap', 30))).toEqual([...names, ...names.map((one) => `${one} at least`)]);
  });

  test('one that tells no classes leaves them to the others', () => {
    const { classifier: _, ...silent } = { ...members[1]!, name: 'silent' } as Member & { classifier: unknown };
    const task = part('glass', 24);
    const { answers } = answerFold(task, splitFolds(task.folds)[0]!, {
      ...{ ...stacking, part: 'c' },
      members: [members[0]!, silent],
    });
    expect([...answers.keys()]).toEqual(['recipe', members[0]!.name]);
    expect(answers.get('recipe')).toEqual(answers.get(members[0]!.name));
  });

  test('probabilities are those of even classes: the rate of class 1 becomes a half', () => {
    const { y, folds, ...rest } = part('glass', 24);
    const task: Task = {
      ...rest,
      y,
      folds,
      seen: () => ({ data: new Float64Array(y.length), rows: y.length, cols: 1 }),
    };
    const blind: Member = { name: 'blind', sees: [], regressor: { kind: 'median' }, classifier: { kind: 'majority' } };
    const { answers } = answerFold(task, splitFolds(folds)[0]!, { ...stacking, members: [blind], part: 'd' });
    // But for the one row of either class that the rate of `majority` has more.
    for (const p of answers.get('recipe')!) expect(p).toBeCloseTo(0.5, 2);
    expect(task.y.reduce((sum, label) => sum + label, 0) / task.y.length).toBeGreaterThan(0.65);
  });
});

describe('the median of the mixture', () => {
  test('by hand', () => {
    const misses = [2, -2, -1, 1, 0];
    // Never at the bound: the median miss is 0. At it in a third: the quarter quantile of the misses, -1. In half of all cases or more: it.
    expect([...mixtureMedian([0, 1 / 3, 0.5, 0.9], [5, 5, 5, 5], misses, 1)]).toEqual([5, 4, 1, 1]);
    // A half of 1 - 0.2 is 0.4 / 0.8 - ... : (0.5 - 0.2) / 0.8 = 0.375 of the way, between -1 and 0.
    expect(mixtureMedian([0.2], [5], misses, 1)[0]).toBeCloseTo(4.5, 12);
    expect([...mixtureMedian([0], [0.5], misses, 1)]).toEqual([1]);
  });
});
