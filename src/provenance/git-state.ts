import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../core/files.ts';

/** Where a clone stands. */
export interface GitState {
  /** Full hash of the commit. */
  readonly commit: string;
  /** Whether a file that git tracks differs from it. */
  readonly dirty: boolean;
}

/**
 * The commit of this package; null where it is no clone, as one installed by npm is not, and where there is no git. Files that git
 * does not track do not count.
 * @example gitState()?.dirty; // false
 */
export function gitState(): GitState | null {
  const cwd = packageRoot();
  // Elsewhere git would answer for the repository of whoever installed the package.
  if (!existsSync(join(cwd, '.git'))) return null;
  try {
    const args = ['--no-optional-locks', 'status', '--porcelain=v2', '--branch', '--untracked-files=no'];
    const lines = execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n');
    const commit = /^# branch\.oid ([0-9a-f]+)$/.exec(lines[0]!)?.[1];
    return commit === undefined ? null : { commit, dirty: lines.some((line) => /^[^#]/.test(line)) };
  } catch {
    return null;
  }
}
