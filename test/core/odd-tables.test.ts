import { expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { parseCsv } from '../../src/core/table.ts';

// What fuzzing found.

test.each([
  ['', 'odd.csv: expected a header, found an empty file; use a file with one'],
  [' \n', 'odd.csv: expected a header, found an empty file; use a file with one'],
  ['a,__proto__\n1,2\n', 'odd.csv: expected names of columns, found __proto__; rename that column'],
])('the table %j is told in one line', (text, line) => {
  expect(() => parseCsv(text, 'odd.csv', [])).toThrow(new UserError(line));
});

test('columns may be called as what every object has', () => {
  const rows = parseCsv('constructor,toString\n1,2\n', 'odd.csv', ['constructor']);
  expect(JSON.stringify(rows)).toBe('[{"constructor":"1","toString":"2"}]');
});
