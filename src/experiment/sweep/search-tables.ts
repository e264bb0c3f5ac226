/** The trials of a search as columns of numbers, a table for each stage. */
import { roundOnce } from '../numbers.ts';
import type { SearchSpec } from './define.ts';
import { choicesOf, type JudgedChoices, type StageChoice } from './judge-choices.ts';
import type { Score } from './objective.ts';
import type { SearchSummary, TrialTable } from './summary.ts';
import type { SweepGround } from './tasks.ts';

/**
 * A search with all of its trials.
 * @example searchTables({ kind: 'grid' }, judged, ground, scoreOf('auc', ground.data)).tables.length; // one a stage
 */
export function searchTables(
  search: SearchSpec,
  judged: JudgedChoices,
  ground: SweepGround,
  score: Score,
): SearchSummary {
  const choices = choicesOf(judged, search);
  const failed: Record<string, number> = {};
  for (const { run } of choices) {
    for (const { failed: reason } of run.trials) if (reason !== null) failed[reason] = (failed[reason] ?? 0) + 1;
  }
  return { search, tables: choices.map((choice) => trialTable(choice, judged, ground, score)), failed };
}

function trialTable({ run, place }: StageChoice, judged: JudgedChoices, ground: SweepGround, score: Score): TrialTable {
  const { seed, fold, test } = ground.stages[run.stage]!;
  const answers = judged.competitors.find(({ name }) => name === run.search.kind)!.answers;
  const its = answers.find((each) => each.seed === seed)!.judged;
  return {
    fold,
    seed: fold === null ? null : seed,
    values: run.trials[0]!.values.map((_, j) => run.trials.map(({ values }) => values[j]!)),
    mean: run.trials.map(({ mean }) => roundOnce(mean)),
    sd: run.trials.map(({ sd }) => roundOnce(sd)),
    share: run.trials.map(({ share }) => roundOnce(share)!),
    chosen: place,
    outer:
      fold === null
        ? null
        : roundOnce(
            score(
              test,
              test.map((row) => its[row]!),
            ),
          ),
  };
}
