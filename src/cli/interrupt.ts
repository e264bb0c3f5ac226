import { constants } from 'node:os';

/** The signals that ask a process to end: Ctrl-C, and `kill`. */
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * A signal that aborts on the first Ctrl-C (or SIGTERM); a second one ends the process at once.
 * @example screen(plan, { signal: stopOnInterrupt() });
 */
export function stopOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const signal of STOP_SIGNALS) process.once(signal, () => controller.abort(new Interrupted(signal)));
  return controller.signal;
}

/** The user stopped the work. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: NodeJS.Signals;
  /** As shells count: 128 and the number of the signal, 130 for Ctrl-C. */
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`stopped by ${signal}`);
    this.signal = signal;
    this.exitCode = 128 + constants.signals[signal];
  }
}
