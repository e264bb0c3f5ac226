/** Times of repeated work. */

/** Least, median and most of some milliseconds, for the log. */
export interface Times {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** Does work several times and takes the time of each; the work is told which time it is. */
export async function timesOf(runs: number, work: (run: number) => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work(run);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { least: times[0]!, median: times[times.length >> 1]!, most: times.at(-1)! };
}

/** A line of the log. */
export function logTimes(what: string, { least, median, most }: Times): void {
  console.log(`${what}: median ${median.toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)})`);
}
