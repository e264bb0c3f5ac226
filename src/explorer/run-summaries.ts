/** The JSON of a run, checked: a screening's counts, and an experiment's findings. */
import { fail } from '../core/errors.ts';
import type { ComparedNumber } from '../experiment/findings.ts';
import type { Numbers } from '../experiment/numbers.ts';
import type { ValueSummary } from '../experiment/property/value-summary.ts';
import type { ScreeningSummary } from '../experiment/screening-summary.ts';
import { className } from '../screening/class-name.ts';
import type { ScreenedClass } from '../screening/compile.ts';
import type { ScreeningCounts } from './api.ts';
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
  readonly paper?: { readonly title: string; readonly doi: string; readonly claim: string };
  readonly effort?: string;
  readonly seed?: number;
  readonly compared?: readonly ComparedNumber[];
  readonly numbers?: Numbers;
  readonly not_reproduced?: readonly string[];
}

/** What is shown of screening.json. */
export interface StoredScreening {
  readonly counts: ScreeningCounts;
  /** Of the property that its model has learned. */
  readonly unit: string | undefined;
  /** The user's table, as CSV. */
  readonly own: string | undefined;
}

const countsOf = (reached: string): Shape =>
  listOf(objectOf({ symbol: isText, scored: isNumber, [reached]: isNumber }));
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

const EVERY: Readonly<Record<string, Shape>> = {
  student: isText,
  space: isSpace,
  distinct_formulas: isNumber,
  filters: isObject,
  removed: recordOf(isNumber),
  scored: isNumber,
  chemical_systems: isNumber,
  histogram: orNull(objectOf({ lower_edge: isNumber, width: isWidth, counts: listOf(isNumber) })),
  unit: optional(isText),
  own_measurements: optional(isText),
};

const END: Shape = (end) => end === 'larger' || end === 'smaller';

const BY_PROBABILITY: Readonly<Record<string, Shape>> = {
  ...EVERY,
  class: optional(objectOf({ property: isText, unit: isText, threshold: orNull(isNumber), better: END })),
  fast: isNumber,
  threshold_log_odds: isNumber,
  by_element: countsOf('fast'),
  by_anion: countsOf('fast'),
};

const BY_VALUE: Readonly<Record<string, Shape>> = {
  ...EVERY,
  value: objectOf({ column: isText, unit: isText, better: END }),
  threshold: isNumber,
  reached: isNumber,
  by_element: countsOf('reached'),
  by_anion: countsOf('reached'),
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
 * The counts of a screening, by probability or by value.
 * @param where the file, for errors
 * @throws {UserError} for a value of another shape; what stands in it is not told
 * @example checkScreening(JSON.parse(text), 'screened/screening.json').counts.reached;
 */
export function checkScreening(given: unknown, where: string): StoredScreening {
  const what = 'the counts of a screening';
  if (isObject(given) && given.value !== undefined) {
    const stored = checked(given, BY_VALUE, where, what) as unknown as ValueSummary & StoredTexts;
    const { value, threshold, reached, by_element } = stored;
    const counts = { ...shown(stored), value, goal: null, threshold, reached, by_element, histogram: valuesOf(stored) };
    return { counts, ...textsOf(stored) };
  }
  const stored = checked(given, BY_PROBABILITY, where, what) as unknown as ScreeningSummary & StoredTexts;
  const by_element = stored.by_element.map(({ fast, ...one }) => ({ ...one, reached: fast }));
  const { threshold_log_odds: threshold, fast: reached, histogram } = stored;
  const goal = stored.class === undefined ? null : className(stored.class);
  const counts = { ...shown(stored), value: null, goal, threshold, reached, by_element, histogram };
  return { counts, ...textsOf(stored) };
}

/** What stands beside the counts. */
interface StoredTexts {
  readonly unit?: string;
  readonly class?: ScreenedClass;
  readonly own_measurements?: string;
}

type Shown = 'student' | 'space' | 'distinct_formulas' | 'filters' | 'removed' | 'scored' | 'chemical_systems';

function shown(stored: Pick<ScreeningCounts, Shown>): Pick<ScreeningCounts, Shown> {
  const { student, space, distinct_formulas, filters, removed, scored, chemical_systems } = stored;
  return { student, space, distinct_formulas, filters, removed, scored, chemical_systems };
}

const textsOf = ({ unit, own_measurements: own }: StoredTexts) => ({ unit, own });

/** Where small values are wanted, the bins are those of values with their sign turned. */
function valuesOf({ value, histogram }: ValueSummary): ScreeningCounts['histogram'] {
  if (histogram === null || value.better === 'larger') return histogram;
  const { lower_edge, width, counts } = histogram;
  return { lower_edge: 0 - (lower_edge + width * counts.length), width, counts: counts.toReversed() };
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
