/** A screening of some thousand compounds as files, and the same rows as objects: the oracle of the table's tests. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chemicalSystem, mostElectronegative, reducedFormula } from '../../src/chemistry/composition.ts';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { stableJson } from '../../src/core/files.ts';
import { formatCsv } from '../../src/core/table.ts';
import type { CandidateRow, ListedStability } from '../../src/explorer/api.ts';
import { createCandidateWriter } from '../../src/screening/candidate-files.ts';
import { measuredFields } from '../../src/transfer/measured-fields.ts';
import { loadMeasurements, openMeasurements } from '../../src/transfer/measurements.ts';

const LISTED = 100;
const NO_STABILITY: ListedStability = {
  hull_energy_eV_atom: null,
  competing_phases: null,
  elemental_products: null,
  reduction_V: null,
  oxidation_V: null,
  window_V: null,
  oxidation_states: null,
  oxidation_states_probability: null,
  predicted_above_hull_eV_atom: null,
};

/** Compounds, best first, with scores that are made up; the first hundred have intervals. */
export function smallCandidates(): CandidateRow[] {
  const formulas = new Set<string>();
  for (const partners of [
    ['P', 'S'],
    ['Si', 'O'],
    ['P', 'S', 'Cl'],
    ['Ge', 'P', 'S'],
    ['Y', 'Cl', 'Br'],
  ]) {
    for (let li = 1; li <= 6; li++) {
      for (let x = 1; x <= 4; x++) {
        for (let y = 1; y <= 6; y++) {
          const amounts = [x, y, 1 + ((x * y) % 3)];
          formulas.add(
            reducedFormula(parseFormula(`Li${li}${partners.map((symbol, i) => `${symbol}${amounts[i]}`).join('')}`)),
          );
        }
      }
    }
  }
  const rows = [...formulas].map((formula, i): Omit<CandidateRow, 'rank'> => {
    const composition = parseFormula(formula);
    const logOdds = 4 * Math.sin(i * 1.7) + (i % 5);
    return {
      formula,
      measured: null,
      measured_source: null,
      measured_against_predicted: null,
      chemical_system: chemicalSystem(composition),
      anion: SYMBOLS[mostElectronegative(composition)]!,
      log_odds: logOdds,
      probability: 1 / (1 + Math.exp(-logOdds)),
      value: null,
      domain_distance: i % 11 === 0 ? null : (i % 17) / 4,
      charge_neutral: i % 2 === 0,
      pauling_order: i % 6 === 0,
      known: i % 19 === 0,
      log10_conductivity_S_per_cm: null,
      log10_low: null,
      log10_high: null,
      domain: null,
      ...NO_STABILITY,
    };
  });
  return rows
    .sort((a, b) => b.log_odds! - a.log_odds! || (a.formula < b.formula ? -1 : 1))
    .map((row, i) => withMeasured({ rank: i + 1, ...row, ...(i < LISTED ? intervalOf(i) : {}) }));
}

const find = openMeasurements(loadMeasurements());

function withMeasured(row: CandidateRow): CandidateRow {
  const { log10_low: low, log10_high: high } = row;
  const interval = low === null || high === null ? null : { low, high };
  const { measured, measured_source, measured_against_predicted } = measuredFields(
    find(parseFormula(row.formula)),
    interval,
  );
  return { ...row, measured, measured_source, measured_against_predicted };
}

function intervalOf(i: number): Partial<CandidateRow> {
  const middle = -3 - (i % 7) / 2;
  return {
    log10_conductivity_S_per_cm: middle,
    log10_low: middle - 1,
    log10_high: middle + 1 + (i % 3),
    domain: i % 4 === 0 ? 'inside' : 'outside',
    ...(i % 9 === 0 ? NO_STABILITY : stabilityOf(i)),
  };
}

