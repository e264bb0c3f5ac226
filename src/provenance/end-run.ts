import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { packageRoot, writeAtomic } from '../core/files.ts';
import { filesRead, type ReadFile } from '../core/read-log.ts';
import { hashFile } from './hash-file.ts';
import { thisMachine } from './machine.ts';
import { type InputFile, type RunPart, type RunRecord, recordText } from './run-record.ts';
import type { StartedRun } from './start-run.ts';
import { installedVersions } from './versions.ts';

/** What came of a run. */
export interface RunOutcome {
  /** Names of the files that it wrote, in the folder of the record. */
  readonly outputs: readonly string[];
  /** Seeds of all streams of chance. */
  readonly seeds: readonly number[];
  /** Backend that perceptrons were trained on; null where none were. */
  readonly tensorBackend: string | null;
}

/**
 * Writes the record of a run that is done. Its inputs are the files that this process has read. It is the last file of a run to be written,
 * so that a run that was killed before has outputs that differ from the record, or none.
 * @param stage where files stand that are to be put beside the record, and the record is written; its own folder if not given
 * @throws {UserError} when it cannot be written
 * @example finishRun(run, { outputs: ['top.csv'], seeds: [0], tensorBackend: null });
 */
export function finishRun(
  run: StartedRun,
  { outputs, seeds, tensorBackend }: RunOutcome,
  stage = dirname(run.record),
): void {
  const folder = dirname(run.record);
  const placeOf = (path: string): string => join(existsSync(join(stage, path)) ? stage : folder, path);
  const hashed = [...outputs].sort().map((path) => ({ path, ...hashFile(placeOf(path)) }));
  write(run, join(stage, basename(run.record)), {
    finished: true,
    seeds,
    tensor_backend: tensorBackend,
    outputs: hashed,
  });
}

/**
 * Writes the record of a run that was stopped, if there is a checkpoint from which it can be continued.
 * @throws {UserError} when it cannot be written
 * @example stopRun(run);
 */
export function stopRun(run: StartedRun): void {
  if (run.checkpoint === undefined || !existsSync(run.checkpoint)) return;
  write(run, run.record, { finished: false, seeds: [], tensor_backend: null, outputs: [] });
}

function write(
  { record, command, git, work, earlier }: StartedRun,
  path: string,
  known: Omit<RunRecord, 'inputs' | 'parts'>,
): void {
  const read = filesRead().map((file) => inputOf(file, dirname(record)));
  const inputs = new Map(
    [...earlier.inputs, ...read].map((file) => [`${file.from} ${file.path} ${file.sha256}`, file]),
  );
  const sorted = [...inputs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
  writeAtomic(
    path,
    recordText({
      ...known,
      ...(work !== undefined && { work }),
      inputs: sorted,
      parts: [...earlier.parts, thisPart(command, git)],
    }),
  );
}

/** Files of this package by their path in it; others as seen from the record, so that both can be moved together. */
function inputOf({ path, bytes, sha256 }: ReadFile, folder: string): InputFile {
  const inPackage = relative(packageRoot(), path);
  const isOwn = !isAbsolute(inPackage) && !inPackage.startsWith('..');
  const shown = (isOwn ? inPackage : relative(folder, path)).split(sep).join('/');
  return { from: isOwn ? 'package' : 'folder', path: shown, bytes, sha256 };
}

/** Since this process began; its threads are counted in. */
function thisPart(command: readonly string[], git: StartedRun['git']): RunPart {
  const { user, system } = process.cpuUsage();
  return {
    command,
    started: new Date(performance.timeOrigin).toISOString(),
    ended: new Date().toISOString(),
    wall_seconds: performance.now() / 1e3,
    cpu_user_seconds: user / 1e6,
    cpu_system_seconds: system / 1e6,
    peak_memory_bytes: process.resourceUsage().maxRSS * 1024,
    machine: thisMachine(),
    versions: installedVersions(),
    git,
  };
}
