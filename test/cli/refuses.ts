/** What every mistake of a user looks like. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

/** A command line, and what the one line on standard error holds. */
export type Mistake = readonly [title: string, args: readonly string[], line: string];

/** Screens a space of few compounds. */
export const SMALL_SCREEN = 'screen --elements P,S,Cl --arity 3 --max-coefficient 2 --threads 1'.split(' ');

/**
 * Tests command lines in a folder of their own: each must end with one line on standard error and exit code 2, with
 * nothing on standard output and no file written.
 * @param files the content of that folder, besides an empty folder `folder`
 */
export function refuses(files: Readonly<Record<string, string | Uint8Array>>, mistakes: readonly Mistake[]): void {
  const folder = scratchFolder();
  const home = process.cwd();

  beforeAll(() => {
    process.chdir(folder);
    for (const [name, content] of Object.entries(files)) writeFileSync(name, content);
    mkdirSync('folder');
  });

  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  describe('told in one line, with exit code 2 and nothing on standard output', () => {
    test.each(mistakes)('%s', async (_title, args, line) => {
      const { code, out, err } = await ionsieveHere(args);
      expect(err).toContain(line);
      expect(err).toMatch(/^ionsieve: [^\n]{10,1200}\n$/);
      expect({ code, out }).toEqual({ code: 2, out: '' });
    });

    test('and nothing is written', () => {
      expect(readdirSync('.').sort()).toEqual([...Object.keys(files), 'folder'].sort());
      expect(readdirSync('folder')).toEqual([]);
    });
  });
}
