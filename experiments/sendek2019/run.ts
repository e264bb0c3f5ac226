/** Holds chosen compounds against random controls, and asks whether any model ranks the verdicts. */
import { bootstrapIntervals, stream } from 'ionsieve';
import { measured, type Numbers, type OwnFindings, roundOnce } from 'ionsieve/experiment';
import { type Hits, hitNumbers } from './hit-rates.ts';
import { measuredBefore, openRankers, type Ranker } from './rankers.ts';
import { loadVerdicts, type VerdictRow } from './verdict-data.ts';

/** One compound with its verdict and what every model says. */
export interface JudgedCompound {
  readonly id: string;
  readonly formula: string;
  readonly group: 'candidate' | 'control';
  readonly verdict: VerdictRow['verdict'];
  readonly scores: Readonly<Record<string, number | null>>;
}

/** What can be made smaller for a quick run. */
export interface VerdictsEffort {
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
}

/** What the run finds. */
export interface Verdicts extends OwnFindings {
  readonly compounds: readonly JudgedCompound[];
}

/**
 * The candidates against the controls, and how each model ranks them.
 * @param drawn controls that were drawn, whatever is known of them, and the fast ones among them by the paper's count
 * @throws {UserError} when a shipped table or student was changed
 * @example judgeVerdicts({ fast: 3, all: 21 }, { resamples: 200 }, 0).numbers['known.chosen_hit_rate'];
 */
export function judgeVerdicts(drawn: Hits, { resamples }: VerdictsEffort, seed: number): Verdicts {
  const candidates = loadVerdicts('candidates');
  const controls = loadVerdicts('controls');
  const compounds = judge(candidates, controls, openRankers());
  const marginal = candidates.filter(({ verdict }) => verdict === 'marginal').length;
  const numbers: Numbers = {
    'controls.drawn': measured(drawn.all, 'compounds', drawn.all),
    'controls.with_a_known_verdict': measured(controls.length, 'compounds', drawn.all),
    'candidates.marginal': measured(marginal, 'compounds', candidates.length),
    'compounds.measured_before': measured(measuredBefore([...candidates, ...controls]), 'compounds', compounds.length),
    ...hitNumbers('known', hits(candidates), hits(controls), resamples, seed),
    ...hitNumbers('all_drawn', hits(candidates), drawn, resamples, seed),
    ...rankingNumbers('ranking.all', compounds, resamples, seed),
    ...rankingNumbers(
      'ranking.candidates_only',
      compounds.filter(({ group }) => group === 'candidate'),
      resamples,
      seed,
    ),
  };
  return {
    numbers,
    compounds: compounds.map((compound) => ({
      ...compound,
      scores: Object.fromEntries(Object.entries(compound.scores).map(([ranker, score]) => [ranker, roundOnce(score)])),
    })),
  };
}

function hits(rows: readonly VerdictRow[]): Hits {
  return { fast: rows.filter(({ verdict }) => verdict === 'yes').length, all: rows.length };
}

function judge(
  candidates: readonly VerdictRow[],
  controls: readonly VerdictRow[],
  rankers: Readonly<Record<string, Ranker>>,
): JudgedCompound[] {
  const rows = [...candidates, ...controls];
  const scores = Object.entries(rankers).map(([name, rank]) => [name, rank(rows)] as const);
  return rows.map(({ id, formula, verdict }, i) => ({
    id,
    formula,
    group: i < candidates.length ? 'candidate' : 'control',
    verdict,
    scores: Object.fromEntries(scores.map(([name, answers]) => [name, answers[i]!])),
  }));
}

/** AUC and average precision of each ranker over the compounds for which it has an answer. */
function rankingNumbers(key: string, compounds: readonly JudgedCompound[], resamples: number, seed: number): Numbers {
  const numbers: Numbers = {};
  for (const ranker of Object.keys(compounds[0]!.scores)) {
    const answered = compounds.filter(({ scores }) => scores[ranker] !== null);
    const y = answered.map(({ verdict }) => (verdict === 'yes' ? 1 : 0));
    const score = Float64Array.from(answered, ({ scores }) => scores[ranker]!);
    const options = { resamples, level: 0.95 };
    const random = stream(seed, `bootstrap ${key}.${ranker}`);
    const { auc } = bootstrapIntervals(y, score, ['auc'], options, random);
    numbers[`${key}.${ranker}.auc`] = measured(auc.estimate, 'score', y.length, [auc.low, auc.high]);
    numbers[`${key}.${ranker}.not_answered`] = measured(
      compounds.length - answered.length,
      'compounds',
      compounds.length,
    );
  }
  return numbers;
}
