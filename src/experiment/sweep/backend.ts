import { checkSweep } from './check.ts';
import type { SweepExperiment } from './options.ts';
import { settingMethods } from './setting-methods.ts';
import { settingsOf } from './space.ts';
import { wholeSweep } from './whole-sweep.ts';

/** Perceptrons are trained on the backend that runs everywhere and repeats to the byte. */
export const PERCEPTRON_BACKEND = 'wasm';

/**
 * The backend that the perceptrons of a sweep are trained on; null where it has none.
 * @throws {UserError} for a sweep at fault
 * @example sweepBackend(algorithms); // null
 */
export function sweepBackend(experiment: SweepExperiment): string | null {
  const { space, untuned } = wholeSweep(experiment);
  const settings = settingsOf(space, checkSweep(experiment)).map(({ setting }) => setting);
  const methods = [untuned, ...settings].flatMap(settingMethods);
  return methods.some(({ model }) => model.kind === 'mlp') ? PERCEPTRON_BACKEND : null;
}
