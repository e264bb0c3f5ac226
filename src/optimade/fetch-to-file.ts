/** A fetch into a file of JSON lines that label and describe read, with a record of where it comes from. */
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { fail, UserError } from '../core/errors.ts';
import { packageVersion, stableJson, writeAtomic } from '../core/files.ts';
import { checkLocks } from '../core/held-locks.ts';
import { type FetchJournal, nextPosition, openJournal, type PageRecord } from './fetch-journal.ts';
import { type FetchedPage, fetchStructures, type StructureQuery } from './fetch-structures.ts';
import type { RequestOptions } from './request.ts';

/** How a fetch into a file is done. */
export interface FetchToFileOptions extends RequestOptions {
  /** Goes on with the fetch that was stopped before. */
  readonly resume?: boolean;
  /** As the user named it, for the record. */
  readonly provider: string;
  /** Hears of each page with the structures kept so far. */
  readonly onPage?: (page: FetchedPage, kept: number) => void;
}

/** What stands in FILE.source.json. */
export interface SourceRecord {
  readonly provider: string;
  readonly base_url: string;
  readonly filter: string;
  readonly api_version: string | null;
  /** When the fetch ended, ISO 8601, UTC. */
  readonly fetched: string;
  readonly ionsieve: string;
  /** Entries in the database, and of the filter, as the server says. */
  readonly data_available: number | null;
  readonly data_returned: number | null;
  readonly pages: number;
  readonly entries: number;
  readonly kept: number;
  readonly left_out: Readonly<Record<string, number>>;
  readonly first_left_out: string | null;
}

/**
 * Fetches the structures of a filter into `out` (.jsonl or .jsonl.gz), and writes `out`.source.json beside it. Until all pages are
 * there, they stand in .partial files, from which `resume` goes on; the result is the same bytes.
 * @throws {UserError} for another kind of file, for files that cannot be written, when no entry can be used, and when a page cannot be had: the
 * line says what is kept
 * @example await fetchToFile({ baseUrl: baseUrl('mp'), filter: 'elements HAS "Li"' }, 'li.jsonl', { provider: 'mp' });
 */
export async function fetchToFile(
  query: StructureQuery,
  out: string,
  options: FetchToFileOptions,
): Promise<SourceRecord> {
  if (!/\.jsonl(\.gz)?$/i.test(out)) fail(out, 'a name that ends in .jsonl or .jsonl.gz', 'another', 'rename it');
  const journal = openJournal(out, query, options.resume ?? false);
  try {
    await fetchInto(journal, query, options);
  } catch (error) {
    throw withOutcome(error, journal);
  }
  if (journal.pages.at(-1)?.next === undefined) throw new Error('a fetch without pages');
  const record = sourceRecord(query, options.provider, journal.pages);
  if (record.kept === 0 && record.entries > 0) {
    journal.remove();
    const found = `none among ${record.entries} entries; ${record.first_left_out}`;
    fail(query.baseUrl, 'structures', found, 'tell the provider, or use another one');
  }
  writeAtomic(`${out}.source.json`, stableJson(record));
  await finish(journal.structures, out);
  journal.remove();
  return record;
}

async function fetchInto(journal: FetchJournal, query: StructureQuery, options: FetchToFileOptions): Promise<void> {
  const position = nextPosition(query, journal.pages);
  if (position === undefined) return;
  let { kept } = position;
  for await (const page of fetchStructures(query, options, position)) {
    journal.add(page);
    kept += page.structures.length;
    options.onPage?.(page, kept);
    options.signal?.throwIfAborted();
  }
}

/** A mistake or a fault of the server, with what is left of the work; without a page nothing is. */
function withOutcome(error: unknown, journal: FetchJournal): unknown {
  if (journal.pages.length === 0) journal.remove();
  if (!(error instanceof UserError) || journal.pages.length === 0) return error;
  const kept = journal.pages.reduce((sum, page) => sum + page.kept, 0);
  const outcome = `${kept} structures of ${journal.pages.length} pages are kept in ${journal.structures}`;
  return new UserError(`${error.message}; ${outcome}: --resume goes on with the next page`);
}

function sourceRecord(query: StructureQuery, provider: string, pages: readonly PageRecord[]): SourceRecord {
  const left: Record<string, number> = {};
  for (const page of pages) {
    for (const [reason, count] of Object.entries(page.left_out)) left[reason] = (left[reason] ?? 0) + count;
  }
  const total = (count: (page: PageRecord) => number) => pages.reduce((sum, page) => sum + count(page), 0);
  const last = pages.at(-1)!;
  return {
    provider,
    base_url: query.baseUrl,
    filter: query.filter,
    api_version: last.api_version,
    fetched: new Date().toISOString(),
    ionsieve: packageVersion(),
    data_available: last.data_available,
    data_returned: last.data_returned,
    pages: pages.length,
    entries: total(({ entries }) => entries),
    kept: total(({ kept }) => kept),
    left_out: left,
    first_left_out: pages.find((page) => page.first_left_out !== null)?.first_left_out ?? null,
  };
}

/** The structures under their final name; of any size, so never whole in memory. */
async function finish(structures: string, out: string): Promise<void> {
  if (!existsSync(structures)) return;
  const packed = `${structures}.gz.tmp`;
  checkLocks();
  try {
    if (!/\.gz$/i.test(out)) return renameSync(structures, out);
    await pipeline(createReadStream(structures), createGzip(), createWriteStream(packed));
    checkLocks();
    renameSync(packed, out);
  } catch (error) {
    if (error instanceof UserError) throw error;
    rmSync(packed, { force: true });
    const found = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    fail(out, 'a path that can be written', found, 'free space and permissions, then go on with --resume');
  }
}
