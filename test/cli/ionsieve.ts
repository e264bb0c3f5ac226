/** Runs the built command as a user does, in a process of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../src/core/files.ts';

const root = packageRoot();

/** The built command line. */
export const CLI = join(root, 'dist', 'src', 'cli.js');

/** What a process left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A new empty folder. */
export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ionsieve-cli-'));
}

/** Builds where the build is missing or older than a source. Several test files may ask at once: one builds. */
export async function ensureBuilt(): Promise<void> {
  const lock = join(root, 'node_modules', '.ionsieve-test-build');
  while (!isBuilt()) {
    if (!claim(lock)) {
      await sleep(250);
      continue;
    }
    try {
      if (!isBuilt()) execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], { cwd: root });
    } finally {
      rmSync(lock, { recursive: true });
    }
  }
}

function isBuilt(): boolean {
  const newest = ['src', 'experiments', 'data'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => statSync(join(root, folder, name)).mtimeMs),
  );
  return existsSync(CLI) && statSync(CLI).mtimeMs >= Math.max(...newest);
}

/** A lock that outlived its process by minutes is taken over. */
function claim(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 120_000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/** Starts `ionsieve` with arguments in a folder. */
export function start(
  args: readonly string[],
  cwd: string,
  cli = CLI,
): { child: ChildProcess; ended: Promise<Outcome> } {
  return watch(spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** Runs `ionsieve` to its end. */
export function ionsieve(args: readonly string[], cwd: string, cli = CLI): Promise<Outcome> {
  return start(args, cwd, cli).ended;
}

/** Runs a line of shell in which `$IONSIEVE` is the command. */
export function shell(line: string, cwd: string): Promise<Outcome> {
  const env = { ...process.env, IONSIEVE: `${process.execPath} ${CLI}` };
  return watch(spawn('bash', ['-o', 'pipefail', '-c', line], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })).ended;
}

function watch(child: ChildProcess): { child: ChildProcess; ended: Promise<Outcome> } {
  const text = { out: '', err: '' };
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
    text.out += chunk;
  });
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
    text.err += chunk;
  });
  const ended = new Promise<Outcome>((resolve) => {
    child.on('close', (code) => resolve({ code, ...text }));
  });
  return { child, ended };
}

/** Does several pieces of work, three at a time, and keeps their order. */
export async function threeAtATime<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i]!);
  };
  await Promise.all([lane(), lane(), lane()]);
  return results;
}
