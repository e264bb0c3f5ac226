import { constants } from 'node:buffer';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readText } from '../../src/core/read-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-read-text-'));
const path = join(folder, 'table.csv');

afterAll(() => rmSync(folder, { recursive: true }));

test('a file that is too long for one text is told so, and not that it were none', () => {
  writeFileSync(path, 'formula\n');
  truncateSync(path, constants.MAX_STRING_LENGTH + 1);
  expect(() => readText(path, 'a CSV table')).toThrow(
    `table.csv: expected a CSV table of up to ${constants.MAX_STRING_LENGTH} bytes, found ${constants.MAX_STRING_LENGTH + 1}, gzip undone; split`,
  );
});

test('so is one that is too long to be read', () => {
  writeFileSync(path, 'formula\n');
  truncateSync(path, 2 ** 31);
  expect(() => readText(path, 'a CSV table')).toThrow(
    'table.csv: expected a readable file, found ERR_FS_FILE_TOO_LARGE; split it into files below 2 GiB',
  );
});

test('a mark is left out, and another encoding refused', () => {
  writeFileSync(path, '\ufeffLi₂O');
  expect(readText(path, 'a CSV table')).toBe('Li₂O');
  writeFileSync(path, Buffer.from('é', 'latin1'));
  expect(() => readText(path, 'a CSV table')).toThrow('table.csv: expected a CSV table in UTF-8, found something else');
});
