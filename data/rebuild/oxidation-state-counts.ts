/**
 * Rebuilds data/oxidation-state-counts.csv: how often the ICSD reports each oxidation state of an element, as SMACT counts it.
 *
 *   npx tsx data/rebuild/oxidation-state-counts.ts oxidation_states_icsd24_counts.json --out oxidation-state-counts.csv
 *
 * The source is the file of SMACT (MIT), of the ICSD of 2024. States without a report are left out; zero stays, but counts for nothing.
 */
import { parseArgs } from 'node:util';
import { atomicNumber, formatCsv, writeAtomic } from 'ionsieve';
import { readBytes } from 'ionsieve/core';

interface Raw {
  readonly element: string;
  readonly oxidation_state: number;
  readonly results_count: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'oxidation-state-counts.csv' } },
});
const raw: readonly Raw[] = JSON.parse(new TextDecoder().decode(readBytes(positionals[0]!)));
const rows = raw
  .filter(({ results_count: reports }) => reports > 0)
  .map(
    ({ element, oxidation_state: state, results_count: reports }) =>
      [atomicNumber(element), element, state, reports] as const,
  )
  .sort((a, b) => a[0] - b[0] || a[2] - b[2]);
writeAtomic(values.out, formatCsv(['atomic_number', 'symbol', 'state', 'reports'], rows));
