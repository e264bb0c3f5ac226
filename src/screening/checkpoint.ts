/**
 * A screening in progress, on disk: which units are done and their tally. Written whole or not at all, with its own hash, and
 * with the hash of the job, so that it is continued, or merged, with nothing but the same job.
 */
import { readFileSync } from 'node:fs';
import { fail } from '../core/errors.ts';
import { sha256, writeAtomic } from '../core/files.ts';
import type { WrittenFile } from './parquet-file.ts';
import { COUNT_GROUPS, emptyTally, type Tally } from './tally.ts';
import type { Candidate } from './top-candidates.ts';
import type { Shard } from './units.ts';

const FORMAT = 'ionsieve-screening';
/** Version 2: holds the hash of every file of compounds. */
const VERSION = 2;

/** What is done of a range of units. */
export interface Checkpoint {
  /** SHA-256 of the job, from `hashJob`. */
  readonly job: string;
  /** The part of the space that is to be done. */
  readonly shard: Shard;
  /** Numbers of its units that are done, ascending. */
  readonly done: readonly number[];
  readonly tally: Tally;
}

/**
 * Writes a checkpoint.
 * @throws {UserError} when it cannot be written; the one before is then untouched
 * @example writeCheckpoint('screened/checkpoint.json', checkpoint);
 */
export function writeCheckpoint(path: string, { tally, ...rest }: Checkpoint): void {
  const content = JSON.stringify({ ...rest, done: toRanges(rest.done), tally: toJson(tally) });
  writeAtomic(path, `${JSON.stringify({ format: FORMAT, version: VERSION, sha256: sha256(content) })}\n${content}\n`);
}

/**
 * Reads a checkpoint.
 * @throws {UserError} when it cannot be read, was written by another version, or is damaged
 * @example readCheckpoint('screened/checkpoint.json').done.length;
 */
export function readCheckpoint(path: string): Checkpoint {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const found = (error as NodeJS.ErrnoException).code ?? 'none';
    return fail(path, 'a checkpoint', found, 'check the path');
  }
  const [head = '', content = ''] = text.split('\n');
  const { format, version, sha256: expected } = parseHead(head);
  if (format !== FORMAT) fail(path, 'a checkpoint of a screening', 'something else, or a damaged one', REMEDY);
  if (version !== VERSION) fail(path, `checkpoint version ${VERSION}`, String(version), 'use a matching ionsieve');
  const found = sha256(content);
  if (found !== expected) fail(path, `content with SHA-256 ${expected}`, found, REMEDY);
  const { done, tally, ...rest } = JSON.parse(content) as CheckpointJson;
  return { ...rest, done: fromRanges(done), tally: fromJson(tally) };
}

const REMEDY = 'remove the folder and screen again';

function parseHead(head: string): { format?: unknown; version?: unknown; sha256?: unknown } {
  try {
    return (JSON.parse(head) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}

type CheckpointJson = Omit<Checkpoint, 'done' | 'tally'> & { done: number[][]; tally: TallyJson };

interface TallyJson {
  readonly counts: readonly (readonly [scored: number[], above: number[]])[];
  readonly removed: number[];
  readonly bins: number[];
  readonly ranks: number[][];
  readonly systems: number;
  readonly undecided: number;
  readonly written: number;
  readonly files: readonly (readonly [name: string, bytes: number, sha256: string])[];
  readonly top: readonly (readonly [score: number, set: number, index: number])[];
}

function toJson(tally: Tally): TallyJson {
  return {
    counts: COUNT_GROUPS.map((group) => [[...tally[group].scored], [...tally[group].above]] as const),
    removed: [...tally.removed],
    bins: [...tally.bins],
    ranks: tally.ranks.map((rank) => [...rank]),
    systems: tally.systems,
    undecided: tally.undecided,
    written: tally.written,
    files: sortedFiles(tally.files).map(({ name, bytes, sha256: hash }) => [name, bytes, hash] as const),
    top: tally.top.map(({ score, set, index }) => [score, set, index] as const),
  };
}

function fromJson(json: TallyJson): Tally {
  const tally = emptyTally(json.ranks.length);
  COUNT_GROUPS.forEach((group, i) => {
    tally[group].scored.set(json.counts[i]![0]);
    tally[group].above.set(json.counts[i]![1]);
  });
  tally.removed.set(json.removed);
  tally.bins.set(json.bins);
  json.ranks.forEach((rank, i) => {
    tally.ranks[i]!.set(rank);
  });
  tally.systems = json.systems;
  tally.undecided = json.undecided;
  tally.written = json.written;
  tally.files = json.files.map(([name, bytes, hash]): WrittenFile => ({ name, bytes, sha256: hash }));
  tally.top = json.top.map(([score, set, index]): Candidate => ({ score, set, index }));
  return tally;
}

/** Whatever the order in which units were done. */
function sortedFiles(files: readonly WrittenFile[]): WrittenFile[] {
  return [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Ascending numbers as ranges, both ends included. */
function toRanges(numbers: readonly number[]): number[][] {
  const ranges: number[][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

function fromRanges(ranges: readonly (readonly number[])[]): number[] {
  return ranges.flatMap(([first, last]) => Array.from({ length: last! - first! + 1 }, (_, i) => first! + i));
}
