/** The importance of each parameter, as the trials of each search tell on every outer fold. */
import { stream } from '../../core/random.ts';
import { percentileInterval } from '../../evaluation/resampling.ts';
import { measured } from '../numbers.ts';
import type { SearchSpec } from './define.ts';
import { importanceOf } from './importance.ts';
import { choicesOf, type JudgedChoices } from './judge-choices.ts';
import type { Parameter } from './parameter.ts';
import type { Stage } from './stages.ts';
import type { Importance } from './summary.ts';

/**
 * A row for each search and parameter.
 * @param seed of the experiment
 * @param rest called before each fold, so that the process can hear a signal
 * @example await importanceRows(searches, parameters, judged, stages, 0, async () => {});
 */
export async function importanceRows(
  searches: readonly SearchSpec[],
  parameters: readonly Parameter[],
  judged: JudgedChoices,
  stages: readonly Stage[],
  seed: number,
  rest: () => Promise<void>,
): Promise<Importance[]> {
  const found: Importance[] = [];
  for (const search of searches) {
    const shares: number[][] = [];
    for (const { run } of choicesOf(judged, search)) {
      if (stages[run.stage]!.fold === null) continue;
      await rest();
      const random = stream(seed, `sweep, importance by ${search.kind} on ${stages[run.stage]!.label}`);
      const its = importanceOf(parameters, run.trials, random);
      if (its !== null) shares.push(its);
    }
    parameters.forEach(({ path }, j) => {
      const its = Float64Array.from(shares, (share) => share[j]!);
      const mean = its.length === 0 ? null : its.reduce((sum, share) => sum + share, 0) / its.length;
      const { low, high } = percentileInterval(its, 0.95);
      found.push({
        search: search.kind,
        parameter: path,
        share: measured(mean, 'share of variance', its.length, [low, high]),
      });
    });
  }
  return found;
}
