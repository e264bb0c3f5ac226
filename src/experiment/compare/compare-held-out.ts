/** Two results side by side: what the same subjects predicted of the same held-out rows. */
import { fail } from '../../core/errors.ts';
import { stream } from '../../core/random.ts';
import { brierScore } from '../../evaluation/calibration.ts';
import { meanByCategory } from '../../evaluation/mean-by-category.ts';
import { classificationMetrics } from '../../evaluation/metrics.ts';
import { pairedDifference, type RowStatistic } from '../../evaluation/paired-difference.ts';
import { meanAbsoluteError, rootMeanSquaredError } from '../../evaluation/regression-metrics.ts';
import { spearman } from '../../evaluation/spearman.ts';
import type { HeldOutRow } from './read-held-out.ts';

/** One measure of one subject on one validation, in both results. */
export interface ComparedScore {
  readonly subject: string;
  readonly on: string;
  readonly metric: string;
  readonly first: number | null;
  readonly second: number | null;
  /** The second less the first, with a 95 % interval. */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Which is better beyond the interval; null where it holds zero. */
  readonly better: 'first' | 'second' | null;
  /** Rows that both have. */
  readonly n: number;
  /** Rows that only one of them has. */
  readonly unpaired: number;
}

/** What to compare. */
export interface CompareOptions {
  /** Subjects by name; all that both have if not given. */
  readonly subjects?: readonly string[];
  /** Validations by name; all that both have if not given. */
  readonly on?: readonly string[];
  /** Bootstrap resamples behind each interval, 1,000 if not given. */
  readonly resamples?: number;
}

/** Truths that differ by more than their rounding are not the same. */
const SAME_TRUTH = 1e-5;
const LEVEL = 0.95;

/** @param alike category of each row, of a rule that knows nothing else of it: rows of one are ties */
type Score = (truth: Float64Array, predicted: Float64Array, alike?: readonly string[]) => number | null;

/** A measure and which way it is better. */
interface Metric {
  readonly name: string;
  readonly better: 'high' | 'low';
  readonly score: Score;
}

const OF_VALUES: readonly Metric[] = [
  { name: 'mae', better: 'low', score: (y, predicted) => meanAbsoluteError(y, predicted) },
  { name: 'rmse', better: 'low', score: (y, predicted) => rootMeanSquaredError(y, predicted) },
  {
    name: 'spearman',
    better: 'high',
    score: (y, predicted, alike) => spearman(y, alike ? meanByCategory(predicted, alike) : predicted),
  },
];
const AUC: Metric = {
  name: 'auc',
  better: 'high',
  score: (y, score, alike) => classificationMetrics(y, score, 0, alike).auc,
};
const BRIER: Metric = { name: 'brier', better: 'low', score: (y, score) => brierScore(y, score) };

/**
 * The measures of both results on the rows that they share, and the difference with a bootstrap interval, paired by row, that draws the
 * groups which were held out together. Where all
 * truths are 0 or 1 the measures are auc and, of probabilities, the Brier score; else mae, rmse and spearman.
 * @param where the names of the two results, for errors
 * @throws {UserError} where nothing is shared, a row stands twice, or truths or groups differ
 * @example compareHeldOut(readHeldOut('a'), readHeldOut('b'), ['a', 'b'])[0]?.better; // 'second'
 */
export function compareHeldOut(
  first: readonly HeldOutRow[],
  second: readonly HeldOutRow[],
  where: readonly [string, string],
  options: CompareOptions = {},
): ComparedScore[] {
  const [a, b] = [tables(first, where[0]), tables(second, where[1])];
  const chosen = [...a.keys()].filter((key) => b.has(key) && isChosen(a.get(key)!, options));
  if (chosen.length === 0) {
    const both = (key: 'subject' | 'on') => [...new Set(first.map((row) => row[key]))].join(', ') || 'none';
    const found = `none of ${where[0]} (subjects ${both('subject')}; validations ${both('on')})`;
    fail(
      where[1],
      'a subject and a validation that both results have',
      found,
      'choose others, or compare other results',
    );
  }
  return chosen.flatMap((key) => compareTables(a.get(key)!, b.get(key)!, where, options.resamples ?? 1000));
}

/** What one subject predicted on one validation, by row. */
interface Table {
  readonly subject: string;
  readonly on: string;
  readonly rows: Map<string, HeldOutRow>;
}

