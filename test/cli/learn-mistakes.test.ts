/** Tables that nothing can be learned from, as a newcomer has them. */
import { LEARN_METHODS } from '../../src/experiment/property/learn-methods.ts';
import { type Mistake, refuses } from './refuses.ts';

const FORMULAS = 'Na2S Na3PS4 Na2O NaCl NaBr NaI NaF Na2Se Na3P Na3N NaAlO2 Na2SiO3'.split(' ');
const table = (figure: (row: number) => string | number, rows = FORMULAS.length) =>
  `formula,v\n${FORMULAS.slice(0, rows)
    .map((formula, row) => `${formula},${figure(row)}`)
    .join('\n')}\n`;

const learn = (file: string, ...more: string[]) => ['learn', file, '--target', 'v', '--out', 'o.json', ...more];
const FEW = 'expected at least 10 compounds to learn from and be judged on, found';

const constant = LEARN_METHODS.map(
  (model): Mistake => [
    `a constant target, ${model}`,
    learn('constant.csv', '--model', model, '--threshold', '5'),
    'constant.csv, column v: expected figures that differ, found 5 for all 12 compounds; give figures that differ',
  ],
);

refuses(
  {
    'two.csv': table((row) => row, 2),
    'one.csv': table((row) => row, 1),
    'nine.csv': table((row) => row, 9),
    'same.csv': `formula,v\n${'Na2S,1\nNa4S2,2\n'.repeat(8)}`,
    'constant.csv': table(() => 5),
    'empty.csv': table(() => ''),
    'nan.csv': table(() => 'NaN'),
    'text.csv': table((row) => (row < 3 ? row : 'high')),
    'all.csv': table((row) => row + 5),
    'single.csv': table((row) => (row === 4 ? 5 : 1)),
    'system.csv': `${table(() => 1)}Na2S2,5\nNa2S4,5\nNa2S5,5\n`.replace('Na2S,1', 'Na2S,5'),
    'header.csv': 'formula,v\n',
  },
  [
    ['two rows', learn('two.csv'), `two.csv: ${FEW} 2 (rows read 2); give more rows`],
    ['one row', learn('one.csv', '--model', 'ridge'), `one.csv: ${FEW} 1 (rows read 1)`],
    ['nine rows', learn('nine.csv'), `nine.csv: ${FEW} 9 (rows read 9)`],
    ['rows of one formula', learn('same.csv'), `same.csv: ${FEW} 1 (rows read 16)`],
    ['no row', learn('header.csv'), 'header.csv: expected a header and rows, found no row'],
    [
      'no figure',
      learn('empty.csv'),
      'empty.csv: expected at least one compound, found rows read 12, without value 12;',
    ],
    ['NaN', learn('nan.csv'), 'without value 12 (first: line 2: expected a number in column v, found "NaN")'],
    ['text', learn('text.csv'), `${FEW} 3 (rows read 12, first unread: expected a number in column v, found "high")`],
    ...constant,
    [
      'one class',
      learn('all.csv', '--model', 'logistic', '--threshold', '5'),
      'expected compounds on both sides of the threshold for logistic to learn from, whichever are held out, found 12 that count and 0 that do not',
    ],
    [
      'one compound of a class',
      learn('single.csv', '--model', 'boosted-trees', '--threshold', '5'),
      'single.csv, unseen formulas: expected compounds on both sides of the threshold for boosted-trees to learn from, whichever are held out, found 1 that count and 11',
    ],
    [
      'a class of one chemical system',
      learn('system.csv', '--model', 'logistic', '--threshold', '5'),
      'system.csv, unseen chemical systems: expected compounds on both sides',
    ],
  ],
);
