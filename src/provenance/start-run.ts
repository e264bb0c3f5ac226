import { statSync } from 'node:fs';
import { UserError } from '../core/errors.ts';
import { type GitState, gitState } from './git-state.ts';
import { readRecord } from './read-record.ts';
import type { InputFile, LostPart, RunPart, RunRecord } from './run-record.ts';

/** A run in progress. */
export interface StartedRun {
  /** Path of the record that is to be written. */
  readonly record: string;
  readonly command: readonly string[];
  readonly git: GitState | null;
  /** As {@link RunSource} has it. */
  readonly work: string | undefined;
  /** The file that a stopped run is continued from; undefined where the run cannot be continued. */
  readonly checkpoint: string | undefined;
  /** What was done before, where a run is continued. */
  readonly earlier: Earlier;
}

/** What earlier processes did of the same run. */
export interface Earlier {
  readonly parts: readonly (RunPart | LostPart)[];
  readonly inputs: readonly InputFile[];
}

const NOTHING: Earlier = { parts: [], inputs: [] };

/** What is known of a run before its work begins. */
export interface RunSource {
  /** The command line, the program first. */
  readonly command: readonly string[];
  /** What is done, the same for runs that may replace each other's results. */
  readonly work?: string;
  /** The file that it can be continued from, if any. */
  readonly checkpoint?: string;
  /** Whether it is continued from there. */
  readonly resume?: boolean;
}

/**
 * Begins the record of a run: notes the commit before any work is done, and what an earlier record says of a run that is continued.
 * Nothing is written.
 * @param record path of the record that is to be written
 * @example const run = startRun('screened/run.json', { command: ['ionsieve', 'screen'] });
 */
export function startRun(record: string, { command, work, checkpoint, resume = false }: RunSource): StartedRun {
  const earlier = checkpoint !== undefined && resume ? continued(record, checkpoint) : NOTHING;
  return { record, command, git: gitState(), work, checkpoint, earlier };
}

/**
 * A checkpoint that is newer than the record is of a process that was killed. If that record was of a finished run, the run that was
 * killed was another one.
 */
function continued(record: string, checkpoint: string): Earlier {
  const saved = statSync(checkpoint, { throwIfNoEntry: false })?.mtime;
  if (saved === undefined) return NOTHING;
  const known = recordIfWhole(record);
  const last = known?.parts.at(-1);
  if (known === undefined || last === undefined) return { parts: [lostAt(saved)], inputs: [] };
  const told = Date.parse('ended' in last ? last.ended : last.lost_after);
  if (saved.getTime() <= told) return known;
  return known.finished
    ? { parts: [lostAt(saved)], inputs: [] }
    : { parts: [...known.parts, lostAt(saved)], inputs: known.inputs };
}

const lostAt = (saved: Date): LostPart => ({ lost_after: saved.toISOString() });

/** A record that cannot be read must not keep anyone from going on. */
function recordIfWhole(path: string): RunRecord | undefined {
  try {
    return readRecord(path);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