/** Made up; each seventh has no window. */
function stabilityOf(i: number): ListedStability {
  const [reduction, oxidation] = i % 7 === 0 ? [null, null] : [1 + (i % 3) / 4, 2 + (i % 5) / 8];
  return {
    hull_energy_eV_atom: -1 - (i % 13) / 16,
    competing_phases: i % 2 === 0 ? '2.333 Li3PS4 + P2S5' : '0.5 Li2S + P',
    elemental_products: i % 2 === 0 ? null : 'P',
    reduction_V: reduction,
    oxidation_V: oxidation,
    window_V: reduction === null ? null : oxidation - reduction,
    oxidation_states: i % 4 === 0 ? null : 'Li+ P3+/5+ S2-',
    oxidation_states_probability: i % 4 === 0 ? null : 0.25,
    predicted_above_hull_eV_atom: (i % 6) / 32,
  };
}

/** Writes them as `ionsieve screen` does; without Parquet only the hundred of the list. */
export function writeSmallScreening(folder: string, parquet: boolean): CandidateRow[] {
  const rows = smallCandidates();
  mkdirSync(folder, { recursive: true });
  const header =
    'rank,formula,log_odds,probability,domain_distance,unlearned_elements,charge_neutral,pauling_order,known,measured_probability,' +
    'log10_conductivity_S_per_cm,log10_low,log10_high,domain,unmeasured_elements,nearest_measured,hull_energy_eV_atom,competing_phases,' +
    'elemental_products,reduction_V,oxidation_V,oxidation_states,oxidation_states_probability,predicted_above_hull_eV_atom';
  const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
  const lines = rows
    .slice(0, LISTED)
    .map((row) => [
      row.rank,
      row.formula,
      row.log_odds!,
      row.probability!,
      row.domain_distance ?? '',
      '',
      yesNo(row.charge_neutral),
      yesNo(row.pauling_order),
      yesNo(row.known),
      0.5,
      row.log10_conductivity_S_per_cm!,
      row.log10_low!,
      row.log10_high!,
      row.domain!,
      '',
      'Li3PS4',
      row.hull_energy_eV_atom ?? '',
      row.competing_phases ?? '',
      row.elemental_products ?? '',
      row.reduction_V ?? '',
      row.oxidation_V ?? '',
      row.oxidation_states ?? '',
      row.oxidation_states_probability ?? '',
      row.predicted_above_hull_eV_atom ?? '',
    ]);
  writeFileSync(join(folder, 'top.csv'), formatCsv(header.split(','), lines));
  writeFileSync(join(folder, 'screening.json'), stableJson(summaryOf(rows)));
  if (parquet) {
    const writer = createCandidateWriter(folder, 0, undefined);
    for (const row of [...rows].sort((a, b) => (a.formula < b.formula ? -1 : 1))) {
      writer.add({
        formula: row.formula,
        chemicalSystem: row.chemical_system,
        anion: row.anion,
        score: row.log_odds!,
        domainDistance: row.domain_distance,
        unlearnedElements: '',
        chargeNeutral: row.charge_neutral,
        paulingOrder: row.pauling_order,
        known: row.known,
      });
    }
    writer.close();
  }
  return parquet ? rows : rows.slice(0, LISTED);
}

function summaryOf(rows: readonly CandidateRow[]) {
  const fast = rows.filter(({ probability }) => probability! >= 0.5).length;
  return {
    student: 'made-up',
    space: {
      kind: 'grid',
      anchor: 'Li',
      partners: ['O', 'Si', 'P', 'S', 'Cl', 'Ge', 'Br', 'Y'],
      arities: [3, 4],
      max_coefficient: 6,
    },
    formula_strings: rows.length,
    distinct_formulas: rows.length,
    filters: {
      excluded_elements: [],
      real_anion: false,
      charges: 'any',
      oxidation_states: 'icsd24',
      unknown_only: false,
      domain_limit: null,
      one_per_system: false,
    },
    removed: { excluded_element: 0 },
    scored: rows.length,
    fast,
    threshold_log_odds: 0,
    chemical_systems: 5,
    histogram: null,
    by_element: [{ symbol: 'S', scored: rows.length, fast }],
    by_anion: [{ symbol: 'S', scored: rows.length, fast }],
    ranks: [],
  };
}
