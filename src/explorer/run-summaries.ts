/** The JSON of a run, checked: a screening's counts, and an experiment's findings. */
import { fail } from '../core/errors.ts';
import type { ComparedNumber } from '../experiment/findings.ts';
import type { Numbers } from '../experiment/numbers.ts';
import type { ScreeningSummary } from '../experiment/transfer/screen-stage.ts';
import {
  isFlag,
  isNumber,
  isObject,
  isText,
  listOf,
  objectOf,
  optional,
  orNull,
  recordOf,
  type Shape,
  wrongKey,
} from './shapes.ts';

/** What is shown of summary.json; kinds of experiments differ. */
export interface ExperimentSummary {
  readonly title?: string;
  readonly question?: string;
  readonly paper?: { readonly title: string; readonly doi: string; readonly claim: string };
  readonly effort?: string;
  readonly seed?: number;
  readonly compared?: readonly ComparedNumber[];
  readonly numbers?: Numbers;
  readonly not_reproduced?: readonly string[];
}

/** What is shown of screening.json. */
export interface StoredScreening extends ScreeningSummary {
  /** Of the property that its model has learned. */
  readonly unit?: string;
  /** The user's table, as CSV. */
  readonly own_measurements?: string;
}

const COUNTS = listOf(objectOf({ symbol: isText, scored: isNumber, fast: isNumber }));
const isWidth: Shape = (value) => isNumber(value) && (value as number) > 0;

const SPACE = { anchor: orNull(isText), partners: listOf(isText), arities: listOf(isNumber) };
const isGrid = objectOf({ ...SPACE, kind: (value) => value === 'grid', max_coefficient: isNumber });
const isOrigin: Shape = (value) =>
  objectOf({ from: (from) => from === 'formulas' })(value) ||
  objectOf({ from: (from) => from === 'file', file: isText })(value) ||
  objectOf({ from: (from) => from === 'series', series: isText, x: listOf(isNumber) })(value) ||
  objectOf({ from: (from) => from === 'template', template: isText, sites: recordOf(listOf(isText)) })(value);
const isList = objectOf({ ...SPACE, kind: (value) => value === 'list', list: isOrigin, formulas: isNumber });
const isSpace: Shape = (value) => isGrid(value) || isList(value);

const SCREENING: Readonly<Record<string, Shape>> = {
  student: isText,
  space: isSpace,
  distinct_formulas: isNumber,
  filters: isObject,
  removed: recordOf(isNumber),
  scored: isNumber,
  fast: isNumber,
  threshold_log_odds: isNumber,
  chemical_systems: isNumber,
  histogram: orNull(objectOf({ lower_edge: isNumber, width: isWidth, counts: listOf(isNumber) })),
  by_element: COUNTS,
  by_anion: COUNTS,
  unit: optional(isText),
  own_measurements: optional(isText),
};

const ENDS: Shape = (value) => listOf(orNull(isNumber))(value) && (value as unknown[]).length === 2;
const COMPARED = objectOf({
  number: isText,
  paper: isNumber,
  where: isText,
  explained: optional(isText),
  ours: orNull(isNumber),
  unit: isText,
  n: isNumber,
  reproduced: isFlag,
});

const EXPERIMENT: Readonly<Record<string, Shape>> = {
  title: optional(isText),
  question: optional(isText),
  paper: optional(objectOf({ title: isText, doi: isText, claim: isText })),
  effort: optional(isText),
  seed: optional(isNumber),
  compared: optional(listOf(COMPARED)),
  numbers: optional(
    recordOf(objectOf({ value: orNull(isNumber), unit: isText, n: isNumber, interval: optional(ENDS) })),
  ),
  not_reproduced: optional(listOf(isText)),
};

/**
 * The counts of a screening.
 * @param where the file, for errors
 * @throws {UserError} for a value of another shape, and for a screening by value; what stands in it is not told
 * @example checkScreening(JSON.parse(text), 'screened/screening.json').scored;
 */
export function checkScreening(value: unknown, where: string): StoredScreening {
  if (isObject(value) && isObject(value.value)) {
    fail(where, 'a screening by probability', 'one by value, which the page does not show', 'read its top.csv');
  }
  return checked(value, SCREENING, where, 'the counts of a screening') as unknown as StoredScreening;
}

/**
 * The findings of an experiment.
 * @param where the file, for errors
 * @throws {UserError} for a value of another shape; what stands in it is not told
 * @example checkExperiment(JSON.parse(text), 'cubuk2019/summary.json').numbers;
 */
export function checkExperiment(value: unknown, where: string): ExperimentSummary {
  return checked(value, EXPERIMENT, where, 'the findings of an experiment') as ExperimentSummary;
}

function checked(value: unknown, shapes: Readonly<Record<string, Shape>>, where: string, what: string): object {
  if (!isObject(value)) return fail(where, what, 'JSON of another kind', REMEDY);
  const wrong = wrongKey(value, shapes);
  return wrong === undefined ? value : fail(where, `${what} with ${wrong}`, 'none or one of another kind', REMEDY);
}

const REMEDY = 'write it again with ionsieve screen or reproduce';
