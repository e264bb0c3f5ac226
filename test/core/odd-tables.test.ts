import { expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { parseCsv } from '../../src/core/table.ts';

// What fuzzing found.

test.each([
  ['', 'odd.csv: expected a header, found an empty file; give a CSV table'],
  [' \n', 'odd.csv: expected a header, found an empty file; give a CSV table'],
  [
    'a,b\n1\n',
    'odd.csv, line 2: expected 2 cells as in the header, found 1; the row is cut off, or a cell was left out',
  ],
  ['a,b,a\n1,2,3\n', 'odd.csv: expected one column a, found 2; rename the others'],
])('the table %j is told in one line', (text, line) => {
  expect(() => parseCsv(text, 'odd.csv', ['a'])).toThrow(new UserError(line));
});

test('columns may be called as what every object has', () => {
  const rows = parseCsv('constructor,__proto__\n1,2\n', 'odd.csv', ['constructor']);
  expect(JSON.stringify(rows)).toBe('[{"constructor":"1","__proto__":"2"}]');
});
