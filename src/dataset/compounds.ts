/** The compounds of a table, as descriptors take them. */
import type { Composition } from '../chemistry/formula.ts';
import { decimalNumber } from '../core/decimal-number.ts';
import type { TextRow } from '../core/table.ts';
import type { Compound } from '../descriptors/descriptor.ts';
import type { Ions } from '../descriptors/structural.ts';

/** The structural descriptors of one compound, by what moves in it: see {@link ionsKey}. Plain data, for threads. */
export type StructuralNumbers = Readonly<Record<string, Float64Array>>;

/** A compound of a table. */
export interface RowOfTable {
  readonly formula: string;
  readonly composition: Composition;
  readonly row: TextRow;
  /** Null where no input asks for a structure. */
  readonly structural: StructuralNumbers | null;
}

/**
 * The number in a cell; NaN where there is none.
 * @example numberIn({ gap: '1.5' }, 'gap'); // 1.5
 */
export function numberIn(row: TextRow, column: string): number {
  return decimalNumber(row[column]!);
}

/**
 * A key of {@link StructuralNumbers}.
 * @example ionsKey({ mobileIon: 11, counterIon: 'anion' }); // '11 anion'
 */
export function ionsKey({ mobileIon, counterIon }: Ions): string {
  return `${mobileIon} ${counterIon}`;
}

/**
 * A compound as descriptors take it.
 * @example tableCompound({ formula: 'Li2O', composition, row: { gap: '5' }, structural: null }).cell?.('gap'); // 5
 */
export function tableCompound({ formula, composition, row, structural }: RowOfTable): Compound {
  return {
    id: formula,
    composition,
    cell: (column) => numberIn(row, column),
    word: (column) => row[column]!,
    ...(structural !== null && { structural: (ions) => structural[ionsKey(ions)]! }),
  };
}
