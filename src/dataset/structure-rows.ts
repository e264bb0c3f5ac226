/** Structures as the rows of a table. */
import { structureFormula } from '../crystal/structure-formula.ts';
import { structuralParts } from '../descriptors/parts.ts';
import type { OpenedTable } from './open-table.ts';
import type { DatasetNeeds, StructureSpec } from './spec.ts';
import { ionsOfStructure } from './structure-compound.ts';
import type { Structures } from './structures.ts';

/** Columns of the rows. */
const [FORMULA, ID] = ['formula', 'id'];

/**
 * A row for each structure, or for each ion of it.
 * @param structures those of the spec
 * @example structureTable({ structures: { file: 'cifs' } }, {}, openStructures({ file: 'cifs' }, '.')).rows.length;
 */
export function structureTable(
  { structures: { file, ions }, contains }: StructureSpec,
  { inputs = [] }: DatasetNeeds,
  structures: Structures,
): OpenedTable {
  const columns = inputs
    .flatMap(structuralParts)
    .flatMap(({ mobileIon }) => (typeof mobileIon === 'object' ? mobileIon.column : []));
  const rows = [...structures.byId.values()].flatMap((structure, i) => {
    const formula = structureFormula(structure);
    return (ions === undefined ? [''] : ionsOfStructure(structure, ions)).map((ion) => ({
      ...{ line: i + 1, cells: [formula] },
      row: { [FORMULA]: formula, [ID]: structure.id, ...Object.fromEntries(columns.map((column) => [column, ion])) },
    }));
  });
  const rules = { structures: { file, id: ID }, ...(contains !== undefined && { contains }) };
  const name = [file].flat().join(', ');
  return { file: name, rules, target: null, weight: 1, inputs, formulaAt: 0, temperature: null, rows, short: [] };
}
