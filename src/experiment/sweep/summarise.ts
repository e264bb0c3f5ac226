/** The summary of a sweep from its trials and what was judged: tables, numbers, importance, recipe. */
import { setImmediate } from 'node:timers/promises';
import { stream } from '../../core/random.ts';
import { learnedUnit } from '../../dataset/target.ts';
import { measured, type Numbers, roundOnce } from '../numbers.ts';
import { labelCounts } from '../property/label-counts.ts';
import type { SearchSpec, SweepSpec } from './define.ts';
import { importanceRows } from './importance-rows.ts';
import { choicesOf, type JudgedChoices } from './judge-choices.ts';
import { BETTER, scoreOf } from './objective.ts';
import type { SweepExperiment, SweepOptions } from './options.ts';
import { type OuterJudge, outerNumbers } from './outer-scores.ts';
import type { Parameter } from './parameter.ts';
import type { PreparedSweep } from './prepare.ts';
import { budgetOf } from './search.ts';
import { searchTables } from './search-tables.ts';
import { closeSpace } from './space.ts';
import type { Stage } from './stages.ts';
import type { Recipe, SweepSummary } from './summary.ts';
import type { SweepGround } from './tasks.ts';

/**
 * The summary.
 * @example await summarise(experiment, { effort: 'quick' }, prepared, judged);
 */
export async function summarise(
  experiment: SweepExperiment,
  { effort, signal }: Pick<SweepOptions, 'effort' | 'signal'>,
  { spec, searches, parameters, ground }: Pick<PreparedSweep, 'spec' | 'searches' | 'parameters' | 'ground'>,
  judged: JudgedChoices,
): Promise<SweepSummary> {
  const { name, table, seed } = experiment;
  const { space, untuned, objective, outer, innerFolds } = spec;
  const { seeds } = spec[effort];
  const rest = async (): Promise<void> => {
    await setImmediate();
    signal?.throwIfAborted();
  };
  const unit =
    objective === 'mae' || objective === 'rmse'
      ? learnedUnit(table)
      : objective === 'spearman'
        ? 'correlation'
        : 'score';
  const judge: OuterJudge = {
    score: scoreOf(objective, ground.data),
    better: BETTER[objective],
    unit,
    folds: foldsBySeed(ground.stages),
    groups: ground.groups,
    resamples: experiment[effort].resamples,
  };
  const groups = [...new Set(ground.groups)];
  const outerScores = await outerNumbers(judged.competitors, judge, stream(seed, 'sweep, outer scores'), rest);
  return {
    name,
    effort,
    property: table.property,
    objective,
    better: judge.better,
    unit,
    space,
    untuned,
    outer,
    inner_folds: innerFolds,
    seeds,
    counts: ground.data.counts,
    groups: groups.length,
    largest_group: Math.max(...groups.map((group) => ground.groups.filter((other) => other === group).length)),
    parameters,
    searches: searches.map((search) => searchTables(search, judged, ground, judge.score)),
    numbers: {
      ...(ground.labels && labelCounts(ground.labels)),
      ...outerScores,
      ...innerNumbers(searches, parameters, judged, ground, judge),
    },
    importance: await importanceRows(searches, parameters, judged, ground.stages, seed, rest),
    recipe: recipeOf(spec, parameters, judged),
  };
}

function foldsBySeed(stages: readonly Stage[]): Map<number, Int32Array> {
  const folds = new Map<number, Int32Array>();
  const rows = stages.at(-1)!.train.length;
  for (const { seed, fold, test } of stages) {
    if (fold === null) continue;
    if (!folds.has(seed)) folds.set(seed, new Int32Array(rows));
    for (const row of test) folds.get(seed)![row] = fold;
  }
  return folds;
}

/** What was found on inner folds, what it cost, and what could not be fitted. */
function innerNumbers(
  searches: readonly SearchSpec[],
  parameters: readonly Parameter[],
  judged: JudgedChoices,
  { stages }: SweepGround,
  { unit }: OuterJudge,
): Numbers {
  const folds = stages.filter(({ fold }) => fold !== null).length;
  const inner = judged.competitors
    .filter((competitor) => competitor.inner !== null)
    .map(({ name, inner: score }) => [`${name}.inner`, measured(score, unit, folds)] as const);
  const costs = searches.flatMap((search) => {
    const { trials, whole } = budgetOf(search, parameters);
    const failed = choicesOf(judged, search).flatMap(({ run }) => run.trials.filter((trial) => trial.failed !== null));
    const fits = stages.reduce((sum, stage) => sum + trials * stage.inner.length, 0);
    return [
      [`${search.kind}.trials`, measured(trials, 'trials a choice', stages.length)],
      [`${search.kind}.whole_trials`, measured(whole, 'trials on all training groups', stages.length)],
      [`${search.kind}.fits`, measured(fits, 'fits', trials * stages.length)],
      [`${search.kind}.failed`, measured(failed.length, 'trials', trials * stages.length)],
    ] as const;
  });
  const random = judged.competitors.find(({ name }) => name === 'random_setting')?.answers.length ?? 0;
  const tried = random + judged.randomFailed;
  return {
    ...Object.fromEntries(inner),
    ...Object.fromEntries(costs),
    'random_setting.failed': measured(judged.randomFailed, 'settings', tried),
  };
}

function recipeOf(
  { space }: SweepSpec,
  parameters: readonly Parameter[],
  { together, untuned }: JudgedChoices,
): Recipe {
  const { run, place } = together.at(-1)!;
  const { values, mean, sd } = run.trials[place]!;
  return {
    setting: closeSpace(space, parameters, values),
    search: run.search.kind,
    inner: roundOnce(mean),
    inner_sd: roundOnce(sd),
    untuned_inner: roundOnce(untuned.at(-1)!.mean),
  };
}
