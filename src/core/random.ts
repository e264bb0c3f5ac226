import seedrandom from 'seedrandom';

/** A source of uniform numbers in [0, 1). Every function that uses chance takes one as an argument. */
export type Stream = () => number;

/**
 * A seeded stream of its own for one purpose. Two labels give independent streams, so adding a consumer
 * never shifts the numbers another one sees. Seed 0 is a seed like any other.
 * @example stream(0, 'folds')() === stream(0, 'folds')(); // true
 */
export function stream(seed: number, label: string): Stream {
  const generator = seedrandom(`${seed}/${label}`);
  return () => generator();
}

/**
 * The integers 0 .. n-1 in random order (Fisher and Yates).
 * @example shuffled(3, stream(0, 'demo')).length; // 3
 */
export function shuffled(n: number, random: Stream): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}

/**
 * One draw from the standard normal distribution (Box and Muller, cosine branch).
 * @example normal(stream(1, 'weights')); // a finite number
 */
export function normal(random: Stream): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
