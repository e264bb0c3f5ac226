/**
 * Rebuilds data/space-groups.csv, the 530 settings of the 230 space groups, from @spglib/moyo-wasm.
 *
 *   npx tsx data/rebuild/space-groups.ts --out space-groups.csv
 *
 * Only symbols are kept: the operations follow from the Hall symbol (src/crystal/hall-symbol.ts), and a test compares them
 * with those of moyo for every setting.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { hall_symbol_entry, initSync } from '@spglib/moyo-wasm';
import { formatCsv, writeAtomic } from 'ionsieve';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'space-groups.csv' } } });
const wasm = createRequire(import.meta.url).resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm');
initSync({ module: readFileSync(wasm) });
const rows = Array.from({ length: 530 }, (_, i) => hall_symbol_entry(i + 1)).map(
  ({ number, setting, hall_symbol, hm_short, hm_full }) =>
    [
      number,
      setting,
      hall_symbol.replaceAll('=', '"'),
      hm_short.replaceAll('_', ''),
      hm_full.replaceAll('_', ''),
    ] as const,
);
writeAtomic(values.out, formatCsv(['number', 'setting', 'hall', 'short', 'full'], rows));
