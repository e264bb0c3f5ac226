/** How far a long piece of work has come: told to a callback of whoever called it, or to nobody. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { shared } from './shared.ts';

/** Told how far a long piece of work has come. */
export interface Progress {
  /** Reports the units done so far (not the increment). */
  update(done: number): void;
  /** Ends the display. */
  stop(): void;
}

/** Called at the start of a long piece of work: what is being done, units of work in all, and the plural name of a unit. */
export type ShowProgress = (label: string, total: number, unit: string) => Progress;

const SILENT: Progress = { update() {}, stop() {} };

const shown = shared('progress', () => new AsyncLocalStorage<ShowProgress>());

/**
 * Announces the start of a long piece of work. Nothing is shown, but within {@link withProgress}.
 * @param label what is being done
 * @param total units of work in all
 * @param unit name of a unit, plural
 * @example
 * const progress = startProgress('label', 100, 'structures');
 * progress.update(50);
 * progress.stop();
 */
export function startProgress(label: string, total: number, unit: string): Progress {
  return shown.getStore()?.(label, total, unit) ?? SILENT;
}

/**
 * Does work whose progress is shown, that of all it calls and awaits included; other work at the same time shows nothing.
 * @param show undefined: as the work around it
 * @example await withProgress((label) => ({ update: (done) => console.log(label, done), stop() {} }), () => labelAll());
 */
export function withProgress<Result>(show: ShowProgress | undefined, work: () => Result): Result {
  return show ? shown.run(show, work) : work();
}