function tables(rows: readonly HeldOutRow[], where: string): Map<string, Table> {
  const found = new Map<string, Table>();
  for (const row of rows) {
    const { id, subject, on } = row;
    const key = JSON.stringify([subject, on]);
    const table = found.get(key) ?? { subject, on, rows: new Map() };
    found.set(key, table);
    if (table.rows.has(id)) {
      fail(`${where}, ${subject} on ${on}`, 'each row once', `${id} twice`, 'give the rows ids of their own');
    }
    table.rows.set(id, row);
  }
  return found;
}

function isChosen({ subject, on }: Table, options: CompareOptions): boolean {
  return (options.subjects?.includes(subject) ?? true) && (options.on?.includes(on) ?? true);
}

function compareTables(a: Table, b: Table, where: readonly [string, string], resamples: number): ComparedScore[] {
  const { subject, on } = a;
  const place = `${where[1]}, ${subject} on ${on}`;
  const shared = [...a.rows.values()].filter(({ id }) => b.rows.has(id));
  const pairs = shared.map((row) => [row, b.rows.get(row.id)!] as const);
  if (pairs.length === 0) fail(place, `rows that ${where[0]} has too`, 'none', 'compare results on the same rows');
  for (const [one, other] of pairs) {
    if (one.group !== other.group) {
      const remedy = 'compare results whose validations hold out alike';
      fail(`${place}, ${one.id}`, `the group ${one.group} of ${where[0]}`, other.group, remedy);
    }
    if (Math.abs(one.truth - other.truth) <= SAME_TRUTH * Math.max(1, Math.abs(one.truth))) continue;
    fail(
      `${place}, ${one.id}`,
      `the truth ${one.truth} of ${where[0]}`,
      `${other.truth}`,
      'compare results on the same table',
    );
  }
  const truth = Float64Array.from(pairs, ([one]) => one.truth);
  const predicted = [0, 1].map((side) => Float64Array.from(pairs, (pair) => pair[side]!.predicted));
  const categories = [0, 1].map((side) => categoriesOf(pairs.map((pair) => pair[side]!)));
  const groups = shared.map(({ group }) => group);
  const unpaired = a.rows.size + b.rows.size - 2 * pairs.length;
  return metricsOf(truth, predicted).map((metric) => {
    const [first, second] = predicted.map((values, side) => statistic(metric, truth, values, categories[side])) as [
      RowStatistic,
      RowStatistic,
    ];
    const random = stream(0, `compare ${subject} on ${on}`);
    const interval = pairedDifference(pairs.length, first, second, { resamples, level: LEVEL, groups }, random);
    const all = Int32Array.from(pairs.keys());
    const scores = { first: first(all), second: second(all), difference: interval.estimate };
    const { low, high } = interval;
    return {
      subject,
      on,
      metric: metric.name,
      ...scores,
      low,
      high,
      better: better(metric, low, high),
      n: pairs.length,
      unpaired,
    };
  });
}

function metricsOf(truth: Float64Array, predicted: readonly Float64Array[]): readonly Metric[] {
  if (!truth.every((value) => value === 0 || value === 1)) return OF_VALUES;
  const isProbability = predicted.every((values) => values.every((value) => value >= 0 && value <= 1));
  return isProbability ? [AUC, BRIER] : [AUC];
}

/** Undefined of a subject that knows more than a category of some row. */
function categoriesOf(rows: readonly HeldOutRow[]): string[] | undefined {
  const known = rows.flatMap(({ category }) => category ?? []);
  return known.length === rows.length ? known : undefined;
}

function statistic(
  { score }: Metric,
  truth: Float64Array,
  predicted: Float64Array,
  categories: readonly string[] | undefined,
): RowStatistic {
  const pick = (values: Float64Array, rows: Int32Array) => Float64Array.from(rows, (row) => values[row]!);
  return (rows) => {
    const alike = categories && Array.from(rows, (row) => categories[row]!);
    const value = score(pick(truth, rows), pick(predicted, rows), alike);
    return value === null || Number.isNaN(value) ? null : value;
  };
}

function better({ better: way }: Metric, low: number | null, high: number | null): ComparedScore['better'] {
  if (low === null || high === null || (low <= 0 && high >= 0)) return null;
  return low > 0 === (way === 'high') ? 'second' : 'first';
}
