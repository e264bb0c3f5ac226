/** Compounds whose anions are packed as in a known fast conductor: what a reader may want to look at first. */
import { type Matrix, parseFormula } from 'ionsieve';
import { roundOnce } from 'ionsieve/experiment';
import { loadMeasurements, openMeasurements } from 'ionsieve/transfer';
import type { GroupingPlan } from './define.ts';
import type { MeasuredPattern } from './measured-patterns.ts';
import type { GroupedPatterns } from './patterns.ts';

/** A compound that nobody measured, nor one within 1 % of it, as far as the tables of this program go. */
export interface PatternCandidate {
  readonly id: string;
  readonly formula: string;
  /** Distance of its pattern to that of the nearest measured material, which is fast; from 0 to sqrt 2. */
  readonly distance: number | null;
  readonly nearest_fast: string;
  /** log10 of S/cm. */
  readonly nearest_fast_log10_S_per_cm: number | null;
  readonly nearest_slow: string;
  readonly nearest_slow_log10_S_per_cm: number | null;
  readonly distance_to_slow: number | null;
}

/**
 * The compounds that have a fast conductor as their nearest measured material, nearest first; each formula once. Where a slow
 * one lies hardly further away, the pattern does not tell the two apart, and the compound is left out: so are all that have
 * the anions of a perovskite, which slow and fast perovskites share.
 * @param plan how near a fast one must be, how much further away a slow one (`sameWithin`), and how many are listed
 * @throws {UserError} when a table in data/ was changed
 * @example nearestToFast(plan, grouped, materials)[0].nearest_fast;
 */
export function nearestToFast(
  { sameWithin, candidatesWithin, candidates }: Pick<GroupingPlan, 'sameWithin' | 'candidatesWithin' | 'candidates'>,
  { patterns, distances }: GroupedPatterns,
  materials: readonly MeasuredPattern[],
): PatternCandidate[] {
  const find = openMeasurements(loadMeasurements());
  const rows: (PatternCandidate & { readonly distance: number })[] = [];
  patterns.forEach(({ source, id, formula }, row) => {
    if (source !== 'materials-project' || find(parseFormula(formula)).length > 0) return;
    const [fast, slow] = [true, false].map((isFast) => nearestMeasured(row, isFast, distances, materials)) as [
      Near,
      Near,
    ];
    if (fast.distance > candidatesWithin || slow.distance - fast.distance < sameWithin) return;
    rows.push({
      id,
      formula,
      distance: roundOnce(fast.distance)!,
      nearest_fast: fast.material.formula,
      nearest_fast_log10_S_per_cm: roundOnce(fast.material.log10Conductivity),
      nearest_slow: slow.material.formula,
      nearest_slow_log10_S_per_cm: roundOnce(slow.material.log10Conductivity),
      distance_to_slow: roundOnce(slow.distance),
    });
  });
  rows.sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1));
  const seen = new Set<string>();
  return rows.filter(({ formula }) => !seen.has(formula) && seen.add(formula)).slice(0, candidates);
}

interface Near {
  readonly material: MeasuredPattern;
  readonly distance: number;
}

function nearestMeasured(
  row: number,
  isFast: boolean,
  { data, rows }: Matrix,
  materials: readonly MeasuredPattern[],
): Near {
  let [best, least] = [materials[0]!, Number.POSITIVE_INFINITY];
  for (const material of materials) {
    const distance = data[row * rows + material.pattern]!;
    if (material.isFast === isFast && distance < least) [best, least] = [material, distance];
  }
  return { material: best, distance: least };
}
