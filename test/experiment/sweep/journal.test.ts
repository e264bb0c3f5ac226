import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { sha256 } from '../../../src/core/files.ts';
import { openJournal } from '../../../src/experiment/sweep/journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-journal-'));
const path = join(folder, 'sweep.journal.jsonl');

beforeEach(() => {
  rmSync(path, { force: true });
  const journal = openJournal<{ numbers: number[] }>(path, 'abc', false);
  journal.add('one', { numbers: [0.1 + 0.2, -0, 5e-324] });
  journal.add('zwei é', { numbers: [] });
  journal.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

const reopen = (sweep = 'abc', resume = true) => openJournal(path, sweep, resume);

test('a journal gives back what was added, to the last bit, and goes on', () => {
  const journal = reopen();
  expect([...journal.known]).toEqual([
    ['one', { numbers: [0.1 + 0.2, 0, 5e-324] }],
    ['zwei é', { numbers: [] }],
  ]);
  journal.add('three', { numbers: [3] });
  journal.close();
  expect(reopen().known.size).toBe(3);
});

test('what is reported of a task is the same whether it was just added or read', () => {
  rmSync(path);
  const journal = openJournal<{ numbers: number[] }>(path, 'abc', false);
  journal.add('zero', { numbers: [-0] });
  expect(Object.is(journal.known.get('zero')!.numbers[0], 0)).toBe(true);
});

test('cut at any byte after its first line, it keeps every line before and goes on from there', () => {
  const bytes = readFileSync(path);
  const head = bytes.indexOf('\n') + 1;
  for (let length = head; length < bytes.length; length++) {
    writeFileSync(path, bytes);
    truncateSync(path, length);
    const whole = bytes.subarray(0, length).toString('latin1').split('\n').length - 2;
    const journal = reopen();
    expect(journal.known.size).toBe(whole);
    journal.add('again', 1);
    journal.close();
    expect([...reopen().known.keys()].at(-1)).toBe('again');
  }
});

test.each<[string, () => unknown, string]>([
  [
    'one that is in the way',
    () => reopen('abc', false),
    'expected no sweep in progress, found a journal; continue it with --resume, or',
  ],
  [
    'one of another sweep',
    () => reopen('abd'),
    'expected a journal of the same sweep, found one of another; give the experiment, table and',
  ],
  ['none', () => rmSync(path) ?? reopen(), 'expected a journal, found ENOENT; sweep without --resume'],
  [
    'an empty one',
    () => truncateSync(path) ?? reopen(),
    'expected a journal of a sweep, found something else, or a damaged one; remove it',
  ],
  [
    'something else',
    () => writeFileSync(path, '{"a":1}\n') ?? reopen(),
    'expected a journal of a sweep, found something else',
  ],
  ['another version', () => version2() ?? reopen(), 'expected journal version 1, found 2; use a matching ionsieve'],
  [
    'a changed digit',
    () => damage() ?? reopen(),
    'line 2: expected a line with its hash, found a damaged one; remove it',
  ],
  [
    'a foreign line',
    () => appendFileSync(path, 'x\n') ?? reopen(),
    'line 4: expected a line with its hash, found a damaged one',
  ],
])('refused: %s', (_, attempt, message) => {
  let told: unknown;
  try {
    attempt();
  } catch (error) {
    told = error;
  }
  expect(told).toBeInstanceOf(UserError);
  expect((told as UserError).message).toContain(`${path}${message.startsWith('line') ? ', ' : ': '}${message}`);
});

test('a journal that is refused stays as it is', () => {
  const before = readFileSync(path, 'utf8');
  expect(() => reopen('abd')).toThrow();
  expect(() => reopen('abc', false)).toThrow();
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe(before);
});

function damage(): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace('0.30000000000000004', '0.30000000000000005'));
}

function version2(): void {
  const [, ...rest] = readFileSync(path, 'utf8').split('\n');
  const head = '{"format":"ionsieve-sweep","version":2,"sweep":"abc"}';
  const line = `${sha256(head).slice(0, 8)} ${head}`;
  writeFileSync(path, [line, ...rest].join('\n'));
}
