import { elementName } from '../chemistry/elements.ts';
import { fail, UserError } from '../core/errors.ts';
import { tellUnread, type Unread } from '../core/unread.ts';
import { readStructures } from '../crystal/read-structures.ts';
import type { Structure } from '../crystal/structure.ts';
import { type DescribedStructure, describeStructure, type UndescribedStructure } from '../descriptors/describe.ts';
import type { ImageRule } from '../descriptors/structural.ts';
import { ionsOf } from '../transfer/ions.ts';
import { complain, endWithFailures } from './run-to-exit.ts';
import { countKinds, countReasons, plural } from './tell-counts.ts';

/** The structures of some files as numbers, or with the reason why there are none. */
export interface DescribedFiles {
  /** In the order of the files; those with a `reason` are not computable, those with a `where` could not be read. */
  readonly all: readonly (DescribedStructure | UndescribedStructure | Unread)[];
  readonly described: readonly DescribedStructure[];
  /** Read, but without descriptors: no lithium, say. */
  readonly undescribed: readonly UndescribedStructure[];
  /** Files, lines and data blocks that could not be read. */
  readonly unread: readonly Unread[];
  /** What was left out while reading, and how many structures were sampled: lines for standard error. */
  readonly notes: readonly string[];
}

/** How files are described. */
export interface DescribeFilesOptions {
  readonly images: ImageRule;
  /** Names of columns without which a structure counts as not computable. */
  readonly required?: readonly string[];
  /** Atomic number of the ion that conducts. */
  readonly mobileIon: number;
  /** Whether the first file, line or data block that cannot be read is an error. */
  readonly strict?: boolean | undefined;
}

/** The seed of the random streams that resolve disorder. */
export const DISORDER_SEED = 0;

/**
 * Describes every structure of some files; nothing is printed.
 * @throws {UserError} where it is strict, for the first that cannot be read
 * @example describeFiles(['cifs/'], { images: 'periodic', mobileIon: 11 }).described.length;
 */
export function describeFiles(files: readonly string[], options: DescribeFilesOptions): DescribedFiles {
  const notes: string[] = [];
  const all: DescribedFiles['all'][number][] = [];
  const onUnread = options.strict ? undefined : (item: Unread) => all.push(item);
  for (const structure of readStructures(files, notes, onUnread)) {
    try {
      all.push(describeOne(structure, options));
    } catch (error) {
      tellUnread(structure.id, error, onUnread);
    }
  }
  const described = all.filter((row): row is DescribedStructure => !('reason' in row));
  const undescribed = all.filter((row): row is UndescribedStructure => 'reason' in row && 'id' in row);
  const unread = all.filter((row): row is Unread => 'where' in row);
  return { all, described, undescribed, unread, notes: [...countKinds(notes), ...sampled(described)] };
}

function describeOne(
  structure: Structure,
  { images, required = [], mobileIon }: DescribeFilesOptions,
): DescribedStructure | UndescribedStructure {
  return describeStructure(structure, images, ionsOf(mobileIon), DISORDER_SEED, required);
}

/**
 * Prints each item that could not be read, and sets the exit code: 1 where others were described.
 * @throws {UserError} where nothing was described
 * @example tellFailures(['cifs/'], describeFiles(['cifs/'], { images: 'periodic', mobileIon: 11 }), 11);
 */
export function tellFailures(
  files: readonly string[],
  { described, undescribed, unread }: DescribedFiles,
  mobileIon: number,
): void {
  const only = unread[0];
  if (described.length === 0 && undescribed.length === 0 && unread.length === 1) throw new UserError(only!.message);
  for (const { message } of unread) complain(message);
  if (described.length === 0) {
    const where = files.length > 1 ? `${files[0]} and ${files.length - 1} more` : files[0]!;
    const found = [
      ...(unread.length === 0 ? [] : [`${unread.length} that cannot be read`]),
      ...(undescribed.length === 0 ? [] : [`only ${countReasons(undescribed)}`]),
    ];
    const remedy = undescribed.length === 0 ? 'see the lines above' : `give compounds of ${elementName(mobileIon)}`;
    fail(where, 'a structure that can be described', found.join(' and ') || 'no structure', remedy);
  }
  endWithFailures(unread.length, described.length);
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
 * @example printNotes(describeFiles(files, { images: 'periodic', mobileIon: 11 }).notes);
 */
export function printNotes(notes: readonly string[]): void {
  for (const note of notes) complain(`note: ${note}`);
}
