/** Runs the command: built and in a process of its own as a user does, or from the sources and quickly. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { vi } from 'vitest';
import { STOP_SIGNALS } from '../../src/cli/interrupt.ts';
import { createProgram } from '../../src/cli/program.ts';
import { runToExit } from '../../src/cli/run-to-exit.ts';
import { packageRoot } from '../../src/core/files.ts';

const root = packageRoot();

// The terminal of the tests must not colour what they read.
delete process.env.FORCE_COLOR;

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
      if (!isBuilt()) execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'pipe' });
    } finally {
      rmSync(lock, { recursive: true });
    }
  }
}

function isBuilt(): boolean {
  const newest = ['src', 'experiments', 'data'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|wasm|svelte|css|html)$/.test(name))
      .map((name) => statSync(join(root, folder, name)).mtimeMs),
  );
  const oldest = [CLI, join(root, 'dist', 'explorer', 'index.html')].map(
    (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.min(...oldest) >= Math.max(...newest);
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

/** A moment of the program's own work: the n-th time that its main thread opens, writes or renames a file whose path matches. */
export interface Moment {
  readonly signal: NodeJS.Signals;
  /** A regular expression of the path. */
  readonly file: string;
  /** From 1. */
  readonly count: number;
}

/** Runs `ionsieve`, which gets a signal at a moment of its own work, however fast the machine is. */
export function ionsieveSignalled(args: readonly string[], cwd: string, at: Moment): Promise<Outcome> {
  const env = { ...process.env, IONSIEVE_TEST_SIGNAL_AT: JSON.stringify(at) };
  const preload = new URL('signal-at.mjs', import.meta.url).href;
  return watch(
    spawn(process.execPath, ['--import', preload, CLI, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }),
  ).ended;
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

/** Runs the command in this process, without the start of another. */
export function ionsieveHere(args: readonly string[]): Promise<Outcome> {
  return capture(async () => {
    await createProgram().parseAsync(args, { from: 'user' });
  });
}

/** Does the work of the command in this process, and keeps what it prints. */
export async function capture(work: () => Promise<void>): Promise<Outcome> {
  const text = { out: '', err: '' };
  const keep = (stream: 'out' | 'err') => (chunk: string | Uint8Array) => {
    text[stream] += chunk;
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keep('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(keep('err')),
  ];
  const before = process.exitCode;
  const listeners = [process.stdout, process.stderr].map((stream) => stream.listeners('error'));
  const waiting = STOP_SIGNALS.map((signal) => process.listeners(signal));
  process.exitCode = 0;
  try {
    await runToExit(work);
    return { code: Number(process.exitCode), ...text };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
    [process.stdout, process.stderr].forEach((stream, i) => {
      for (const listener of stream.listeners('error')) {
        if (!listeners[i]!.includes(listener)) stream.off('error', listener as () => void);
      }
    });
    STOP_SIGNALS.forEach((signal, i) => {
      for (const listener of process.listeners(signal)) {
        if (!waiting[i]!.includes(listener)) process.off(signal, listener);
      }
    });
  }
}
