import { stopRun } from '../provenance/end-run.ts';
import type { StartedRun } from '../provenance/start-run.ts';
import { Interrupted } from './interrupt.ts';

/**
 * Waits for work that can be continued; when the user stops it, its record describes the part that was done.
 * @throws whatever the work throws
 * @example const result = await keepPart(run, screen(job, { threads: 2, signal }));
 */
export async function keepPart<Result>(run: StartedRun, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Interrupted) stopRun(run);
    throw error;
  }
}
