/** Learning curves: what methods say of held-out compounds after they have learned from 20, 40, 80 ... rows. */
import { fail } from '../../core/errors.ts';
import { startProgress } from '../../core/progress.ts';
import { type Stream, shuffled, stream } from '../../core/random.ts';
import { curvePoint, type FoldScore } from '../../evaluation/curve-point.ts';
import { classificationMetrics } from '../../evaluation/metrics.ts';
import { meanAbsoluteError } from '../../evaluation/regression-metrics.ts';
import { measured, type Numbers } from '../numbers.ts';
import { decisionScores } from './answer.ts';
import type { Company } from './asking.ts';
import type { CurveSpec } from './define.ts';
import { ranks } from './floors.ts';
import { isJudged } from './folds.ts';
import type { ScoringOptions } from './scores.ts';

/** Draws until both classes are there. */
const MOST_DRAWS = 100;

/** Scores in a fold, by name: of a regression the mean absolute error, where there is a threshold the AUC. */
type FoldScores = Readonly<Partial<Record<'mae' | 'auc', FoldScore>>>;

/**
 * Scores of each method after learning from so many rows: means over the folds of a validation and over draws, with an interval from
 * drawing folds. Whole groups are drawn, of the last as many rows as are wanted; every method learns from the same rows, and fewer are
 * among more.
 * @param company of the curves' validation
 * @returns keys `curve.VALIDATION.METHOD.ROWS.mae` and `.auc`
 * @throws {UserError} for more rows than a fold has to learn from, and what a method refuses
 * @example learningCurves(curves, company, { unit: 'eV', resamples: 1000, seed: 0 })['curve.by_formula.ridge.20.mae']?.value;
 */
export function learningCurves(
  { methods, rows, repeats }: CurveSpec,
  company: Company,
  scoring: ScoringOptions,
): Numbers {
  const { plan } = company;
  const least = Math.min(...plan.folds.map(({ train }) => train.length));
  const most = Math.max(...rows);
  if (most > least)
    fail('curves, rows', `at most ${least}, the rows to learn from in a fold`, `${most}`, 'ask for fewer');
  const draws = plan.folds.flatMap(({ fold, train, test }) =>
    Array.from({ length: repeats }, (_, draw) => ({
      fold,
      draw,
      test,
      order: drawnOrder(company, train, fold, draw, rows),
    })),
  );
  const numbers: Numbers = {};
  const bar = startProgress(`learning curves, ${plan.validation.name}`, methods.length * rows.length, 'points');
  methods.forEach((name, m) => {
    rows.forEach((size, k) => {
      const scores = draws.map(({ fold, draw, test, order }) => {
        const asked = test.filter((row) => isJudged(plan.validation, company.data.rows[row]!));
        const train = order.slice(0, size).sort();
        const part = `fold ${fold} rows ${size} draw ${draw}`;
        const said = company.ask(name, { train, test: asked, held: test, part });
        return scoresOf(company, name, fold, asked, said);
      });
      Object.assign(numbers, pointNumbers(`curve.${plan.validation.name}.${name}.${size}`, scores, scoring));
      bar.update(m * rows.length + k + 1);
    });
  });
  bar.stop();
  return numbers;
}

/** Rows to learn from in the order in which they are drawn; the first of them, as few as are asked for, are of both classes where both are there. */
function drawnOrder(
  { data, plan, seed }: Company,
  train: Int32Array,
  fold: number,
  draw: number,
  rows: readonly number[],
): Int32Array {
  const random = stream(seed, `curve rows ${plan.validation.name} fold ${fold} draw ${draw}`);
  const classes = (some: Int32Array) =>
    new Set(data.labels === null ? [] : Array.from(some, (row) => data.labels![row])).size;
  const wanted = classes(train);
  for (let tried = 0; tried < MOST_DRAWS; tried++) {
    const order = byGroup(train, plan.groups, random);
    if (classes(order.subarray(0, Math.min(...rows))) === wanted) return order;
  }
  const found = `one class in each of ${MOST_DRAWS} draws`;
  return fail('curves, rows', `both classes among ${Math.min(...rows)} rows`, found, 'ask for more');
}

/** All rows, those of a group together, the groups in random order. */
function byGroup(rows: Int32Array, groups: readonly string[], random: Stream): Int32Array {
  const members = new Map<string, number[]>();
  for (const row of rows) members.set(groups[row]!, [...(members.get(groups[row]!) ?? []), row]);
  const all = [...members.values()];
  return Int32Array.from(Array.from(shuffled(all.length, random)).flatMap((at) => all[at]!));
}

function scoresOf(
  { data, members }: Company,
  name: string,
  fold: number,
  held: Int32Array,
  said: Float64Array,
): FoldScores {
  const member = members.find((each) => each.name === name)!;
  const { labels, cut, y } = data;
  const mae = member.does === 'regress' && {
    mae: {
      fold,
      value: meanAbsoluteError(
        Array.from(held, (row) => y[row]!),
        said,
      ),
      weight: held.length,
    },
  };
  if (labels === null || cut === null || !ranks(member)) return { ...mae };
  const truth = Array.from(held, (row) => labels[row]!);
  const { auc, n, positives } = classificationMetrics(truth, decisionScores(member, said, cut));
  return { ...mae, auc: { fold, value: auc ?? 0, weight: positives * (n - positives) } };
}

function pointNumbers(key: string, scores: readonly FoldScores[], { unit, resamples, seed }: ScoringOptions): Numbers {
  const numbers: Numbers = {};
  for (const name of ['mae', 'auc'] as const) {
    const own = scores.flatMap((each) => each[name] ?? []);
    if (own.every(({ weight }) => weight === 0)) continue;
    const { estimate, low, high } = curvePoint(own, resamples, stream(seed, `bootstrap ${key}.${name}`));
    numbers[`${key}.${name}`] = measured(estimate, name === 'mae' ? unit : 'AUC', own.length, [low, high]);
  }
  return numbers;
}
