/** Formation energies of the user's own. */
import { reducedFormula } from '../chemistry/composition.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { compositionColumn, formulaCell } from '../chemistry/formula-cell.ts';
import { type CsvFault, type CsvRecord, readCsv } from '../core/csv.ts';
import { findColumn } from '../core/csv-columns.ts';
import { decimalPoints } from '../core/decimal-comma.ts';
import { decimalNumber } from '../core/decimal-number.ts';
import { fail, UserError } from '../core/errors.ts';
import { tellUnread, type Unread } from '../core/unread.ts';
import { type PhaseEnergy, type Phases, phasesFrom } from './phases.ts';

/** What the column of energies may be called. */
const NAMES = ['formation_energy_eV_atom', 'formation_energy_per_atom', 'formation_energy', 'e_form'];
/** eV an atom. No compound is further from its elements; a total energy of density functional theory mostly is. */
const LOWEST = -6;
const HIGHEST = 10;
/** eV an atom that an element may be away from 0. */
const ROUNDING = 1e-3;

/** The phases of a table, and its rows that cannot be read. */
export interface EnergiesRead {
  readonly phases: Phases;
  readonly unread: readonly Unread[];
}

/**
 * The phases of a CSV table with columns formula and formation_energy_eV_atom (or formation_energy_per_atom, as the Materials Project
 * calls it). The elements are their reference: total energies are refused, and energies of two sources are never joined.
 * @throws {UserError} for a table without these columns, or without a row that can be read; energies that are not relative to the elements
 * @example readEnergies('formula,formation_energy_eV_atom\nLi2O,-2.07\n', 'mine.csv').phases.formulas; // ['Li', 'Li2O', 'O']
 */
export function readEnergies(text: string, where: string): EnergiesRead {
  const table = readCsv(text, where);
  const [formulaAt, energyAt] = [compositionColumn(table), findColumn(table, NAMES)];
  const cells = table.records.map((record) => ('reason' in record ? '' : record.cells[energyAt]!));
  const energies = decimalPoints(cells, `${where}, column ${table.header[energyAt]}`);
  const unread: Unread[] = [];
  const compounds = table.records.flatMap((record, i): PhaseEnergy[] => {
    const place = `${where}, line ${record.line}`;
    try {
      return [phaseIn(record, formulaAt, energies[i]!, place)];
    } catch (error) {
      if (error instanceof OtherReference) throw new UserError(error.message);
      tellUnread(place, error, (item) => unread.push(item));
      return [];
    }
  });
  if (compounds.length === 0) {
    fail(where, 'a row with formula and energy', unread[0]?.message ?? 'no row', 'mend the table');
  }
  return { phases: phasesFrom(compounds, where), unread };
}

/** Nothing of a table with other references can be used. */
class OtherReference extends UserError {}

function phaseIn(record: CsvRecord | CsvFault, formulaAt: number, text: string, place: string): PhaseEnergy {
  if ('reason' in record) throw new UserError(record.reason);
  const composition = parseFormula(formulaCell(record.cells, formulaAt));
  const energy = decimalNumber(text);
  if (Number.isNaN(energy)) fail(place, 'an energy in eV an atom', `"${text}"`, 'leave the row out, or give a number');
  const isElement = composition.atomicNumbers.length === 1;
  if (energy < LOWEST || energy > HIGHEST || (isElement && Math.abs(energy) > ROUNDING)) {
    const expected = isElement ? '0 eV/atom for an element' : `a formation energy from ${LOWEST} to ${HIGHEST} eV/atom`;
    const remedy = 'give energies relative to the elements in their standard states, of one source';
    throw new OtherReference(`${place}: expected ${expected}, found ${text.trim()}; ${remedy}`);
  }
  return { formula: reducedFormula(composition), energy };
}
