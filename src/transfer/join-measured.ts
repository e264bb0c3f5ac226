/** Joins sets of measured conductivities into one, each composition once. */
import { median } from '../core/median.ts';
import { joinedGroups } from '../dataset/joined-groups.ts';
import { loadMeasured, MEASURED_SETS, type MeasuredMaterial } from './measured-data.ts';

/**
 * One material for each reduced formula, sorted by it. Of several tables the median of their figures counts, of two the mean; the
 * structure, the family and the temperature are those of the first table that states one; materials that share a source, over
 * others or directly, have one group over all tables.
 * @param sets the most trusted first
 * @example joinMeasured([loadMeasured('obelix'), loadMeasured('laskowski')]).length; // 493
 */
export function joinMeasured(sets: readonly (readonly MeasuredMaterial[])[]): MeasuredMaterial[] {
  const byFormula = new Map<string, MeasuredMaterial[]>();
  for (const material of sets.flat()) {
    const others = byFormula.get(material.formula);
    if (others === undefined) byFormula.set(material.formula, [material]);
    else others.push(material);
  }
  const joined = [...byFormula.values()].map(joinRows).sort((a, b) => (a.formula < b.formula ? -1 : 1));
  const groups = joinedGroups(joined.map(({ dois }) => dois));
  return joined.map((material, row) => ({ ...material, doiGroup: groups[row]! }));
}

/**
 * Every shipped measurement, joined: what the student of measured conductivities learned from.
 * @throws {UserError} when a table in data/ was changed
 * @example loadAllMeasured().length; // 729
 */
export function loadAllMeasured(): MeasuredMaterial[] {
  return joinMeasured(MEASURED_SETS.map(loadMeasured));
}

function joinRows(rows: readonly MeasuredMaterial[]): MeasuredMaterial {
  const [first] = rows as [MeasuredMaterial];
  if (rows.length === 1) return first;
  const limits = rows.flatMap(({ detectionLimitLog10: limit }) => (limit === null ? [] : [limit]));
  const ends = rows.flatMap(({ log10Conductivity: y, spreadLog10: spread }) => [y - spread / 2, y + spread / 2]);
  const free = rows.flatMap(({ log10ForJudgedModels: y }) => (y === null ? [] : [y]));
  return {
    ...first,
    log10Conductivity: median(rows.map(({ log10Conductivity }) => log10Conductivity)),
    log10ForJudgedModels: free.length === 0 ? null : median(free),
    belowDetection: 2 * rows.filter(({ belowDetection }) => belowDetection).length >= rows.length,
    detectionLimitLog10: limits.length === 0 ? null : Math.max(...limits),
    temperatureC: rows.find(({ temperatureC }) => temperatureC !== null)?.temperatureC ?? null,
    measurements: rows.reduce((sum, { measurements }) => sum + measurements, 0),
    spreadLog10: Math.max(...ends) - Math.min(...ends),
    dois: [...new Set(rows.flatMap(({ dois }) => dois))].sort(),
    family: rows.find(({ family }) => family !== NO_FAMILY)?.family ?? NO_FAMILY,
    inTraining: rows.some(({ inTraining }) => inTraining),
  };
}

/**
 * What a material is said to belong to whose family no table states.
 * @example loadMeasured('laskowski')[0].family; // 'unassigned'
 */
export const NO_FAMILY = 'unassigned';
