import { constants } from 'node:os';

/** The signals that ask a process to end: Ctrl-C, and `kill`. */
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * A signal that aborts on the first Ctrl-C (or SIGTERM); a second one ends the process at once.
 * @param outcome what is left of the work then, for the user
 * @param signals the signals that do so
 * @example screen(job, { threads: 2, signal: stopOnInterrupt('continue with --resume') });
 */
export function stopOnInterrupt(outcome: string, signals: readonly NodeJS.Signals[] = STOP_SIGNALS): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) process.once(signal, () => controller.abort(new Interrupted(signal, outcome)));
  return controller.signal;
}

/** The user stopped the work. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: NodeJS.Signals;
  /** As shells count: 128 and the number of the signal, 130 for Ctrl-C. */
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals, outcome: string) {
    super(`stopped by ${signal}; ${outcome}`);
    this.signal = signal;
    this.exitCode = 128 + constants.signals[signal];
  }
}
