/** How far the numbers of an experiment move when nothing but its seed changes. */
import type { Numbers } from './numbers.ts';

/** One number over the seeds. */
export interface SeedSpread {
  readonly number: string;
  readonly unit: string;
  /** Seeds for which the number is defined; the figures below are of these. */
  readonly seeds: number;
  readonly mean: number | null;
  /** Of the sample, n - 1 below; null for fewer than two. */
  readonly standardDeviation: number | null;
  readonly least: number | null;
  readonly most: number | null;
  /** The number of each run, in their order. */
  readonly values: readonly (number | null)[];
}

/**
 * The spread of every number that any of the runs has, in the order of its name.
 * @param runs numbers of one experiment, run with different seeds
 * @example seedSpread([{ mae: measured(1, 'eV', 9) }, { mae: measured(3, 'eV', 9) }])[0]?.mean; // 2
 */
export function seedSpread(runs: readonly Numbers[]): SeedSpread[] {
  const names = [...new Set(runs.flatMap((numbers) => Object.keys(numbers)))].sort();
  return names.map((number) => {
    const values = runs.map((numbers) => numbers[number]?.value ?? null);
    const unit = runs.find((numbers) => numbers[number] !== undefined)![number]!.unit;
    return { number, unit, ...spreadOf(values.filter((value) => value !== null)), values };
  });
}

function spreadOf(values: readonly number[]): Omit<SeedSpread, 'number' | 'unit' | 'values'> {
  const seeds = values.length;
  if (seeds === 0) return { seeds, mean: null, standardDeviation: null, least: null, most: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / seeds;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardDeviation = seeds < 2 ? null : Math.sqrt(squares / (seeds - 1));
  return { seeds, mean, standardDeviation, least: Math.min(...values), most: Math.max(...values) };
}
