/** Compounds with a verdict of molecular dynamics on their conductivity: those that a model chose, and random controls. */
import { type Composition, parseCsv, parseFormula } from 'ionsieve';
import { readShipped } from 'ionsieve/core';

/** One compound and its verdict. */
export interface VerdictRow {
  /** Materials Project id. */
  readonly id: string;
  /** As printed. */
  readonly formula: string;
  readonly composition: Composition;
  /** `marginal`: near the threshold; it counts as not fast, as in the paper. */
  readonly verdict: 'yes' | 'marginal' | 'no';
}

/**
 * The 21 candidates of Sendek et al. 2017, or the controls of 2019 whose verdict is known.
 * @throws {UserError} when the table in data/ was changed
 * @example loadVerdicts('controls').length; // 20
 */
export function loadVerdicts(group: 'candidates' | 'controls'): VerdictRow[] {
  const [file, column] =
    group === 'candidates'
      ? (['candidates.csv', 'dft_md_fast_sendek2019'] as const)
      : (['random-controls.csv', 'dft_md_fast'] as const);
  return parseCsv(readShipped(file), `data/${file}`, ['material_id', 'formula', column]).map((row) => ({
    id: row.material_id!,
    formula: row.formula!,
    composition: parseFormula(row.formula!),
    verdict: row[column] as VerdictRow['verdict'],
  }));
}
