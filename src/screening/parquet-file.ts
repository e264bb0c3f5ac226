/**
 * One Parquet file, written synchronously and one row group after another: no more than a row group is in memory, and a
 * thread that writes waits for its disk, so that rows cannot pile up. Compression is Snappy in plain JavaScript: the same
 * rows give the same bytes on every platform.
 */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ByteWriter, type ColumnSource, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { fail } from '../core/errors.ts';
import { checkLocks, holdsLocks } from '../core/held-locks.ts';

/** A file as it was written: what the one of its name has to be ever after. */
export interface WrittenFile {
  /** In its folder. */
  readonly name: string;
  /** Its length. */
  readonly bytes: number;
  readonly sha256: string;
}

/** What a file is called until it is published. */
export const TEMPORARY_SUFFIX = '.tmp';

/** A file that is being written. Each method throws a {@link UserError} of one line where the system refuses. */
export interface ParquetFile {
  /** Writes a row group; the columns may be reused afterwards. */
  writeGroup(columns: ColumnSource[]): void;
  /** Writes the footer, lets the disk catch up, closes and frees all memory; what was written. */
  finish(): WrittenFile;
  /** Gives a finished file its name. */
  publish(): void;
  /** Closes the file and removes it, unless it is published. */
  abandon(): void;
}

/**
 * Begins a Parquet file under a temporary name, `path` with {@link TEMPORARY_SUFFIX}, over whatever stands there.
 * @param path in a folder that exists
 * @param schema the root and its columns
 * @throws {UserError} when it cannot be created
 * @example
 * const file = beginParquetFile('demo.parquet', [
 *   { name: 'root', num_children: 1 },
 *   { name: 'score', type: 'DOUBLE', repetition_type: 'REQUIRED' },
 * ]);
 * file.writeGroup([{ name: 'score', data: Float64Array.of(0.5, 0.7) }]);
 * file.finish();
 * file.publish();
 */
export function beginParquetFile(path: string, schema: SchemaElement[]): ParquetFile {
  const temporary = `${path}${TEMPORARY_SUFFIX}`;
  const told = <Value>(work: () => Value): Value => orFail(path, work);
  checkLocks();
  let handle: number | undefined = told(() => openSync(temporary, 'w'));
  const hash = createHash('sha256');
  let bytes = 0;
  const write = (chunk: Uint8Array): void => {
    told(() => writeFileSync(handle!, chunk));
    hash.update(chunk);
    bytes += chunk.length;
  };
  let writer: ParquetWriter | undefined = new ParquetWriter({
    writer: new SyncWriter(write),
    schema,
    createdBy: 'ionsieve',
  });
  const close = (): void => {
    const open = handle;
    handle = undefined;
    writer = undefined;
    if (open !== undefined) told(() => closeSync(open));
  };
  return {
    writeGroup(columnData) {
      const rowGroupSize = columnData[0]!.data.length;
      writer!.write({ columnData, rowGroupSize, pageSize: 0 });
    },
    finish() {
      writer!.finish();
      told(() => fsyncSync(handle!));
      close();
      return { name: basename(path), bytes, sha256: hash.digest('hex') };
    },
    publish() {
      checkLocks();
      told(() => renameSync(temporary, path));
    },
    abandon() {
      close();
      // Where the lock was lost, the file of that name is another's.
      if (holdsLocks()) told(() => rmSync(temporary, { force: true }));
    },
  };
}

/** Collects bytes until they are flushed, which the ParquetWriter asks for after every row group. */
class SyncWriter extends ByteWriter {
  readonly #write: (chunk: Uint8Array) => void;

  constructor(write: (chunk: Uint8Array) => void) {
    super();
    this.#write = write;
  }

  flush(): void {
    this.#write(this.getBytes());
    this.index = 0;
  }

  override finish(): void {
    this.flush();
  }
}

function orFail<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const remedy = 'choose another --out, or free space and permissions';
    return fail(path, 'a path that can be written', code ?? message, remedy);
  }
}
