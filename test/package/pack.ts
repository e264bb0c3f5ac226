/** Packs what is committed, and installs it into an empty folder. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/core/files.ts';

/** A file of the package. */
export interface PackedFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

/** The package, packed. */
export interface Packed {
  /** Folder of all of this, to be removed. */
  readonly scratch: string;
  readonly tarball: string;
  /** Bytes of the tarball. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly PackedFile[];
}

/** Packs the last commit from a clean clone; the packages that build it are those of this folder. */
export function packLastCommit(): Packed {
  const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-package-'));
  const clone = join(scratch, 'clone');
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${packageRoot()}`, clone]);
  execFileSync('cp', ['-a', join(packageRoot(), 'node_modules'), join(clone, 'node_modules')]);
  // What a run leaves behind stays out.
  mkdirSync(join(clone, 'results', 'runs', 'mine'), { recursive: true });
  writeFileSync(join(clone, 'results', 'runs', 'mine', 'summary.json'), '{}');
  writeFileSync(join(clone, 'results', 'cubuk2019', 'periodic-table.png'), 'drawn');
  const told = execFileSync('npm', ['pack', '--json', '--pack-destination', scratch], {
    cwd: clone,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [packed] = JSON.parse(told.slice(told.indexOf('[\n'))) as (Omit<Packed, 'scratch' | 'tarball'> & {
    filename: string;
  })[];
  return { ...packed!, scratch, tarball: join(scratch, packed!.filename) };
}

/** Installs a package into an empty folder as a user does; the folder. */
export function installInto(folder: string, tarball: string): string {
  mkdirSync(folder);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], {
    cwd: folder,
    stdio: 'pipe',
  });
  return folder;
}

/** Runs a command in a folder to its end. */
export function run(
  folder: string,
  command: string,
  ...args: string[]
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}
