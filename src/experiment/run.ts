/** The one verb that runs experiments. */
import { type ExperimentOptions, type FullResult, fullResult } from './full-result.ts';
import type { AnyExperiment } from './kinds.ts';
import type { OwnExperiment, OwnSummary } from './own/define.ts';

/** What a run of an experiment gives, by the kind of the experiment. */
export type SummaryOf<Experiment extends AnyExperiment> =
  Experiment extends OwnExperiment<infer _, infer Found>
    ? OwnSummary<Found>
    : Extract<FullResult, Pick<Experiment, 'kind'>>['summary'];

/**
 * Runs an experiment of any kind. The same experiment gives the same summary on any number of threads. Nothing is printed or
 * written.
 * @returns its summary, the content of summary.json: `numbers` with value, unit, n and interval, and those of the paper beside ours
 * @throws {UserError} for anything but an experiment, options or tables at fault, and a shipped data file that was changed
 * @example
 * const { experiment, file } = await loadExperiment('bandgap');
 * const { numbers } = await run(experiment, { effort: 'quick', file });
 * console.log(numbers['data.compounds']?.value);
 */
export async function run<Experiment extends AnyExperiment>(
  experiment: Experiment,
  options?: ExperimentOptions,
): Promise<SummaryOf<Experiment>> {
  const { summary } = await fullResult(experiment, options);
  return summary as SummaryOf<Experiment>;
}
