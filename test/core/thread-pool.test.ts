import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { packageRoot } from '../../src/core/files.ts';
import { runTasks } from '../../src/core/thread-pool.ts';
import type { Wish } from './thread-pool-tasks.ts';

const TASKS = new URL('./thread-pool-tasks', import.meta.url);
const run = (inputs: Wish[], options: Parameters<typeof runTasks>[3], factor = 3) =>
  runTasks<number, Wish, { product: number; thread: number }>(TASKS, factor, inputs, options);

describe('tasks on threads', () => {
  test('outputs come in the order of the inputs, whatever the number of threads', async () => {
    for (const threads of [1, 2, 4]) {
      const done: number[] = [];
      const outputs = await run([1, 2, 3, 4, 5], { threads, onDone: (task) => done.push(task) });
      expect(outputs.map(({ product }) => product)).toEqual([3, 6, 9, 12, 15]);
      expect(done.toSorted()).toEqual([0, 1, 2, 3, 4]);
      expect(outputs.every(({ thread }) => thread > 0)).toBe(true);
      expect(new Set(outputs.map(({ thread }) => thread)).size).toBeLessThanOrEqual(threads);
    }
  });

  test('no tasks, no threads', async () => {
    expect(await run([], { threads: 2 })).toEqual([]);
  });

  test("a user's mistake in a task or at the start arrives as one", async () => {
    await expect(run([1, 'mistake', 2], { threads: 2 })).rejects.toThrow(UserError);
    await expect(run([1, 'mistake', 2], { threads: 2 })).rejects.toThrow('wish: expected a number, found "mistake"');
    await expect(run([1], { threads: 2 }, 0)).rejects.toThrow('factor: expected another than 0, found 0; choose 1');
    await expect(run([1], { threads: 0 })).rejects.toThrow('threads: expected a whole number of at least 1, found 0');
  });

  test('a bug in a task arrives as it is, and ends the other threads', async () => {
    await expect(run(['never', 'bug'], { threads: 2 })).rejects.toThrow(TypeError);
  });

  test('what the caller throws for an output ends the threads', async () => {
    const onDone = () => {
      throw new RangeError('seen enough');
    };
    await expect(run([5, 'never'], { threads: 2, onDone })).rejects.toThrow('seen enough');
  });

  test('a signal ends the threads, before and while they run', async () => {
    const late = new AbortController();
    const running = run(['never', 'never'], { threads: 2, signal: late.signal });
    setTimeout(() => late.abort(new Error('interrupted')), 300);
    await expect(running).rejects.toThrow('interrupted');
    await expect(run([1], { threads: 1, signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
      'too late',
    );
  });

  test('works from sources under tsx, and built', () => {
    const folder = mkdtempSync(join(tmpdir(), 'thread-pool-'));
    try {
      const options = [
        '--module',
        'NodeNext',
        '--target',
        'ES2023',
        '--types',
        'node',
        '--rewriteRelativeImportExtensions',
      ];
      const sources = ['test/core/thread-pool-tasks.ts', 'src/core/thread-pool.ts'];
      const build = [...options, '--skipLibCheck', '--rootDir', '.', '--outDir', folder, '--ignoreConfig', ...sources];
      execFileSync('node_modules/.bin/tsc', build, { cwd: packageRoot() });
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
      const script = (root: string, extension: string) => `
        import { runTasks } from '${root}/src/core/thread-pool.${extension}';
        const outputs = await runTasks(new URL('file://${root}/test/core/thread-pool-tasks'), 7, [1, 2], { threads: 2 });
        process.stdout.write(outputs.map(({ product }) => product).join(' '));`;
      writeFileSync(join(folder, 'built.mjs'), script(folder, 'js'));
      writeFileSync(join(folder, 'sources.mjs'), script(packageRoot(), 'ts'));
      const cwd = packageRoot();
      expect(execFileSync('node', [join(folder, 'built.mjs')], { cwd, encoding: 'utf8' })).toBe('7 14');
      expect(execFileSync('node_modules/.bin/tsx', [join(folder, 'sources.mjs')], { cwd, encoding: 'utf8' })).toBe(
        '7 14',
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
