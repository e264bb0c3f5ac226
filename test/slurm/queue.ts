/** What the tests see and do of Slurm's queue, by Slurm's own commands. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { ionsieve } from '../cli/ionsieve.ts';
import { resultNames } from '../cli/result-names.ts';

/** A task that is waiting or running. */
export interface Task {
  /** As Slurm's commands take it: 12_3, or 13. */
  readonly id: string;
  readonly state: string;
}

/** A command of Slurm, with what it prints. */
export const slurm = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8' });

/** All tasks of the queue. */
export function queue(): Task[] {
  const lines = slurm('squeue', '--noheader', '--array', '--format=%i|%t').trim().split('\n');
  return lines.filter(Boolean).map((line) => {
    const [id, state] = line.split('|') as [string, string];
    return { id, state };
  });
}

/** A wait this long hangs. */
const PATIENCE_MS = 1_200_000;

/** Waits for what a function finds. */
export async function until<Found>(what: string, find: () => Found | undefined): Promise<Found> {
  const started = performance.now();
  while (performance.now() - started < PATIENCE_MS) {
    const found = find();
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error(`not seen in ${PATIENCE_MS} ms: ${what}; the queue: ${JSON.stringify(queue())}`);
}

/** Waits until the queue is empty. */
export const untilEmpty = (): Promise<true> => until('an empty queue', () => (queue().length === 0 ? true : undefined));

/** Waits until a file is there. */
export const untilFile = (path: string): Promise<true> => until(path, () => (existsSync(path) ? true : undefined));

/** A command that succeeds, told on standard output as JSON. */
export async function told(args: readonly string[], cwd: string): Promise<Record<string, unknown>[]> {
  const { code, out, err } = await ionsieve([...args, '--json'], cwd);
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

/** What came out in a folder, by name; what is about Slurm is left out. */
export const filesOf = (folder: string): Record<string, Buffer> =>
  Object.fromEntries(
    resultNames(folder)
      .filter((name) => name !== 'slurm')
      .map((name) => [name, readFileSync(join(folder, name))]),
  );
