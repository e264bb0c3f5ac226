/**
 * How often an oxidation state of an element is reported: counts over the ICSD, as SMACT keeps them (data/oxidation-state-counts.csv). A
 * share is that of all reports but those of zero.
 */
import { fail } from '../core/errors.ts';
import { readShipped } from '../core/shipped-data.ts';
import { parseCsv } from '../core/table.ts';
import { SYMBOLS } from './elements.ts';

const FILE = 'oxidation-state-counts.csv';

let shares: readonly ReadonlyMap<number, number>[] | undefined;

/**
 * The states that are reported of an element, with the share of its reports; none where there is no report. Ascending, without zero.
 * @throws {UserError} for an atomic number outside 1 to 118
 * @example reportedStates(15).get(5); // 0.82: phosphorus
 */
export function reportedStates(z: number): ReadonlyMap<number, number> {
  shares ??= readShares();
  return shares[z] ?? fail('oxidation states', 'atomic numbers from 1 to 118', String(z), 'check the elements');
}

function readShares(): ReadonlyMap<number, number>[] {
  const counts = SYMBOLS.map(() => new Map<number, number>());
  for (const { atomic_number, state, reports } of parseCsv(readShipped(FILE), FILE, [
    'atomic_number',
    'state',
    'reports',
  ])) {
    if (state !== '0') counts[Number(atomic_number)]!.set(Number(state), Number(reports));
  }
  return counts.map((states, z) => {
    if (z === 0) return states;
    const total = [...states.values()].reduce((sum, count) => sum + count, 0);
    return new Map(Array.from(states, ([state, count]) => [state, count / total]));
  });
}
