/** The lines that the README shows, as they stand there, on 2,000 structures; only the provider is a server on this machine. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import { ensureBuilt, scratchFolder, shell } from '../cli/ionsieve.ts';
import { manyStructures, toEntry } from './entries.ts';
import { type LocalServer, startServer } from './server.ts';

const COUNT = 2000;
const folder = scratchFolder();
const path = (name: string) => join(folder, name);
let server: LocalServer;

beforeAll(async () => {
  await ensureBuilt();
  server = await startServer(manyStructures(COUNT).map(toEntry));
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test('fetch, label, student, screen and predict follow each other', async () => {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  const section = readme.split('## Your own database\n')[1]!.split('\n## ')[0]!;
  const lines = section.split('\n').filter((line) => line.startsWith('npx ionsieve '));
  expect(lines.map((line) => line.split(' ')[2])).toEqual(['fetch', 'label', 'student', 'screen', 'predict']);
  const told: string[] = [];
  for (const line of lines) {
    const here = line.replace('npx ionsieve', '$IONSIEVE').replace('--provider mp', `--provider ${server.url}`);
    const { code, out, err } = await shell(here, folder);
    expect({ line, code }).toEqual({ line, code: 0 });
    expect(err).toMatch(line.includes(' predict ') ? /^ionsieve: note: student P: [^\n]*labels\.csv[^\n]*\n$/ : /^$/);
    told.push(out);
  }
  expect(told[0]).toMatch(/^kept +2,000 +structures +100\.000 +entries$/m);
  expect(server.asked.length).toBe(COUNT / 100);
  expect(parseCsv(readFileSync(path('labels.csv'), 'utf8'), 'labels.csv', ['formula']).length).toBe(COUNT);
  const rows = told[2]!.split('\n').map((line) => line.split(/ {2,}/));
  const mcc = (student: string) => Number(rows.find(([name]) => name === student)![1]);
  expect(mcc('logistic-30')).toBeGreaterThan(mcc('always-slow') + 0.3);
  expect(readLearner(path('student.json')).name).toBe('student');
  expect(parseCsv(readFileSync(path('screened/top.csv'), 'utf8'), 'top.csv', ['formula']).length).toBe(100);
  // predict asks this student, not the one of the package
  const shipped = await shell('$IONSIEVE predict Li3PS4', folder);
  expect(told[4]).toMatch(/^Li3PS4 /m);
  expect(told[4]).not.toBe(shipped.out);
});
