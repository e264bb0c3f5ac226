import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MeasuredSummary } from '../../../experiments/measured/found.ts';
import { measuredPage } from '../../../experiments/measured/page.ts';
import { CANDIDATES_HEADER } from '../../../experiments/measured/shortlist.ts';
import { study } from '../../../experiments/measured/study.ts';
import { chemicalSystem, reducedFormula } from '../../../src/chemistry/composition.ts';
import { SYMBOLS } from '../../../src/chemistry/elements.ts';
import { type Composition, parseFormula } from '../../../src/chemistry/formula.ts';
import { knownFormulas } from '../../../src/chemistry/known-formulas.ts';
import { compoundDifference, SAME_COMPOUND } from '../../../src/chemistry/same-compound.ts';
import { packageRoot } from '../../../src/core/files.ts';
import { parseCsv } from '../../../src/core/table.ts';
import { openHull } from '../../../src/stability/hull.ts';
import { shippedPhases } from '../../../src/stability/shipped-phases.ts';
import { loadLabelTable } from '../../../src/transfer/label-table.ts';
import { loadMeasurements } from '../../../src/transfer/measurements.ts';

const read = (name: string): string => readFileSync(join(packageRoot(), 'results', 'measured', name), 'utf8');
const text = read('candidates.csv');
const rows = parseCsv(text, 'candidates.csv', CANDIDATES_HEADER).map((row) => ({
  cells: row,
  formula: row.formula!,
  composition: parseFormula(row.formula!),
  competing: row.competing_phases!.split(' + ').map((phase) => phase.split(' ').at(-1)!),
  charges: chargesOf(row.oxidation_states!),
  window: [Number(row.reduction_V), Number(row.oxidation_V)] as const,
}));
const summary = JSON.parse(read('summary.json')) as MeasuredSummary;

/** `Li+ P5+ S2-` as charges by element. */
function chargesOf(states: string): Map<string, number> {
  return new Map(
    states.split(' ').map((ion) => {
      const [, symbol, size, sign] = /^([A-Z][a-z]?)(\d*)([+-])$/.exec(ion)!;
      return [symbol!, Number(size || 1) * (sign === '+' ? 1 : -1)];
    }),
  );
}

const chargeOf = ({ atomicNumbers, amounts }: Composition, charges: ReadonlyMap<string, number>): number =>
  atomicNumbers.reduce((sum, z, i) => sum + charges.get(SYMBOLS[z]!)! * amounts[i]!, 0);

describe('the committed candidates', () => {
  test('are those of the summary, as many as asked, each of its own system', () => {
    expect(text).toBe(measuredPage(summary).files!['candidates.csv']);
    expect(rows.length).toBe(study.shortlist.top);
    expect(new Set(rows.map(({ composition }) => chemicalSystem(composition))).size).toBe(rows.length);
  });

  test('are neither known nor measured', () => {
    const known = new Set([...knownFormulas(), ...loadLabelTable().formulas]);
    const near = ({ composition }: { composition: Composition }, other: Composition) =>
      compoundDifference(composition, other) <= SAME_COMPOUND;
    const measured = loadMeasurements();
    for (const row of rows) {
      expect(known.has(reducedFormula(row.composition)), row.formula).toBe(false);
      expect(measured.filter(({ composition }) => near(row, composition)).map(({ formula }) => formula)).toEqual([]);
    }
    const formulas = rows.map(({ formula }) => formula);
    for (const gone of ['Li16Ge2P2S13', 'Li9PS6']) expect(formulas).not.toContain(gone);
  });

  test('are neutral in the states that they show, and so are the phases that they compete with', () => {
    for (const { formula, composition, charges, competing } of rows) {
      expect(chargeOf(composition, charges), formula).toBe(0);
      for (const phase of competing) expect(chargeOf(parseFormula(phase), charges), `${formula}, ${phase}`).toBe(0);
    }
  });

  test('compete with compounds only, those of the hull, and have a window against lithium', () => {
    const hull = openHull(shippedPhases());
    for (const { formula, composition, competing, window, cells } of rows) {
      const { energy, phases } = hull(composition);
      expect(competing, formula).toEqual(phases.map((phase) => phase.formula));
      expect(competing.filter((phase) => SYMBOLS.includes(phase))).toEqual([]);
      expect(Number(cells.hull_energy_eV_atom)).toBeCloseTo(energy, 4);
      expect(window[1] - window[0]).toBeGreaterThanOrEqual(study.shortlist.minWindow - 1e-5);
      expect(Number(cells.reaction_with_lithium_eV_atom)).toBeLessThanOrEqual(0);
    }
  });

  test('lie near to a measured material and are called fast; the best of the screening come first', () => {
    for (const { cells } of rows) {
      expect(cells.domain).toBe('inside');
      expect(Number(cells.probability)).toBeGreaterThanOrEqual(0.5);
    }
    const scores = rows.map(({ cells }) => Number(cells.screening_probability));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test('and what was removed are all that was considered', () => {
    const { considered, sifted, screening } = summary.shortlist!;
    const removed = Object.values(sifted).reduce((sum, count) => sum + count, 0);
    expect(removed + rows.length).toBe(considered);
    expect(considered).toBe(study.shortlist.considered);
    expect(screening.scored).toBeGreaterThan(considered);
  });

  test('are told of with their phases, and with what the list cannot tell', () => {
    const report = read('report.md');
    for (const { formula, cells } of rows.slice(0, 10)) {
      expect(report).toContain(`${formula} (${cells.competing_phases};`);
    }
    expect(report).toContain('### What this list cannot tell');
    expect(report).toContain('ICSD (4 % of reports or more)');
  });
});
