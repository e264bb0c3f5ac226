/**
 * Scores of the rows that no choice has seen, with 95 % bootstrap intervals over groups. All numbers come from the same resamples, so
 * that the interval of a difference is that of pairs. What was found on inner folds is held fixed in them.
 */
import type { Stream } from '../../core/random.ts';
import { drawUnits, percentileInterval, sampledUnits } from '../../evaluation/resampling.ts';
import { measured, type Numbers } from '../numbers.ts';
import type { Score } from './objective.ts';

/** Judged answers for every row, each from the outer fold that holds it out. */
export interface OuterAnswers {
  readonly seed: number;
  readonly judged: ArrayLike<number>;
}

/** Whatever is judged: a search, all of them together, no sweep at all, a floor. */
export interface Competitor {
  readonly name: string;
  /** Score on inner folds of what it chose, mean over the outer folds of all seeds; null for what chooses nothing. */
  readonly inner: number | null;
  /** At least one. */
  readonly answers: readonly OuterAnswers[];
}

/** How to judge. */
export interface OuterJudge {
  readonly score: Score;
  readonly better: 1 | -1;
  readonly unit: string;
  /** Outer fold of each row, by seed. */
  readonly folds: ReadonlyMap<number, Int32Array>;
  readonly groups: readonly string[];
  readonly resamples: number;
}

interface Statistic {
  readonly key: string;
  readonly unit: string;
  /** From the score of each of the answers, as a mean over folds and of all rows at once. */
  readonly value: (byFold: readonly number[], pooled: readonly number[]) => number;
}

/**
 * For each competitor: `outer`, the mean over the outer folds of all seeds, and `outer.seed_N` of each seed; `outer_pooled`, the score of all
 * rows at once, mean over seeds, in which an AUC suffers where folds chose settings whose answers are on different scales;
 * `overfit`, by how much `inner` is better than `outer`; `gain`, by how much `outer` is better than that of `untuned`.
 * @param competitors `untuned` among them
 * @param rest called after each resample, so that the process can hear a signal
 * @example (await outerNumbers(competitors, judge, stream(1, 'outer'), async () => {}))['grid.outer'].interval;
 */
export async function outerNumbers(
  competitors: readonly Competitor[],
  judge: OuterJudge,
  random: Stream,
  rest: () => Promise<void>,
): Promise<Numbers> {
  const all = competitors.flatMap(({ answers }) => answers);
  const statistics = statisticsOf(competitors, judge);
  const { unitOf, units } = sampledUnits(judge.groups.length, judge.groups);
  const drawn = new Int32Array(units).fill(1);
  const measure = (): number[] => {
    const rows = Array.from(unitOf.keys()).flatMap((row) => Array<number>(drawn[unitOf[row]!]!).fill(row));
    const pooled = all.map(({ judged }) => scoreOn(judge, rows, judged) ?? Number.NaN);
    const byFold = all.map((answers) => foldMean(judge, rows, answers));
    return statistics.map(({ value }) => value(byFold, pooled));
  };
  const estimates = measure();
  const resampled = statistics.map(() => new Float64Array(judge.resamples));
  for (let resample = 0; resample < judge.resamples; resample++) {
    await rest();
    drawUnits(drawn, random);
    measure().forEach((value, s) => {
      resampled[s]![resample] = value;
    });
  }
  const entries = statistics.map(({ key, unit }, s) => {
    const { low, high } = percentileInterval(resampled[s]!, 0.95);
    return [key, measured(estimates[s]!, unit, judge.groups.length, [low, high])] as const;
  });
  return Object.fromEntries(entries);
}

function statisticsOf(competitors: readonly Competitor[], { better, unit }: OuterJudge): Statistic[] {
  let first = 0;
  const places = new Map(competitors.map(({ name, answers }) => [name, answers.map(() => first++)]));
  const mean = (scores: readonly number[], at: readonly number[]) =>
    at.reduce((sum, place) => sum + scores[place]!, 0) / at.length;
  return competitors.flatMap(({ name, inner, answers }) => {
    const ours = places.get(name)!;
    const untuned = places.get('untuned')!;
    const ofSeed = (seed: number) => ours.filter((_, i) => answers[i]!.seed === seed);
    const seeds = [...new Set(answers.map(({ seed }) => seed))];
    const statistic = (key: string, value: Statistic['value']): Statistic => ({ key: `${name}.${key}`, unit, value });
    return [
      statistic('outer', (byFold) => mean(byFold, ours)),
      ...seeds.map((each) => statistic(`outer.seed_${each}`, (byFold) => mean(byFold, ofSeed(each)))),
      statistic('outer_pooled', (_, pooled) => mean(pooled, ours)),
      ...(inner === null ? [] : [statistic('overfit', (byFold) => better * (inner - mean(byFold, ours)))]),
      ...(name === 'untuned'
        ? []
        : [statistic('gain', (byFold) => better * (mean(byFold, ours) - mean(byFold, untuned)))]),
    ];
  });
}

function scoreOn({ score }: OuterJudge, rows: readonly number[], judged: ArrayLike<number>): number | null {
  if (rows.length === 0) return null;
  const theirs = rows.map((row) => judged[row]!);
  return score(rows, theirs);
}

/** Mean over the folds where the score is defined; NaN where it is on none. */
function foldMean(judge: OuterJudge, rows: readonly number[], { seed, judged }: OuterAnswers): number {
  const foldOf = judge.folds.get(seed)!;
  const inFold = Array.from({ length: Math.max(...foldOf) + 1 }, (): number[] => []);
  for (const row of rows) inFold[foldOf[row]!]!.push(row);
  const scores = inFold.map((its) => scoreOn(judge, its, judged)).filter((each) => each !== null);
  return scores.reduce((sum, each) => sum + each, 0) / scores.length;
}
