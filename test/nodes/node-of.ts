import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Path of a Node of a major version. The registry has its binaries as packages, one a platform: they are installed into a folder. */
export function nodeOf(version: string, scratch: string): string {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const folder = join(scratch, `node-${version}`);
  const name = `node-${process.platform}-${process.arch}`;
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--silent',
    '--prefix',
    folder,
    `${name}@${version}`,
  ];
  execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return join(folder, 'node_modules', name, 'bin', 'node');
}
