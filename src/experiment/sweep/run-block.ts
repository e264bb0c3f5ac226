/**
 * A block of one round of a sweep, for many machines that share a folder. Round and block are numbers from 1, so that nothing has
 * to be agreed on while the work goes on: a block plays the rounds before its own from their journals, and does every n-th task of
 * its own round into a journal of its own. All of them together are the journal of the sweep.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../../core/errors.ts';
import { ensureWritableFolder, writeAtomic } from '../../core/files.ts';
import { checkLocks } from '../../core/held-locks.ts';
import { openJournal, readJournal } from './journal.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { playSweep } from './play.ts';
import type { PreparedSweep } from './prepare.ts';
import type { SweepOutcome } from './tasks.ts';

/** Which part of a sweep; both numbers count from 1. */
export interface SweepBlock {
  readonly round: number;
  readonly block: number;
}

/** How to go about it: nothing of this changes what comes out. */
export interface BlockWork {
  /** Of the journals of all blocks. */
  readonly folder: string;
  /** Blocks of each round. */
  readonly blocks: number;
  readonly threads: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of tasks of the block done so far, those of an earlier run included. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Path of the journal of a block that is done.
 * @example blockFile('swept/blocks', { round: 1, block: 3 }); // 'swept/blocks/1/3.jsonl'
 */
export function blockFile(folder: string, { round, block }: SweepBlock): string {
  return join(folder, `${round}`, `${block}.jsonl`);
}

/**
 * Does a block, or what is left of it after an interruption; one that is done is not done again.
 * @throws {UserError} when a round before is not done, and for journals that cannot be read or written
 * @example await runBlock(prepared, { round: 1, block: 3 }, { folder: 'swept/blocks', blocks: 8, threads: 1 });
 */
export async function runBlock(prepared: PreparedSweep, place: SweepBlock, work: BlockWork): Promise<void> {
  const path = blockFile(work.folder, place);
  if (existsSync(path)) return;
  const known = knownBefore(prepared.hash, place.round, work);
  ensureWritableFolder(dirname(path));
  const unfinished = `${path}.part`;
  const journal = openJournal<SweepOutcome>(unfinished, prepared.hash, existsSync(unfinished));
  try {
    const own = openLedger(prepared.ground, { ...work, journal });
    await playSweep(prepared, roundLedger(known, place, work.blocks, own));
  } catch (error) {
    if (!(error instanceof EndOfRound)) throw error;
  } finally {
    journal.close();
  }
  checkLocks();
  renameSync(unfinished, path);
}

/**
 * Writes the journals of all blocks as that of the sweep, which then goes on from there.
 * @param path where to write
 * @throws {UserError} for a block that is not done
 * @example joinBlocks(hash, 3, { folder: 'swept/blocks', blocks: 8 }, 'swept/sweep.journal.jsonl');
 */
export function joinBlocks(
  hash: string,
  rounds: number,
  { folder, blocks }: Pick<BlockWork, 'folder' | 'blocks'>,
  path: string,
): void {
  const texts = placesOf(rounds, blocks).map((place) => {
    readBlock(hash, folder, place);
    return readFileSync(blockFile(folder, place), 'utf8');
  });
  const [head] = texts[0]!.split('\n', 1);
  writeAtomic(path, `${head}\n${texts.map((text) => text.slice(text.indexOf('\n') + 1)).join('')}`);
}

/** The end of the round that was to be done; what the searches make of it is another round's affair. */
class EndOfRound extends Error {}

/** Knows the rounds before, does its share of the one that it is for, and ends there. */
function roundLedger(
  known: ReadonlyMap<string, SweepOutcome>,
  { round, block }: SweepBlock,
  blocks: number,
  own: Ledger,
): Ledger {
  let now = 0;
  return async (tasks) => {
    now++;
    const keys = tasks.map((task) => JSON.stringify(task));
    const missing = [...new Set(keys)].filter((key) => !known.has(key));
    if (now < round) {
      if (missing.length > 0) throw new Error(`round ${now} of a sweep lacks ${missing.length} outcomes`);
      return keys.map((key) => known.get(key)!);
    }
    await own(missing.filter((_, place) => place % blocks === block - 1).map((key) => JSON.parse(key)));
    throw new EndOfRound();
  };
}

function knownBefore(hash: string, round: number, { folder, blocks }: BlockWork): Map<string, SweepOutcome> {
  return new Map(placesOf(round - 1, blocks).flatMap((place) => [...readBlock(hash, folder, place)]));
}

function placesOf(rounds: number, blocks: number): SweepBlock[] {
  return Array.from({ length: rounds * blocks }, (_, i) => ({
    round: 1 + Math.floor(i / blocks),
    block: 1 + (i % blocks),
  }));
}

function readBlock(hash: string, folder: string, place: SweepBlock): Map<string, SweepOutcome> {
  const path = blockFile(folder, place);
  if (!existsSync(path)) {
    const where = `round ${place.round}, block ${place.block}`;
    fail(where, 'a block that is done', 'one that is not', 'see what its log says, and submit it again');
  }
  return readJournal<SweepOutcome>(path, hash);
}
