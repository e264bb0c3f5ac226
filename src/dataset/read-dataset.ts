/** The one reader of compounds: tables of any form, with or without structures, and structures by themselves, become a Dataset. */
import { dirname, resolve } from 'node:path';
import { fail } from '../core/errors.ts';
import { sha256 } from '../core/files.ts';
import type { Cells } from './cells.ts';
import { createDataset } from './create-dataset.ts';
import type { Dataset, DatasetSource } from './dataset.ts';
import { type OpenedTable, openTable } from './open-table.ts';
import { readCells } from './read-cells.ts';
import { type DatasetNeeds, type DatasetSpec, type StructureSpec, type TableFile, targetIn } from './spec.ts';
import { structureTable } from './structure-rows.ts';
import { openStructures } from './structures.ts';

/**
 * Reads compounds. Every row is used, merged with its like, or left out and counted.
 * @throws {UserError} for a file that is missing, or shipped and changed; a column that is missing, with the nearest name; a row with
 * more cells than the header; no compound left
 * @example (await readDataset({ file: 'gaps.csv', value: 'gap_eV', unit: 'eV' })).formulas;
 */
export async function readDataset(spec: DatasetSpec | StructureSpec, needs: DatasetNeeds = {}): Promise<Dataset> {
  const { from = '', most } = needs;
  const structures = spec.structures && openStructures(spec.structures, from);
  if (!('file' in spec)) {
    const table = structureTable(spec, needs, structures!);
    const source = { files: [spec.structures.file].flat(), sha256: '' };
    return createDataset(spaced([table], most), { duplicates: 'separate' }, source, structures);
  }
  const { tables, source } = await openTables(spec, needs);
  return createDataset(spaced(tables, most), spec, source, structures);
}

async function openTables(
  spec: DatasetSpec,
  { from = '', ...needs }: DatasetNeeds,
): Promise<{ readonly tables: readonly OpenedTable[]; readonly source: DatasetSource }> {
  const files = filesOf(spec);
  const tables: OpenedTable[] = [];
  const hashes: string[] = [];
  for (const table of files) {
    const { file, weight = 1 } = table;
    const { cells, sha256: hash } = await readCells(resolve(dirname(from), file), file);
    tables.push(openTable(renamed(cells, table, spec), { rules: spec, target: targetIn(spec), weight, ...needs }));
    hashes.push(hash);
  }
  const source = {
    files: files.map(({ file }) => file),
    sha256: hashes.length === 1 ? hashes[0]! : sha256(hashes.join('\n')),
  };
  return { tables, source };
}

function filesOf({ file }: DatasetSpec): TableFile[] {
  const files = (typeof file === 'string' ? [file] : file).map((each) =>
    typeof each === 'string' ? { file: each } : each,
  );
  for (const { file: name, weight = 1 } of files) {
    if (Number.isInteger(weight) && weight > 0) continue;
    fail(`${name}, weight`, 'a whole number above 0', `${weight}`, 'say how many times each row counts');
  }
  return files;
}

/** With the names that columns have in the other files. */
function renamed(cells: Cells, { file, ...own }: TableFile, { formula, value }: DatasetSpec): Cells {
  const names = new Map([
    [own.formula, formula ?? 'composition'],
    [own.value, value],
  ]);
  return { ...cells, header: cells.header.map((name) => names.get(name) ?? name) };
}

/** Of all rows `most`, evenly spaced. */
function spaced(tables: readonly OpenedTable[], most = Number.POSITIVE_INFINITY): readonly OpenedTable[] {
  const all = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  if (all <= most) return tables;
  let at = 0;
  const isTaken = (): boolean => {
    const before = Math.floor((at++ * most) / all);
    return Math.floor((at * most) / all) > before;
  };
  return tables.map((table) => ({ ...table, rows: table.rows.filter(isTaken) }));
}
