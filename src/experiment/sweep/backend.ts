import { checkSweep } from './check.ts';
import type { SweepExperiment } from './options.ts';
import { methodsOf } from './space.ts';

/** Perceptrons are trained on the backend that runs everywhere and repeats to the byte. */
export const PERCEPTRON_BACKEND = 'wasm';

/**
 * The backend that the perceptrons of a sweep are trained on; null where it has none.
 * @throws {UserError} for a sweep at fault
 * @example sweepBackend(algorithms); // null
 */
export function sweepBackend({ sweep, threshold }: SweepExperiment): string | null {
  const methods = methodsOf(sweep.space, checkSweep(sweep, threshold)).map(({ method }) => method);
  return [sweep.untuned, ...methods].some(({ model }) => model.kind === 'mlp') ? PERCEPTRON_BACKEND : null;
}
