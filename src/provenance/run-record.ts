/** The record of a run: what went in, what came out, by which program, where, and what it took. */
import { fail } from '../core/errors.ts';
import { sha256, stableJson } from '../core/files.ts';
import type { GitState } from './git-state.ts';
import type { Machine } from './machine.ts';
import type { Versions } from './versions.ts';

/**
 * Name of the record in the folder of a run.
 * @example readRecord(`results/cubuk2019/${RECORD_FILE}`);
 */
export const RECORD_FILE = 'run.json';

/**
 * Name of the metadata in the folder of a run, as RO-Crate prescribes it.
 * @example `results/cubuk2019/${CRATE_FILE}`;
 */
export const CRATE_FILE = 'ro-crate-metadata.json';

/** A file by its content. */
export interface RecordedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A file that was read. */
export interface InputFile extends RecordedFile {
  /** What `path` is relative to: this package, or the folder of the record. */
  readonly from: 'package' | 'folder';
}

/** What one process did; a run that was stopped and continued has several. */
export interface RunPart {
  readonly command: readonly string[];
  /** ISO 8601. */
  readonly started: string;
  readonly ended: string;
  readonly wall_seconds: number;
  /** Of all threads. */
  readonly cpu_user_seconds: number;
  readonly cpu_system_seconds: number;
  readonly peak_memory_bytes: number;
  readonly machine: Machine;
  readonly versions: Versions;
  /** Null where the package is no git clone. */
  readonly git: GitState | null;
}

/** A process that was killed, so that it could not write its own record: or several, one after the other. */
export interface LostPart {
  /** When its last checkpoint was written, ISO 8601. */
  readonly lost_after: string;
}

/** All that is kept of a run. */
export interface RunRecord {
  /** What was done, the same for runs that may replace each other's results; not known of every run. */
  readonly work?: string;
  /** False where it was stopped and can be continued. */
  readonly finished: boolean;
  /** Seeds of all streams of chance; none where nothing depends on chance. */
  readonly seeds: readonly number[];
  /** Backend of TensorFlow.js that perceptrons were trained on; null where none were. */
  readonly tensor_backend: string | null;
  readonly inputs: readonly InputFile[];
  /** Paths are relative to the folder of the record. */
  readonly outputs: readonly RecordedFile[];
  /** In the order of time. */
  readonly parts: readonly (RunPart | LostPart)[];
}

const FORMAT = 'ionsieve-run';
const VERSION = 1;

/**
 * A record as text, with its own hash.
 * @example writeAtomic('screened/run.json', recordText(record));
 */
export function recordText(record: RunRecord): string {
  return stableJson({ format: FORMAT, version: VERSION, sha256: sha256(stableJson(record)), ...record });
}

/**
 * The record of a text, after format, version and hash were checked.
 * @param where the file, for the error
 * @throws {UserError} when it is no record, of another version, or was changed
 * @example parseRecord(recordText(record), 'run.json').seeds; // [0]
 */
export function parseRecord(text: string, where: string): RunRecord {
  const { format, version, sha256: expected, ...record } = parsed(text);
  if (format !== FORMAT) fail(where, 'the record of a run', 'something else, or a damaged one', REMEDY);
  if (version !== VERSION) fail(where, `record version ${VERSION}`, String(version), 'use a matching ionsieve');
  const found = sha256(stableJson(record));
  if (found !== expected) fail(where, `content with SHA-256 ${expected}`, found, EDITED);
  // Another layout, or other digits of the same number, are an edit too.
  if (recordText(record as unknown as RunRecord) !== text)
    fail(where, 'the record as it was written', 'another layout', EDITED);
  return record as unknown as RunRecord;
}

const EDITED = 'the record was edited: restore it';
const REMEDY = 'give the folder of a run, or its run.json';

function parsed(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}
