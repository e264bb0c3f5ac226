/**
 * Writes data/element-vectors from a folder with magpie.csv, oliynyk.csv and mat2vec.csv of the repository ElementEmbeddings (MIT): a row an
 * element, gaps left empty. The 200 numbers of mat2vec are single precision, and stand in one column with the seven digits that it has.
 *
 *   npx tsx data/rebuild/element-vectors.ts FOLDER [--out data/element-vectors]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { writeAtomic } from 'ionsieve';
import { formatCsv, parseCsv, readBytes } from 'ionsieve/core';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'element-vectors' } },
});
const DIGITS = 7;

for (const name of ['magpie', 'oliynyk', 'mat2vec']) {
  const path = join(positionals[0]!, `${name}.csv`);
  const rows = parseCsv(new TextDecoder().decode(readBytes(path)), path, ['element']);
  const columns = Object.keys(rows[0]!).filter((column) => column !== 'element');
  const numberIn = (cell: string) => (cell === '' ? Number.NaN : Number(cell));
  const asColumns = () =>
    formatCsv(
      ['symbol', ...columns],
      rows.map((row) => [row.element!, ...columns.map((column) => numberIn(row[column]!))]),
    );
  const asList = () =>
    formatCsv(
      ['symbol', 'vector'],
      rows.map((row) => [
        row.element!,
        columns.map((column) => Number(Number(row[column]).toPrecision(DIGITS))).join(' '),
      ]),
    );
  if (name === 'mat2vec') writeAtomic(join(values.out, `${name}.csv.gz`), gzipSync(asList(), { level: 9 }));
  else writeAtomic(join(values.out, `${name}.csv`), asColumns());
  process.stdout.write(`${name}: ${rows.length} elements, ${columns.length} numbers each\n`);
}
