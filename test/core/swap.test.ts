import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { finishSwap, NOTHING, refuseHalfSwapped, STAGE_FOLDER, SWAP_FILE, swapInto } from '../../src/core/swap.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-swap-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const NAMES = ['a.csv', 'b.json', 'c.svg', 'd.md'];
const OLD = ['a.csv', 'b.json', 'old.svg'];
const write = (folder: string, names: readonly string[], text: string): void => {
  for (const name of names) writeFileSync(join(folder, name), text);
};
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const NEW = Object.fromEntries(NAMES.map((name) => [name, 'new']));

function oldFolder(): string {
  const folder = mkdtempSync(join(scratch, 'f-'));
  write(folder, OLD, 'old');
  return folder;
}

test('all files come at once, and what has no successor goes', async () => {
  const folder = oldFolder();
  const given = await swapInto(
    folder,
    (written) => OLD.filter((name) => !written.includes(name)),
    (stage) => {
      write(stage, NAMES, 'new');
      expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('old');
      return 7;
    },
  );
  expect(given).toBe(7);
  expect(contents(folder)).toEqual(NEW);
});

test('work that fails leaves all files as they were', async () => {
  const folder = oldFolder();
  const before = contents(folder);
  const failing = swapInto(folder, NOTHING, (stage) => {
    write(stage, NAMES, 'new');
    throw new Error('of the work');
  });
  await expect(failing).rejects.toThrow('of the work');
  expect(contents(folder)).toEqual(before);
});

test('a swap that was cut off anywhere is refused by readers and finished by the next work', () => {
  fc.assert(
    fc.property(fc.subarray(NAMES), fc.boolean(), (moved, isRemoved) => {
      // What a kill leaves: the list, some files in their place, the others aside.
      const folder = oldFolder();
      const stage = join(folder, STAGE_FOLDER);
      mkdirSync(stage);
      write(folder, moved, 'new');
      write(
        stage,
        NAMES.filter((name) => !moved.includes(name)),
        'new',
      );
      writeFileSync(join(folder, SWAP_FILE), JSON.stringify({ remove: ['old.svg'] }));
      if (isRemoved) rmSync(join(folder, 'old.svg'));
      expect(() => refuseHalfSwapped(folder)).toThrow(
        `${folder}: expected the files of one run, found files of two, as a command was killed while it replaced them; run the command again`,
      );
      expect(finishSwap(folder)).toBe(true);
      expect(contents(folder)).toEqual(NEW);
      refuseHalfSwapped(folder);
    }),
    { numRuns: 40 },
  );
});

test('files that were not yet whole when their process was killed are removed', () => {
  const folder = oldFolder();
  const before = contents(folder);
  mkdirSync(join(folder, STAGE_FOLDER));
  write(join(folder, STAGE_FOLDER), ['a.csv'], 'ne');
  expect(finishSwap(folder)).toBe(false);
  expect(contents(folder)).toEqual(before);
  expect(existsSync(join(folder, STAGE_FOLDER))).toBe(false);
  expect(finishSwap(folder)).toBe(false);
});
