/** The progress of long work on a terminal, or as lines; on standard error only. */
import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../core/progress.ts';

/**
 * A progress bar with rate and time left, without colour, on a terminal; without one, or on a dumb one, a plain line a minute.
 * @param label what is being done
 * @param total units of work in all
 * @param unit name of a unit, plural
 * @example const bar = progressBar('label', 100, 'structures'); bar.update(50); bar.stop();
 */
export function progressBar(label: string, total: number, unit: string): Progress {
  const started = performance.now();
  const rate = (done: number) => done / Math.max((performance.now() - started) / 1000, 1e-9);
  if (process.stderr.isTTY && process.env.TERM !== 'dumb') return terminalBar(label, total, unit, rate);
  let lastLine = started;
  return {
    update(done) {
      if (performance.now() - lastLine < 60_000) return;
      lastLine = performance.now();
      const secondsLeft = Math.round((total - done) / rate(done));
      process.stderr.write(
        `${label}: ${done} of ${total} ${unit}, ${short(rate(done))} ${unit}/s, ${secondsLeft} s left\n`,
      );
    },
    stop() {},
  };
}

function terminalBar(label: string, total: number, unit: string, rate: (done: number) => number): Progress {
  const bar = new SingleBar(
    { format: `${label} {bar} {percentage}% | {speed} ${unit}/s | {eta_formatted} left`, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(total, 0, { speed: '0' });
  return {
    update: (done) => bar.update(done, { speed: short(rate(done)) }),
    stop: () => bar.stop(),
  };
}

/** Four significant digits with an SI prefix: 1.234 G. */
function short(value: number): string {
  for (const [factor, prefix] of [
    [1e9, ' G'],
    [1e6, ' M'],
    [1e3, ' k'],
  ] as const) {
    if (value >= factor) return `${(value / factor).toPrecision(4)}${prefix}`;
  }
  return value.toPrecision(4);
}
