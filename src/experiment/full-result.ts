/** The run of an experiment of any kind. The code of a kind is loaded when an experiment of that kind is run. */
import { join } from 'node:path';
import { processors } from '../core/processors.ts';
import { type ShowProgress, withProgress } from '../core/progress.ts';
import type { AnyExperiment } from './kinds.ts';
import type { OwnSummary } from './own/define.ts';
import type { OwnResult } from './own/run.ts';
import type { ReportPage } from './page.ts';
import type { PropertyResult } from './property/run.ts';

/** How to run an experiment. */
export interface ExperimentOptions {
  /** `quick` in seconds, to see that it runs; `exhaustive` more than in full, where the experiment has it; `full` if not given. */
  readonly effort?: 'full' | 'quick' | 'exhaustive';
  /** One a processor if not given; nothing of the result depends on it. */
  readonly threads?: number;
  /** Path of the file that defines the experiment: its tables are looked for from there; from the working folder if not given. */
  readonly file?: string;
  /** Called at the start of each long piece of the work; without it nothing is shown. */
  readonly progress?: ShowProgress;
  /** Ends screenings and experiments with code of their own that hears it, and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The summary of a run and what else it leaves behind, told apart by `kind`. */
export type FullResult =
  | (PropertyResult & { readonly kind: 'property' })
  | (OwnResult & { readonly kind: 'own'; readonly page: (summary: OwnSummary) => ReportPage });

/**
 * Runs an experiment of any kind: its summary, and the students and lists that `writeResult` of ionsieve/report writes beside it.
 * The same experiment gives the same result on any number of threads. Nothing is printed or written.
 * @throws {UserError} for anything but an experiment, options or tables at fault, and a shipped data file that was changed
 * @example
 * const { experiment, file } = await loadExperiment('cubuk2019');
 * const result = await fullResult(experiment, { effort: 'quick', file });
 * console.log(Object.keys(result.files)); // [ 'top.csv', 'student.json' ]
 */
export async function fullResult(experiment: AnyExperiment, options: ExperimentOptions = {}): Promise<FullResult> {
  const { checkExperiment } = await import('./check-experiment.ts');
  const checked = checkExperiment(experiment, 'run');
  return withProgress(options.progress, () => runKind(checked, options));
}

async function runKind(experiment: AnyExperiment, options: ExperimentOptions): Promise<FullResult> {
  const { effort = 'full', threads = processors(), file = join(process.cwd(), experiment.name), signal } = options;
  const rest = { threads, ...(signal && { signal }) };
  const how = { ...rest, effort: effort === 'exhaustive' ? 'full' : effort } as const;
  switch (experiment.kind) {
    case 'property': {
      const { runProperty } = await import('./property/run.ts');
      return { kind: 'property', ...(await runProperty(experiment, how, file)) };
    }
    case 'own': {
      const { pageOfOwn, runOwn } = await import('./own/run.ts');
      const result = await runOwn(experiment, { ...rest, effort });
      return { kind: 'own', ...result, page: (stored) => pageOfOwn(experiment, stored) };
    }
  }
}
