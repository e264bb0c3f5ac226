/**
 * Rebuilds data/oxidation-states.csv from the element file of matterviz 0.4.1, whose values are those of pymatgen.
 *
 *   npx tsx data/rebuild/oxidation-states.ts MATTERVIZ_ELEMENT_DATA.js --out oxidation-states.csv
 *
 * The raw file is dist/element/data.js of the npm package. States are written in ascending order; zero is left out, as
 * SMACT leaves it out. `all` also takes in the common states: the raw file gives Kr, Xe and Rf common states only.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { formatCsv, writeAtomic } from 'ionsieve';

/** What is read of a raw element; lists are absent where nothing is known. */
interface RawElement {
  readonly number: number;
  readonly symbol: string;
  readonly oxidation_states?: readonly number[];
  readonly common_oxidation_states?: readonly number[];
  readonly icsd_oxidation_states?: readonly number[];
  readonly radioactive: boolean;
}

const HEADER = ['atomic_number', 'symbol', 'common', 'all', 'icsd', 'radioactive'];

function cell(states: readonly number[]): string {
  return [...new Set(states)]
    .filter((state) => state !== 0)
    .sort((a, b) => a - b)
    .join(' ');
}

function row(element: RawElement): (string | number)[] {
  const { oxidation_states: known = [], common_oxidation_states: common = [] } = element;
  const { icsd_oxidation_states: icsd = [] } = element;
  const isRadioactive = element.radioactive ? 1 : 0;
  return [element.number, element.symbol, cell(common), cell([...known, ...common]), cell(icsd), isRadioactive];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'oxidation-states.csv' } },
});
const [path] = positionals;
if (path === undefined) throw new Error('give MATTERVIZ_ELEMENT_DATA.js');
const { default: elements } = (await import(pathToFileURL(resolve(path)).href)) as { default: RawElement[] };
writeAtomic(values.out, formatCsv(HEADER, elements.map(row)));
