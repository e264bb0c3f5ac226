import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** One process, so that another one can say whether it still lives. */
export interface ProcessLife {
  readonly host: string;
  readonly pid: number;
  /** Within what `pid` counts: one start of one kernel, one namespace of processes; null where the system does not say. */
  readonly home: string | null;
  /** When it began, in ticks of that kernel; null where the system does not say. */
  readonly started: string | null;
}

/**
 * What this process is called.
 * @example thisLife().pid === process.pid; // true
 */
export function thisLife(): ProcessLife {
  return { host: hostname(), pid: process.pid, home: homeOf(), started: statusOf(process.pid)?.started ?? null };
}

/**
 * What has become of a process. `unknown` for one of another machine, container or start of this machine, and wherever there is no /proc
 * of its own namespace (macOS, Windows): the number of a process says nothing there, since another one may have it.
 * @example fateOf(thisLife()); // 'alive' on Linux
 */
export function fateOf({ host, pid, home, started }: ProcessLife): 'alive' | 'dead' | 'unknown' {
  if (home === null || started === null || home !== homeOf() || host !== hostname()) return 'unknown';
  if (!isThere(pid)) return 'dead';
  const now = statusOf(pid);
  if (now === undefined) return 'unknown';
  return now.started === started && !now.hasEnded ? 'alive' : 'dead';
}

function homeOf(): string | null {
  try {
    // A /proc of another namespace numbers processes in another way.
    if (readlinkSync('/proc/self') !== String(process.pid)) return null;
    const namespaces = ['pid', 'time'].map((kind) => readlinkSync(`/proc/self/ns/${kind}`));
    return [readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), ...namespaces].join(' ');
  } catch {
    return null;
  }
}

/** Undefined where /proc does not show it. The name in brackets may hold spaces. */
function statusOf(pid: number): { readonly started: string; readonly hasEnded: boolean } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { started: fields[19]!, hasEnded: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
