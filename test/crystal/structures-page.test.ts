/** The example of docs/structures.md is read as the page says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import { packageRoot } from '../../src/core/files.ts';
import { formatJsonLines } from '../../src/crystal/format-json-lines.ts';
import { readJsonLines } from '../../src/crystal/json-lines.ts';

const page = readFileSync(join(packageRoot(), 'docs', 'structures.md'), 'utf8');
const [, example] = /```json\n(.*?)```/s.exec(page)!;

test('its example', () => {
  const structures = [...readJsonLines(example!, 'docs/structures.md')];
  expect(structures.map(({ id, species }) => [id, Array.from(species, (z) => SYMBOLS[z])])).toEqual([
    ['LiCl', ['Li', 'Cl']],
    ['half-filled', ['Li', 'Na', 'O']],
  ]);
  expect(structures.map(({ occupancy }) => [...occupancy])).toEqual([
    [1, 1],
    [0.5, 0.25, 1],
  ]);
  expect([...readJsonLines(formatJsonLines(structures), 'written')]).toEqual(structures);
});

test('every key that an example of the page has, but for what is left alone, has its row', () => {
  const keys = example!
    .trim()
    .split('\n')
    .flatMap((line) => Object.keys(JSON.parse(line) as object));
  for (const key of new Set(keys)) expect(page.includes(`| \`${key}\` |`), key).toBe(key !== 'source');
});

test('is where the error on a missing array leads', () => {
  expect(() => [...readJsonLines('{"id":"x","species":["Li"]}', 'x.jsonl')]).toThrow(
    'x.jsonl, line 1: expected an array "lattice" (3 rows of 3) or "cell", found none; see docs/structures.md',
  );
});
