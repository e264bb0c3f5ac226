import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { writeAtomic } from '../../src/core/files.ts';

// Two tasks of one job array began at the same moment: one of them found that the folder of both was there when it was to make it.

vi.mock('node:fs', async (importOriginal) => {
  const actual = await importOriginal<typeof import('node:fs')>();
  const mkdirSync = (folder: string): void => {
    actual.mkdirSync(folder); // by another process, between the look and the making
    actual.mkdirSync(folder);
  };
  return { ...actual, mkdirSync };
});

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-shared-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test('folders that another process makes meanwhile are shared', () => {
  const path = join(scratch, 'parts', '4', '1', 'journal');
  writeAtomic(path, '');
  expect(existsSync(path)).toBe(true);
});
