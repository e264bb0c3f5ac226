import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { logistic, small, smallSpec, writeTable } from '../experiment/sweep/small-sweep.ts';
import { scratchFolder } from './ionsieve.ts';
import { type Mistake, refuses } from './refuses.ts';

/** A file that defines an experiment under its own name. */
const source = (name: string, experiment: object): string =>
  `export const ${name} = ${JSON.stringify({ ...experiment, name })};\n`;

describe('mistakes in a sweep are', () => {
  const swept = (name: string, changes: object) => source(name, { ...small, sweep: { ...smallSpec, ...changes } });
  const withL2 = (name: string, l2: unknown) =>
    swept(name, { space: { method: { ...logistic, model: { kind: 'logistic', l2 } } } });
  const range = { from: 0.1, to: 10, scale: 'log', steps: 3 };
  const cases: readonly [name: string, text: string, line: string][] = [
    [
      'none',
      source('none', { ...small, sweep: undefined }),
      'none.ts: expected an experiment with a sweep, found none; give it one',
    ],
    ['key', swept('key', { inerFolds: 3 }), '"inerFolds"; did you mean innerFolds?'],
    [
      'falls',
      withL2('falls', { ...range, to: 0.01 }),
      'method.model.l2: expected a range that rises, found 0.1 to 0.01',
    ],
    [
      'zero',
      withL2('zero', { ...range, from: 0 }),
      'method.model.l2: expected a logarithmic range above 0, found 0 to 10',
    ],
    ['steps', withL2('steps', { ...range, steps: 1 }), 'method.model.l2: expected at least 2 steps, found 1'],
    ['empty', withL2('empty', { oneOf: [] }), 'method.model.l2: expected at least 2 values to choose from, found 0'],
    ['word', withL2('word', { ...range, scael: 'log' }), '"scael"; did you mean scale?'],
    [
      'negative',
      withL2('negative', { ...range, scale: 'linear', from: -1 }),
      'logistic.l2: expected a number above 0, found -1',
    ],
    [
      'mae',
      swept('mae', { objective: 'mae' }),
      'objective: expected auc, mcc or spearman, for a method without values, found mae',
    ],
    [
      'folds',
      swept('folds', { outer: { ...smallSpec.outer, folds: 11 } }),
      'expected at least 11 groups, found 10; use fewer folds',
    ],
    [
      'rows',
      swept('rows', { outer: { ...smallSpec.outer, trainingRows: 9 } }),
      'sweep, outer, trainingRows: expected none, found 9; leave it out: a sweep learns from all rows',
    ],
    [
      'judged',
      swept('judged', { outer: { ...smallSpec.outer, judged: { column: 'group', oneOf: ['a', 'b'] } } }),
      'sweep, outer, judged: expected none, found group of a, b; leave it out: a sweep judges all rows;',
    ],
    [
      'inner',
      swept('inner', { innerFolds: 7 }),
      'expected at least 7 groups, found 6; use fewer inner folds or finer groups',
    ],
    ['column', swept('column', { outer: { ...smallSpec.outer, group: { column: 'groop' } } }), 'did you mean group?'],
    [
      'few',
      swept('few', { quick: { searches: [{ kind: 'halving', trials: 3, factor: 2, rungs: 3 }], seeds: [1] } }),
      'at least 4, found 3',
    ],
    [
      'twice',
      swept('twice', { quick: { searches: [{ kind: 'grid' }, { kind: 'grid' }], seeds: [1] } }),
      'expected each once, found grid twice',
    ],
    [
      'seeds',
      swept('seeds', { quick: { searches: [{ kind: 'grid' }], seeds: [] } }),
      'sweep, seeds: expected at least one, found none',
    ],
  ];
  const mistakes: Mistake[] = [
    ['no such experiment', ['sweep', 'nowhere'], 'nowhere'],
    [
      'an experiment of another kind',
      ['sweep', 'cubuk2019', '--out', 'x'],
      'cubuk2019: expected an experiment with a sweep, found none',
    ],
    [
      'nothing to resume',
      ['sweep', 'good.ts', '--quick', '--resume', '--out', 'x'],
      'expected a journal, found ENOENT; sweep without',
    ],
    ...cases.map(
      ([name, , line]): Mistake => [name, ['sweep', `${name}.ts`, '--quick', '--out', 'x', '--threads', '1'], line],
    ),
  ];
  const table = scratchFolder();
  writeTable(table);
  const csv = readFileSync(join(table, 'table.csv'));
  rmSync(table, { recursive: true });
  refuses(
    {
      'table.csv': csv,
      'good.ts': source('good', small),
      ...Object.fromEntries(cases.map(([name, text]) => [`${name}.ts`, text])),
    },
    mistakes,
  );
});
