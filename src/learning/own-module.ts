/**
 * A TypeScript or JavaScript module of the user's that scores compositions. Threads load it by its path, each its own; a job holds the
 * SHA-256 of the file, so that a screening is continued with nothing but the same. What the module itself imports is not looked at.
 */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Composition, formatFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { sha256 } from '../core/files.ts';
import { noteRead } from '../core/read-log.ts';

/** Where a module stands, as plain data. */
export interface ModuleJson {
  readonly format: 'ionsieve-module';
  /** Absolute. */
  readonly path: string;
  readonly sha256: string;
}

/** One number a composition. */
export type CompositionScorer = (compositions: readonly Composition[]) => ArrayLike<number>;

const ENDINGS = ['.ts', '.mts', '.js', '.mjs'];

/**
 * Whether a path is that of a module.
 * @example isModulePath('./mine.ts'); // true
 */
export function isModulePath(path: string): boolean {
  return ENDINGS.includes(extname(path));
}

const OPENED = new Map<string, { readonly hash: string; readonly exports: Record<string, unknown> }>();

/**
 * Loads a module; TypeScript is translated as it is read, without a check of its types.
 * @param path absolute
 * @returns what it exports, and where it stands
 * @throws {UserError} when it cannot be read or run
 * @example (await openModule('/home/me/mine.ts')).exports.score;
 */
export async function openModule(path: string): Promise<{ exports: Record<string, unknown>; json: ModuleJson }> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(path, 'a module', (error as NodeJS.ErrnoException).code ?? 'none', 'check the path');
  }
  noteRead(path, text);
  const hash = sha256(text);
  let opened = OPENED.get(path);
  if (opened?.hash !== hash) {
    opened = { hash, exports: await importModule(path) };
    OPENED.set(path, opened);
  }
  return { exports: opened.exports, json: { format: 'ionsieve-module', path, sha256: hash } };
}

async function importModule(path: string): Promise<Record<string, unknown>> {
  const { tsImport } = await import('tsx/esm/api');
  try {
    return await tsImport(pathToFileURL(path).href, import.meta.url);
  } catch (error) {
    return fail(path, 'a module that can be run', (error as Error).message, 'mend it');
  }
}

/**
 * Loads the module of a job, where its model is one: to be awaited in every thread before the work.
 * @throws {UserError} when the file is another one than the job was made with
 * @example await openModuleOf(job.plan.student.model);
 */
export async function openModuleOf(model: { readonly format: string } | ModuleJson): Promise<void> {
  if (!isModule(model)) return;
  const { json } = await openModule(model.path);
  if (json.sha256 === model.sha256) return;
  fail(model.path, 'the module that the screening was started with', 'another one', 'put it back, or start again');
}

/**
 * Whether a model is a module.
 * @example isModule({ format: 'ionsieve-module', path: '/home/me/mine.ts', sha256: '' }); // true
 */
export function isModule(model: { readonly format: string }): model is ModuleJson {
  return model.format === 'ionsieve-module';
}

/**
 * The scorer of a module that was loaded; it makes sure that every composition has a finite number.
 * @throws {UserError} from the function that it returns
 * @throws {Error} before openModuleOf
 * @example moduleScorer(json)([parseFormula('Li3PS4')])[0];
 */
export function moduleScorer({ path, sha256: hash }: ModuleJson): CompositionScorer {
  const opened = OPENED.get(path);
  if (opened?.hash !== hash) throw new Error(`${path} was not loaded`);
  const score = opened.exports.score as CompositionScorer;
  return (compositions) => {
    const numbers: unknown = told(path, () => score(compositions));
    const { length } = (numbers ?? []) as ArrayLike<unknown>;
    if (length !== compositions.length) {
      fail(`${path}, score`, `${compositions.length} numbers`, `${length}`, 'return one a composition');
    }
    for (let i = 0; i < compositions.length; i++) {
      if (Number.isFinite((numbers as ArrayLike<unknown>)[i])) continue;
      const found = String((numbers as ArrayLike<unknown>)[i]);
      fail(`${path}, score`, `a finite number for ${formatFormula(compositions[i]!)}`, found, 'mend the module');
    }
    return numbers as ArrayLike<number>;
  };
}

/** What goes wrong in a user's module is the user's to mend. */
function told<Result>(path: string, score: () => Result): Result {
  try {
    return score();
  } catch (error) {
    return fail(
      `${path}, score`,
      'a number for each composition',
      `the error "${(error as Error).message}"`,
      'mend the module',
    );
  }
}
