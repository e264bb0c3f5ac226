/** The structures of a table's rows, and their descriptors. */
import { dirname, resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import type { Unread } from '../core/unread.ts';
import { readStructures } from '../crystal/read-structures.ts';
import type { Structure } from '../crystal/structure.ts';
import { describeStructure } from '../descriptors/describe.ts';
import type { Compound } from '../descriptors/descriptor.ts';
import { type Descriptors, ionReader } from '../descriptors/descriptors.ts';
import { structuralParts } from '../descriptors/parts.ts';
import { ionsKey, type StructuralNumbers } from './compounds.ts';
import type { UnreadRow } from './unread-row.ts';

/** Draws the configurations of disordered structures. */
const DISORDER_SEED = 0;

/** Where structures stand. */
export interface StructureFiles {
  /** JSON lines (.gz too), CIF, a zip archive or a folder of these, or several; relative to the experiment's file. */
  readonly file: string | readonly string[];
  /** Column of the table that has the id of each row's structure: that of its line or CIF. */
  readonly id: string;
}

/** Structures that a table names, or that are labelled. */
export interface Structures {
  /** The first of each id. */
  readonly byId: ReadonlyMap<string, Structure>;
  readonly unread: readonly UnreadRow[];
  /** Structures with the id of an earlier one, which are left out. */
  readonly ofOneId: number;
}

/**
 * Structures by their id, with all that was left out.
 * @param experimentFile path of the file that defines the experiment; paths of structures are relative to it
 * @throws {UserError} for a path that is missing or cannot be read at all
 * @example openStructures({ file: 'cifs', id: 'id' }, 'experiments/mine.ts').byId.get('NaCl')?.species.length;
 */
export function openStructures({ file }: Pick<StructureFiles, 'file'>, experimentFile: string): Structures {
  const byId = new Map<string, Structure>();
  const unread: UnreadRow[] = [];
  let ofOneId = 0;
  for (const each of [file].flat()) {
    const path = resolve(dirname(experimentFile), each);
    const onUnread = (item: Unread): void => {
      if (item.where === path) throw new UserError(item.message);
      unread.push(unreadRow(item, path, each));
    };
    for (const structure of readStructures([path], [], onUnread)) {
      if (byId.has(structure.id)) ofOneId++;
      else byId.set(structure.id, structure);
    }
  }
  return { byId, unread, ofOneId };
}

/** Named as the experiment names it. */
function unreadRow({ where, reason }: Unread, path: string, given: string): UnreadRow {
  const [, place, line] = /^(.*?)(?:, line (\d+))?$/.exec(where)!;
  return { file: place!.replace(path, given), line: line === undefined ? null : Number(line), reason };
}

/**
 * All structural descriptors that some inputs ask for, those of one part once however many ask for it.
 * @returns the reason where one of them is not defined
 * @throws {UserError} for a column that holds no element as the mobile ion
 * @example structuralNumbers(structure, [{ structural: ['volume_per_atom_A3'], mobileIon: 'Li', counterIon: 'anion' }], compound);
 */
export function structuralNumbers(
  structure: Structure,
  inputs: readonly Descriptors[],
  compound: Compound,
): StructuralNumbers | string {
  const numbers: Record<string, Float64Array> = {};
  const parts = new Map(inputs.flatMap(structuralParts).map((part) => [JSON.stringify(part), part]));
  for (const { structural, mobileIon, counterIon } of parts.values()) {
    const ions = { mobileIon: ionReader(mobileIon)(compound), counterIon };
    const described = describeStructure(structure, 'periodic', ions, DISORDER_SEED, structural);
    if ('reason' in described) return described.reason;
    numbers[ionsKey(ions)] = described.descriptors;
  }
  return numbers;
}
