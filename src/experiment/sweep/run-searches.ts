/**
 * Plays every search on every stage. All of them go on together, a generation at a time, so that the threads have work although a
 * search may have to wait for what it found out.
 */
import { stream } from '../../core/random.ts';
import type { SearchSpec, SweepSpec } from './define.ts';
import type { Ledger } from './ledger.ts';
import { BETTER } from './objective.ts';
import type { Parameter } from './parameter.ts';
import type { Proposal, Trial } from './rank-trials.ts';
import { nextProposals } from './search.ts';
import { closeSpace } from './space.ts';
import type { Stage } from './stages.ts';
import type { SweepOutcome } from './tasks.ts';

/** A setting that was tried, and what came of it. */
export interface ScoredTrial extends Trial {
  /** Mean and standard deviation over the inner folds where the objective is defined. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** Why it could not be fitted; null where it could. */
  readonly failed: string | null;
}

/** A search on a stage. */
export interface SearchRun {
  readonly search: SearchSpec;
  /** Place among the stages. */
  readonly stage: number;
  readonly trials: readonly ScoredTrial[];
}

/**
 * Plays the searches.
 * @returns every search on the first stage, then on the second...
 * @example await runSearches(spec, searches, parameters, stages, ledger);
 */
export async function runSearches(
  { space, objective }: Pick<SweepSpec, 'space' | 'objective'>,
  searches: readonly SearchSpec[],
  parameters: readonly Parameter[],
  stages: readonly Stage[],
  ledger: Ledger,
): Promise<SearchRun[]> {
  const runs = stages.flatMap((_, stage) => searches.map((search) => ({ search, stage, trials: [] as ScoredTrial[] })));
  for (;;) {
    const asked = runs.flatMap((run) => {
      const { seed, label } = stages[run.stage]!;
      const random = stream(seed, `sweep, ${run.search.kind} of ${label} after ${run.trials.length}`);
      return nextProposals(run.search, parameters, run.trials, random).map((proposal) => ({ run, proposal }));
    });
    if (asked.length === 0) return runs;
    const outcomes = await ledger(
      asked.map(({ run: { stage }, proposal: { values, share } }) => ({
        does: 'score',
        stage,
        share,
        setting: closeSpace(space, parameters, values),
      })),
    );
    asked.forEach(({ run, proposal }, i) => {
      run.trials.push(scoreTrial(proposal, outcomes[i]!, BETTER[objective]));
    });
  }
}

/**
 * A trial from the outcome of its task.
 * @param better 1 where more of the objective is better, else -1
 * @example scoreTrial({ values: [1], share: 1 }, { numbers: [0.7, 0.9] }, 1).mean; // 0.8
 */
export function scoreTrial(proposal: Proposal, outcome: SweepOutcome, better: 1 | -1): ScoredTrial {
  if ('failed' in outcome) return { ...proposal, merit: null, mean: null, sd: null, failed: outcome.failed };
  const scores = outcome.numbers.filter((score) => score !== null);
  if (scores.length === 0) {
    return { ...proposal, merit: null, mean: null, sd: null, failed: 'the objective is not defined on any inner fold' };
  }
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  const sd = scores.length > 1 ? Math.sqrt(squares / (scores.length - 1)) : null;
  return { ...proposal, merit: better * mean, mean, sd, failed: null };
}
