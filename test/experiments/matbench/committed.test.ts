import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type MatbenchFound, TASKS } from '../../../experiments/matbench/define.ts';
import { classScores, overFolds, valueScores } from '../../../experiments/matbench/scores.ts';
import { readTask } from '../../../experiments/matbench/tasks.ts';
import { matbench } from '../../../experiments/matbench.ts';
import { packageRoot } from '../../../src/core/files.ts';
import { parseCsv } from '../../../src/core/table.ts';
import type { OwnSummary } from '../../../src/experiment/own/define.ts';

const folder = join(packageRoot(), 'results', 'matbench');
const unzipped = (name: string) => gunzipSync(readFileSync(join(folder, name))).toString('utf8');
const summary: OwnSummary<MatbenchFound> = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
const held = parseCsv(unzipped('held-out.csv.gz'), 'held-out.csv', ['id', 'formula', 'fold', 'target', 'answer']);

describe('the committed results of Matbench', () => {
  test.each(TASKS)(
    '%s: each row is answered once, in its official fold, and the scores are those of the answers',
    (name) => {
      const task = readTask(name);
      const answered = new Map(held.map((row) => [row.id!, row]));
      const rows = task.ids.map((id) => answered.get(id)!);
      expect(rows.map(({ formula, fold, target }) => [formula, Number(fold), Number(target)])).toEqual(
        task.ids.map((_, row) => [task.formulas[row], task.folds[row], task.y[row]]),
      );
      const metric = task.does === 'regress' ? 'mae' : 'balanced_accuracy';
      const folds = [0, 1, 2, 3, 4].map((fold) => {
        const inFold = rows.filter((row) => Number(row.fold) === fold);
        const score = task.does === 'regress' ? valueScores : classScores;
        return score(
          inFold.map(({ target }) => Number(target)),
          inFold.map(({ answer }) => Number(answer)),
        );
      });
      const { mean, deviation } = overFolds(folds, metric);
      expect(summary.numbers[`${name}.recipe.${metric}`]!.value).toBeCloseTo(mean, 3);
      expect(summary.numbers[`${name}.recipe.${metric}.deviation`]!.value).toBeCloseTo(deviation, 3);
    },
  );

  test('stand in the file for the board too', () => {
    const { tasks } = JSON.parse(unzipped('results.json.gz'));
    const said = Object.fromEntries(held.map(({ id, answer }) => [id, Number(answer)]));
    const folds = Object.values<{ results: Record<string, { data: object }> }>(tasks).flatMap(({ results }) =>
      Object.values(results),
    );
    expect(folds.length).toBe(20);
    expect(Object.assign({}, ...folds.map(({ data }) => data))).toEqual(said);
  });

  test('tell each mark as reached or missed, and take less than a megabyte', () => {
    expect(summary.marks!.map(({ ours, reached, ...mark }) => mark)).toEqual(matbench.marks);
    for (const mark of summary.marks!) {
      const { value } = summary.numbers[mark.number]!;
      expect(mark.reached).toBe('atLeast' in mark ? value! >= mark.atLeast : value! <= mark.atMost);
    }
    const sizes = readdirSync(folder)
      .filter((name) => !/run\.json$|ro-crate/.test(name))
      .map((name) => statSync(join(folder, name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1e6);
  });

  test('of the floor are those of the board', () => {
    expect(summary.compared.map(({ reproduced }) => reproduced)).toEqual([true, true]);
  });
});
