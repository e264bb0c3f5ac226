/** The folder that is shown: which screenings and experiments it holds. Nothing outside of it is ever read. */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { fail } from '../core/errors.ts';
import type { ScreeningSummary } from '../experiment/transfer/screen-stage.ts';
import { isCandidateFile } from '../screening/candidate-files.ts';

/** A screening of the folder. */
export interface FoundScreening {
  /** Name of its folder. */
  readonly name: string;
  readonly folder: string;
  readonly summary: ScreeningSummary;
  /** All compounds above a probability, or only the best ones of top.csv. */
  readonly source: 'parquet' | 'list';
}

/** An experiment of the folder. */
export interface FoundExperiment {
  readonly name: string;
  readonly folder: string;
  /** summary.json as it stands. */
  readonly summary: Readonly<Record<string, unknown>>;
}

/** What a folder holds. */
export interface RunFolder {
  readonly path: string;
  readonly screenings: readonly FoundScreening[];
  readonly experiments: readonly FoundExperiment[];
}

/**
 * Looks through a folder and its subfolders, one level deep, in the order of their names. A screening is screening.json
 * with top.csv or Parquet files, or an experiment that screened, with its top.csv; an experiment is summary.json.
 * @throws {UserError} for a folder that cannot be read or has neither, and for damaged JSON
 * @example openRunFolder('results').experiments.map(({ name }) => name);
 */
export function openRunFolder(path: string): RunFolder {
  let root = '';
  let names: string[] = [];
  try {
    root = realpathSync(path);
    names = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    fail(path, 'a folder', (error as NodeJS.ErrnoException).code!, 'check the path');
  }
  const screenings: FoundScreening[] = [];
  const experiments: FoundExperiment[] = [];
  for (const folder of [root, ...names.map((name) => join(root, name))]) {
    const name = basename(folder);
    const files = filesOf(folder);
    const summary = readJson(folder, 'summary.json', files);
    const screened = readJson(folder, 'screening.json', files) ?? summary?.screening;
    const whole = files.some(isCandidateFile);
    if (screened !== undefined && (whole || files.includes('top.csv'))) {
      const source = whole ? 'parquet' : 'list';
      screenings.push({ name, folder, summary: checkSummary(screened, folder), source });
    }
    if (summary !== undefined) experiments.push({ name, folder, summary });
  }
  if (screenings.length + experiments.length === 0) {
    fail(path, 'a screening or an experiment', 'neither', 'give a folder that ionsieve screen or reproduce wrote');
  }
  return { path: root, screenings, experiments };
}

/**
 * Names of the plain files of a folder that can be fetched, sorted: no links, nothing hidden.
 * @throws {UserError} for a folder that is gone, as one may be while it is shown
 * @example filesOf('results/cubuk2019').includes('report.md'); // true
 */
export function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    return fail(basename(folder), 'a folder that can be read', (error as NodeJS.ErrnoException).code!, 'start again');
  }
}

/**
 * The bytes of a file that is among those of a folder, by its very name.
 * @returns undefined for any other name
 * @example readFileOf('results/cubuk2019', '../../package.json'); // undefined
 */
export function readFileOf(folder: string, name: string): Uint8Array | undefined {
  if (!filesOf(folder).includes(name)) return undefined;
  const path = realpathSync(join(folder, name));
  if (!path.startsWith(realpathSync(folder) + sep) || statSync(path).size > LARGEST_FILE) return undefined;
  return readFileSync(path);
}

const LARGEST_FILE = 100_000_000;

function readJson(folder: string, name: string, files: readonly string[]): Record<string, unknown> | undefined {
  if (!files.includes(name)) return undefined;
  const path = join(folder, name);
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (value !== null && typeof value === 'object') return value as Record<string, unknown>;
  } catch {
    // told below, as is JSON of another kind
  }
  return fail(path, 'whole JSON', 'something else', 'write it again with ionsieve screen or reproduce');
}

const REQUIRED = ['student', 'partners', 'arities', 'removed', 'scored', 'fast', 'by_element', 'by_anion', 'filters'];

function checkSummary(value: unknown, folder: string): ScreeningSummary {
  const missing = REQUIRED.find((key) => (value as Record<string, unknown>)[key] === undefined);
  if (missing !== undefined) fail(folder, `counts of a screening with ${missing}`, 'none', 'screen again');
  return value as ScreeningSummary;
}
