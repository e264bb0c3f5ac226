import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { readStructures } from '../crystal/read-structures.ts';
import { type DescribedStructure, describeStructure, type UndescribedStructure } from '../descriptors/describe.ts';
import type { ImageRule } from '../descriptors/structural.ts';
import { complain } from './run-to-exit.ts';
import { countKinds, countReasons, plural } from './tell-counts.ts';

/** The structures of some files as numbers, or with the reason why there are none. */
export interface DescribedFiles {
  /** In the order of the files; those with a `reason` are not computable. */
  readonly all: readonly (DescribedStructure | UndescribedStructure)[];
  /** At least one. */
  readonly described: readonly DescribedStructure[];
  readonly undescribed: readonly UndescribedStructure[];
  /** What was left out while reading, and how many structures were sampled: lines for standard error. */
  readonly notes: readonly string[];
}

/** The seed of the random streams that resolve disorder. */
export const DISORDER_SEED = 0;

/**
 * Describes every structure of some files; nothing is printed.
 * @param required names of columns without which a structure counts as not computable
 * @param mobileIon atomic number of the ion that conducts
 * @throws {UserError} for a file that cannot be read, and when no structure at all is computable
 * @example describeFiles(['cifs/'], 'periodic').described.length;
 */
export function describeFiles(
  files: readonly string[],
  images: ImageRule,
  required: readonly string[] = [],
  mobileIon: number = atomicNumber('Li'),
): DescribedFiles {
  const notes: string[] = [];
  const all = Array.from(readStructures(files, notes), (structure) =>
    describeStructure(structure, images, DISORDER_SEED, required, mobileIon),
  );
  const described = all.filter((row): row is DescribedStructure => !('reason' in row));
  const undescribed = all.filter((row): row is UndescribedStructure => 'reason' in row);
  if (described.length === 0) {
    const where = files.length > 1 ? `${files[0]} and ${files.length - 1} more` : files[0]!;
    const found = undescribed.length === 0 ? 'no structure' : `only ${countReasons(undescribed)}`;
    fail(where, 'a structure that can be described', found, `give compounds of ${SYMBOLS[mobileIon]}`);
  }
  return { all, described, undescribed, notes: [...countKinds(notes), ...sampled(described)] };
}

/** A count of the structures whose descriptors are means over samples. */
function sampled(described: readonly DescribedStructure[]): string[] {
  const disordered = described.filter(({ samples }) => samples > 1);
  if (disordered.length === 0) return [];
  const close = disordered.filter(({ clashes }) => clashes > 0);
  const structures = plural(disordered.length, 'disordered structure');
  const first = (close[0] ?? disordered[0]!).id;
  const line = `${structures} as means over ${disordered[0]!.samples} sampled configurations`;
  return [`${line}, ${close.length} of them with atoms left too close to each other, the first ${first}`];
}

/**
 * Prints notes on standard error, one line each.
 * @example printNotes(describeFiles(files, 'periodic').notes);
 */
export function printNotes(notes: readonly string[]): void {
  for (const note of notes) complain(`note: ${note}`);
}
