/** Timing: medians of five rounds after a warm-up, since WebAssembly and JavaScript get faster as they run. */

/** A way to screen some element sets with a student. */
export interface Method {
  readonly name: string;
  /** Compounds in one run. */
  readonly compounds: number;
  /** Screens them; how many score at least 0. */
  run(): number;
}

/** What five rounds gave. */
export interface Timing {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

const ROUNDS = 5;

/** Million compounds a second of a method on this thread; each round takes at least `seconds`. */
export function measure({ compounds, run }: Method, seconds: number): Timing {
  const round = (): number => {
    const begin = performance.now();
    let done = 0;
    while (done === 0 || performance.now() - begin < 1000 * seconds) {
      run();
      done += compounds;
    }
    return done / (performance.now() - begin) / 1000;
  };
  round();
  return timingOf(Array.from({ length: ROUNDS }, round));
}

/** Million compounds a second and core of five runs on threads; each run starts its threads anew. */
export async function measureRuns(compounds: number, threads: number, run: () => Promise<unknown>): Promise<Timing> {
  const rates: number[] = [];
  for (let repeat = 0; repeat < ROUNDS; repeat++) {
    const begin = performance.now();
    await run();
    rates.push(compounds / (performance.now() - begin) / 1000 / threads);
  }
  return timingOf(rates);
}

/** Median, least and most of an odd number of values. */
export function timingOf(values: readonly number[]): Timing {
  const ascending = [...values].sort((a, b) => a - b);
  return { median: ascending[(ascending.length - 1) / 2]!, min: ascending[0]!, max: ascending.at(-1)! };
}
