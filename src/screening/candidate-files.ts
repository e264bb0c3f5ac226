/**
 * The compounds of one unit of work as Parquet files, written while the unit is screened. A unit's files have their names
 * only when the unit is complete. A unit that is done again writes the same bytes over them: rows in the same order give
 * the same files.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { holdsLocks } from '../core/held-locks.ts';
import { type CandidateRow, candidateSchema, createCandidateColumns } from './candidate-columns.ts';
import type { ScreenedValue } from './compile.ts';
import { beginParquetFile, type ParquetFile, TEMPORARY_SUFFIX, type WrittenFile } from './parquet-file.ts';

export type { CandidateRow } from './candidate-columns.ts';

/** How large row groups and files grow. */
export interface CandidateLimits {
  /** Rows held in memory, and written as one row group; at least 1. */
  readonly rowsPerGroup: number;
  /** At least 1. */
  readonly rowsPerFile: number;
}

/** What is on disk of a unit. */
export interface WrittenUnit {
  readonly rows: number;
  readonly files: readonly WrittenFile[];
}

/** Writes the compounds of one unit. When a method throws, the unit's unfinished files are gone. */
export interface CandidateWriter {
  /** Takes a row; every so many rows this waits for the disk. */
  add(row: CandidateRow): void;
  /** Writes what is left and gives the files their names. */
  close(): WrittenUnit;
  /** Removes the files of a unit that is not complete. */
  abandon(): void;
}

const LIMITS: CandidateLimits = { rowsPerGroup: 100_000, rowsPerFile: 5_000_000 };

/**
 * A writer for the compounds of a unit: `candidates-000012-000.parquet`, then `-001` and on when the first is full. A
 * unit without rows has no file.
 * @param folder a folder that exists
 * @param unit number of the unit of work
 * @param value that scores tell; undefined of log-odds
 * @throws {UserError} from its methods, when the folder cannot be written or the disk is full
 * @example
 * const writer = createCandidateWriter('screened', 12, undefined);
 * writer.add({ formula: 'Li3PS4', chemicalSystem: 'Li-P-S', anion: 'S', score: 2,
 *   domainDistance: 0.7, unlearnedElements: '', chargeNeutral: true, paulingOrder: true, known: true });
 * writer.close().rows; // 1
 */
export function createCandidateWriter(
  folder: string,
  unit: number,
  value: ScreenedValue | undefined,
  limits = LIMITS,
): CandidateWriter {
  const { rowsPerGroup, rowsPerFile } = limits;
  const columns = createCandidateColumns(Math.min(rowsPerGroup, rowsPerFile), value);
  const files: ParquetFile[] = [];
  const written: WrittenFile[] = [];
  let open: ParquetFile | undefined;
  let rowsInFile = 0;
  let total = 0;

  const finishFile = (): void => {
    if (open !== undefined) written.push(open.finish());
    open = undefined;
    rowsInFile = 0;
  };
  const writeGroup = (): void => {
    if (open === undefined) {
      open = beginParquetFile(join(folder, fileName(unit, files.length)), candidateSchema(value));
      files.push(open);
    }
    rowsInFile += columns.size;
    total += columns.size;
    open.writeGroup(columns.take());
    if (rowsInFile === rowsPerFile) finishFile();
  };
  const abandon = (): void => {
    for (const file of files) file.abandon();
    files.length = 0;
    open = undefined;
  };
  const orAbandon = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      abandon();
      throw error;
    }
  };
  return {
    add(row) {
      columns.push(row);
      if (columns.size === rowsPerGroup || rowsInFile + columns.size === rowsPerFile) orAbandon(writeGroup);
    },
    close() {
      orAbandon(() => {
        if (columns.size > 0) writeGroup();
        finishFile();
        for (const file of files) file.publish();
      });
      return { rows: total, files: written };
    },
    abandon,
  };
}

function fileName(unit: number, part: number): string {
  return `candidates-${String(unit).padStart(6, '0')}-${String(part).padStart(3, '0')}.parquet`;
}

/**
 * The unit of work whose compounds a finished file holds.
 * @param name one that {@link isCandidateFile} knows
 * @example unitOfFile('candidates-000012-000.parquet'); // 12
 */
export function unitOfFile(name: string): number {
  return Number(name.split('-')[1]);
}

/**
 * Is it the name of a finished file of compounds?
 * @example isCandidateFile('candidates-000012-000.parquet'); // true
 */
export function isCandidateFile(name: string): boolean {
  return /^candidates-\d+-\d+\.parquet$/.test(name);
}

/** What `writeAtomic` calls a file that is not whole yet. */
const NOT_WHOLE = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/**
 * Removes the unfinished files that a screening left in a folder when it was killed, stopped or failed; none where the lock was lost,
 * since they are another's then.
 * @example removeLeftovers('screened');
 */
export function removeLeftovers(folder: string): void {
  if (!existsSync(folder) || !holdsLocks()) return;
  for (const name of readdirSync(folder)) {
    const unfinished = name.startsWith('candidates-') && name.endsWith(`.parquet${TEMPORARY_SUFFIX}`);
    if (unfinished || NOT_WHOLE.test(name)) rmSync(join(folder, name), { force: true });
  }
}
