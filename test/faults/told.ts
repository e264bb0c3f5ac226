/** What a process told, in a form that is the same on every machine and in every run. */
import type { Outcome } from '../cli/ionsieve.ts';

/** Its one line on standard error; where it is none, that it was not. Folders, numbers of processes and hashes are left out. */
export function told({ err }: Outcome): string {
  if (err === '') return 'nothing';
  if (!/^ionsieve: [^\n]*\n$/.test(err)) return `NOT ONE LINE: ${err}`;
  return err
    .trim()
    .replace(/^ionsieve: /, '')
    .replaceAll(/(?<![\w.])\/[^\s:,;]*\//g, '')
    .replace(/found [^;]* in JSON[^;]*;/, 'found ...;')
    .replaceAll(/process \d+ of [^\s;]+/g, 'process N of HOST')
    .replaceAll(/candidates-\d+-\d+/g, 'candidates-N')
    .replaceAll(/[0-9a-f]{64}/g, '...');
}

/** How it ended: an exit code, or the signal. */
export function ending(code: number | null, signal: NodeJS.Signals | null): string {
  return code === null ? (signal ?? 'none') : String(code);
}
