/**
 * A signal that aborts on the first Ctrl-C (or SIGTERM); a second one ends the process at once.
 * @example screen(plan, { signal: stopOnInterrupt() });
 */
export function stopOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => controller.abort(new Interrupted(signal)));
  }
  return controller.signal;
}

/** The user stopped the work. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
