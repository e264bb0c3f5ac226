/** The list of a screening, top.csv, checked line by line. */
import { basename } from 'node:path';
import { chemicalSystem, mostElectronegative } from '../chemistry/composition.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { decimalNumber } from '../core/decimal-number.ts';
import { fail, UserError } from '../core/errors.ts';
import { parseCsv, type TextRow } from '../core/table.ts';
import { topHeader } from '../experiment/top-rows.ts';
import type { ScreenedValue } from '../screening/compile.ts';
import { filesOf, LARGEST_FILE, readFileOf } from './run-folder.ts';

/** A line of the list. */
export interface ListedRow {
  readonly formula: string;
  readonly system: string;
  /** Atomic number of the most electronegative element. */
  readonly anion: number;
  /** Log-odds, probability, value, distance. */
  readonly numbers: readonly (number | null)[];
  /** Charge-neutral, in the order of electronegativities, known. */
  readonly flags: readonly boolean[];
  /** log10 S/cm with its lower and upper end. */
  readonly measured: readonly (number | null)[];
  /** inside, outside, or empty. */
  readonly domain: string;
  /** Without numbers and texts where its run did not ask for stability. */
  readonly stability: {
    /** Hull energy, reduction, oxidation, probability of the states, predicted energy above the hull. */
    readonly numbers: readonly (number | null)[];
    /** Competing phases, elements among them, states; empty where there are none. */
    readonly texts: readonly string[];
  };
}

const FLAGS = ['charge_neutral', 'pauling_order', 'known'];
const MEASURED = ['log10_conductivity_S_per_cm', 'log10_low', 'log10_high'];
/** Columns of {@link ListedRow.stability}: its numbers. */
export const STABILITY_NUMBERS = [
  'hull_energy_eV_atom',
  'reduction_V',
  'oxidation_V',
  'oxidation_states_probability',
  'predicted_above_hull_eV_atom',
];
/** The shape of each text of stability: of a mixture, of symbols, of states. */
const TEXTS: readonly (readonly [column: string, shape: RegExp])[] = [
  ['competing_phases', /^([\d.e+-]+ )?[A-Z][\w.]*( \+ ([\d.e+-]+ )?[A-Z][\w.]*)*$/],
  ['elemental_products', /^[A-Z][a-z]?( [A-Z][a-z]?)*$/],
  ['oxidation_states', /^[A-Z][a-z]?[\d+/-]+( [A-Z][a-z]?[\d+/-]+)*$/],
];
/** Its texts. */
export const STABILITY_TEXTS = TEXTS.map(([column]) => column);
const LONGEST_TEXT = 1000;
const REMEDY = 'screen again';

/**
 * The lines of a folder's top.csv; none without that file. What stands in it is not told.
 * @param value that its scores tell; null of log-odds
 * @throws {UserError} for a line that is no compound with its scores, by its number
 * @example readListed('screened', null)[0].formula;
 */
export function readListed(folder: string, value: ScreenedValue | null): ListedRow[] {
  if (!filesOf(folder).includes('top.csv')) return [];
  const where = `${basename(folder)}/top.csv`;
  const bytes = readFileOf(folder, 'top.csv');
  if (bytes === undefined) return fail(where, `at most ${LARGEST_FILE} bytes`, 'more', 'screen with a smaller --top');
  const rows = quietly(
    () => parseCsv(new TextDecoder().decode(bytes), where, topHeader(value ?? undefined)),
    () => fail(where, `columns ${topHeader().join(', ')}`, 'others', REMEDY),
  );
  return rows.map((row, i) =>
    quietly(
      () => listedRow(row, value),
      () => fail(`${where}, row ${i + 1}`, 'a compound with its scores', 'something else', REMEDY),
    ),
  );
}

/** Does something whose error would tell what stands in the file. */
function quietly<Value>(work: () => Value, otherwise: () => never): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) return otherwise();
    throw error;
  }
}

function listedRow(row: TextRow, value: ScreenedValue | null): ListedRow {
  const composition = parseFormula(row.formula!);
  return {
    formula: row.formula!,
    system: chemicalSystem(composition),
    anion: mostElectronegative(composition),
    numbers: [...scoresOf(row, value), numberOf(row.domain_distance)],
    flags: FLAGS.map((column) => row[column] === 'yes' || (row[column] !== 'no' && refuse())),
    // The student of measurements stands beside log-odds only: a value may have a column of its name.
    measured: MEASURED.map((column) => (value === null ? numberOf(row[column]) : null)),
    stability: {
      // A value may have a column of such a name.
      numbers: STABILITY_NUMBERS.map((column) => (column === value?.column ? null : numberOf(row[column]))),
      texts: TEXTS.map(([column, shape]) => textOf(row[column], shape)),
    },
    domain: ['', 'inside', 'outside'].find((word) => word === (row.domain ?? '')) ?? refuse(),
  };
}

function scoresOf(row: TextRow, value: ScreenedValue | null): (number | null)[] {
  if (value !== null) return [null, null, numberOf(row[value.column]) ?? refuse()];
  const probability = numberOf(row.probability);
  if (probability === null || probability < 0 || probability > 1) return refuse();
  return [numberOf(row.log_odds) ?? refuse(), probability, null];
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null;
  const number = decimalNumber(text);
  return Number.isNaN(number) ? refuse() : number;
}

function textOf(text: string | undefined, shape: RegExp): string {
  if (text === undefined || text === '') return '';
  return text.length <= LONGEST_TEXT && shape.test(text) ? text : refuse();
}

function refuse(): never {
  return fail('value', 'one of its column', 'another', REMEDY);
}
