import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail } from '../core/errors.ts';
import { packageRoot } from '../core/files.ts';
import { nearestWord } from '../core/nearest-word.ts';
import { noteRead } from '../core/read-log.ts';
import type { AnyExperiment } from './kinds.ts';

/** Built, a shipped experiment is a plain .js file; from the sources it is TypeScript. */
const ENDING = extname(import.meta.url);
const SHIPPED = new URL('../../experiments/', import.meta.url);

/** An experiment, and where it was written. */
export interface LoadedExperiment {
  readonly experiment: AnyExperiment;
  /** Its source file: tables are looked for from there. */
  readonly file: string;
  /** Whether it came with the package. */
  readonly shipped: boolean;
}

/**
 * The experiments that came with the package, in alphabetical order.
 * @example experimentNames().includes('cubuk2019'); // true
 */
export function experimentNames(): string[] {
  const names = readdirSync(SHIPPED).flatMap((file) => (extname(file) === ENDING ? [basename(file, ENDING)] : []));
  return names.filter((name) => /^\w+$/.test(name)).sort();
}

/** Endings of files that can be run. */
const ENDINGS = ['.ts', '.mts', '.js', '.mjs'];

/**
 * An experiment by the name of a file under experiments/, of the package or else of the current folder, or by the path of a TypeScript or
 * JavaScript file, which exports a constant of the file's name.
 * @throws {UserError} when there is no such file, or several of the name, it cannot be read or exports no such constant, or that is no experiment
 * @example (await loadExperiment('cubuk2019')).experiment.name; // 'cubuk2019'
 */
export async function loadExperiment(nameOrPath: string): Promise<LoadedExperiment> {
  const shipped = experimentNames().includes(nameOrPath);
  const file = shipped ? join(packageRoot(), 'experiments', `${nameOrPath}.ts`) : resolve(ownFile(nameOrPath));
  const name = basename(file, extname(file));
  const module: Record<string, unknown> = shipped
    ? await import(new URL(`${name}${ENDING}`, SHIPPED).href)
    : await importFile(file);
  const value = module[name];
  if (value === undefined && shipped) throw new Error(`experiments/${name} does not export ${name}`);
  if (value === undefined) {
    const names = Object.keys(module).filter((key) => key !== 'default');
    const found = names.join(', ') || 'no export';
    fail(nameOrPath, `a constant named ${name}, as the file`, found, `export const ${name}`);
  }
  const { checkExperiment } = await import('./check-experiment.ts');
  const experiment = checkExperiment(value, nameOrPath);
  if (experiment.name !== name) fail(nameOrPath, `the name ${name}, as the file`, experiment.name, 'give it that name');
  return { experiment, file, shipped };
}

/** A word is the name of a file under experiments/ of the current folder, anything else a path. */
function ownFile(nameOrPath: string): string {
  if (!/^\w+$/.test(nameOrPath)) return existsSync(nameOrPath) ? nameOrPath : noSuchFile(nameOrPath);
  const [first, second] = ENDINGS.map((ending) => join('experiments', nameOrPath + ending)).filter((path) =>
    existsSync(path),
  );
  if (first === undefined) return noSuchFile(nameOrPath);
  if (second !== undefined) fail(nameOrPath, 'one file of the name', `${first} and ${second}`, 'give the path of one');
  return first;
}

/** Any other file is translated as it is read, without a check of its types. */
async function importFile(file: string): Promise<Record<string, unknown>> {
  if (!ENDINGS.includes(extname(file))) {
    fail(
      file,
      'a TypeScript or JavaScript file',
      extname(file) || 'no ending',
      'name it like experiments/cubuk2019.ts',
    );
  }
  const { tsImport } = await import('tsx/esm/api');
  try {
    noteRead(file, readFileSync(file));
    return await tsImport(pathToFileURL(file).href, import.meta.url);
  } catch (error) {
    return fail(file, 'a file that can be run', (error as Error).message, 'mend it');
  }
}

function noSuchFile(nameOrPath: string): never {
  const names = experimentNames();
  const nearest = nearestWord(nameOrPath, names);
  const remedy = nearest ? `did you mean ${nearest}?` : `choose one of ${names.join(', ')}, or give the path of a file`;
  return fail(nameOrPath, 'the name of a file under experiments/, or a path', 'no such file', remedy);
}
