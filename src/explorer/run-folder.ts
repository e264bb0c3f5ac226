/** The folder that is shown: which screenings and experiments it holds. Nothing outside of it is ever read. */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { fail, UserError } from '../core/errors.ts';
import { LEARNER_FILE } from '../learning/learner-file.ts';
import { isCandidateFile } from '../screening/candidate-files.ts';
import type { Measurement } from '../transfer/measurements.ts';
import { parseOwnMeasurements } from '../transfer/own-measurements.ts';
import { FAST_CONDUCTION } from '../transfer/published-model.ts';
import type { ScreeningCounts } from './api.ts';
import { checkExperiment, checkScreening, type ExperimentSummary } from './run-summaries.ts';
import { isObject } from './shapes.ts';

/** A screening of the folder. */
export interface FoundScreening {
  /** Name of its folder; with that of the folder above where two have one name. */
  readonly name: string;
  readonly folder: string;
  readonly summary: ScreeningCounts;
  /** Of the property that its model has learned. */
  readonly unit: string;
  /** Name of the file of the folder that may hold the Learner that screened; null without one. */
  readonly learner: string | null;
  /** All compounds above a probability, or only the best ones of top.csv. */
  readonly source: 'parquet' | 'list';
  /** The user's own measurements that it was done with. */
  readonly own: readonly Measurement[];
}

/** An experiment of the folder. */
export interface FoundExperiment {
  readonly name: string;
  readonly folder: string;
  readonly summary: ExperimentSummary;
}

/** What a folder holds. */
export interface RunFolder {
  readonly path: string;
  readonly screenings: readonly FoundScreening[];
  readonly experiments: readonly FoundExperiment[];
  /** What was passed over, a line each. */
  readonly notes: readonly string[];
}

/**
 * Looks through a folder and its subfolders, one level deep, in the order of their names. A screening is screening.json
 * with top.csv or Parquet files, or an experiment that screened, with its top.csv; an experiment is summary.json. What is
 * damaged, and every link, is passed over with a note.
 * @throws {UserError} for a folder that cannot be read or has nothing to show
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
  const found = { path: root, screenings: [] as FoundScreening[], experiments: [] as FoundExperiment[] };
  const notes: string[] = [];
  const top = basename(root);
  addRun(root, top, found, notes);
  // Two runs of one name are shown by their paths.
  for (const name of names) addRun(join(root, name), name === top ? `${top}/${name}` : name, found, notes);
  if (found.screenings.length + found.experiments.length > 0) return { ...found, notes };
  if (notes.length > 0) throw new UserError(notes[0]!);
  return fail(path, 'a screening or an experiment', 'neither', 'give a folder that ionsieve screen or reproduce wrote');
}

/** What one folder holds; each of its files may be damaged by itself. */
function addRun(
  folder: string,
  name: string,
  found: { screenings: FoundScreening[]; experiments: FoundExperiment[] },
  notes: string[],
): void {
  const trying = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      notes.push(error.message);
    }
  };
  let files: string[] = [];
  trying(() => {
    files = filesOf(folder);
    const links = linksOf(folder);
    if (links.length > 0) {
      const more = links.length > 1 ? ` and ${links.length - 1} other links` : '';
      fail(`${name}/${links[0]}${more}`, 'files', 'links, which are not followed', 'put the files themselves there');
    }
  });
  let summary: unknown;
  trying(() => {
    summary = readJson(folder, name, 'summary.json');
    if (summary !== undefined) {
      found.experiments.push({ name, folder, summary: checkExperiment(summary, `${name}/summary.json`) });
    }
  });
  trying(() => {
    const own = readJson(folder, name, 'screening.json');
    const screened = own === undefined && isObject(summary) ? screeningOf(summary) : own;
    const whole = files.some(isCandidateFile);
    if (screened === undefined || !(whole || files.includes('top.csv'))) return;
    const where = `${name}/${own === undefined ? 'summary.json: screening' : 'screening.json'}`;
    const source = whole ? 'parquet' : 'list';
    // An experiment that says no unit screens for conductivity.
    const { counts, unit = FAST_CONDUCTION.unit, own: table } = checkScreening(screened, where);
    const learner = learnerNames(counts.student).find((file) => files.includes(file)) ?? null;
    const beside = { learner, own: ownMeasurements(table, where) };
    found.screenings.push({ name, folder, summary: counts, unit, source, ...beside });
  });
}

/** What the file of a Learner is called beside its screening: by ionsieve screen, by an experiment of a property, by one with code of its own. */
const learnerNames = (name: string): string[] => [LEARNER_FILE, `learner.${name}.json`, 'student.json'];

/** An experiment of a property has the counts beside the unit and what it makes of them. */
function screeningOf({ screening }: Record<string, unknown>): unknown {
  if (!isObject(screening) || !isObject(screening.found)) return screening;
  return { ...screening.found, unit: screening.unit, class: screening.class };
}

/** What stands in the table is not told. */
function ownMeasurements(table: string | undefined, where: string): readonly Measurement[] {
  if (table === undefined) return [];
  try {
    return parseOwnMeasurements(table, where).rows;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return fail(where, 'a table of measurements', 'something else', 'screen again');
  }
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

/** Bytes of the largest file that is read whole. */
export const LARGEST_FILE = 100_000_000;

function linksOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map(({ name }) => name)
    .sort();
}

function readJson(folder: string, name: string, file: string): unknown {
  if (!filesOf(folder).includes(file)) return undefined;
  try {
    const bytes = readFileOf(folder, file);
    if (bytes !== undefined) return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // told below
  }
  return fail(`${name}/${file}`, 'whole JSON', 'something else', 'write it again with ionsieve screen or reproduce');
}
