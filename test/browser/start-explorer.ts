/** The built program as a user runs it: a screening, and the explorer on it. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CLI, ionsieve } from '../cli/ionsieve.ts';

/** Screens into a folder. */
export async function screenInto(folder: string, args: readonly string[]): Promise<void> {
  const { code, err } = await ionsieve(['screen', ...args, '--out', folder], process.cwd());
  if (code !== 0) throw new Error(err);
}

/** A running `ionsieve explore`. */
export interface RunningExplorer {
  readonly url: string;
  /** Memory of its process, megabytes: now, and the most so far (Linux). */
  memoryMb(): { now: number; most: number };
  /** What it wrote to standard error. */
  errors(): string;
  close(): Promise<number | null>;
}

/** Starts `ionsieve explore FOLDER` on a free port; ready when the compounds of the first screening are. */
export async function startExplorer(folder: string, args: readonly string[] = []): Promise<RunningExplorer> {
  const child = spawn(process.execPath, [CLI, 'explore', folder, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', resolve);
    void ended.then(() => reject(new Error(err)));
  });
  const url = line.split(' ')[0]!;
  const status = (key: string): number =>
    Number(new RegExp(`${key}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1000;
  return {
    url,
    memoryMb: () => ({ now: status('VmRSS'), most: status('VmHWM') }),
    errors: () => err,
    close() {
      child.kill('SIGINT');
      return ended;
    },
  };
}

/** Waits until the first screening can be asked. */
export async function untilReady(url: string): Promise<void> {
  for (;;) {
    const view = (await (await fetch(`${url}api/screening`)).json()) as { state: string };
    if (view.state === 'ready') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
