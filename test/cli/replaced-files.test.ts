import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { replacedFiles } from '../../src/cli/replaced-files.ts';

test('students, Learners and tables of an earlier run are replaced, and nothing else of the folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ionsieve-replaced-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const kept = ['student.other.json', 'top.csv'];
  const old = ['student.old.json', 'learner.ridge.json', 'held-out.csv.gz', 'labels.csv'];
  const others = ['student.json', 'my-figure.svg', 'notes.txt', 'my-top.csv'];
  for (const name of [...kept, ...old, ...others]) writeFileSync(join(folder, name), '');
  expect(replacedFiles(folder, kept).sort()).toEqual(old.sort());
});
