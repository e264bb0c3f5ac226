/**
 * What is kept of a fetch while it runs, so that a kill loses one page at most: `NAME.partial.jsonl` with the structures, and
 * `NAME.partial.pages`, one JSON line a page, written after its structures.
 */
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { fail } from '../core/errors.ts';
import { writeAtomic } from '../core/files.ts';
import { checkLocks } from '../core/held-locks.ts';
import { formatJsonLines } from '../crystal/format-json-lines.ts';
import { type FetchedPage, type FetchPosition, firstPosition, type StructureQuery } from './fetch-structures.ts';

/** One fetched page, as the journal keeps it. */
export interface PageRecord {
  readonly url: string;
  /** None on the last page. */
  readonly next: string | null;
  readonly digest: string;
  readonly entries: number;
  readonly kept: number;
  readonly left_out: Readonly<Record<string, number>>;
  /** The first entry that was left out: its id and what is wrong with it. */
  readonly first_left_out: string | null;
  /** Length of the file of structures with this page. */
  readonly bytes: number;
  readonly api_version: string | null;
  readonly data_available: number | null;
  readonly data_returned: number | null;
}

/** An open journal. */
export interface FetchJournal {
  /** The file of structures, JSON lines. */
  readonly structures: string;
  readonly pages: readonly PageRecord[];
  add(page: FetchedPage): void;
  /** Removes the journal; the file of structures too, where it is still there. */
  remove(): void;
}

const KIND = { format: 'ionsieve-fetch', version: 1 };

/**
 * The files of the journal of an output file.
 * @example journalFiles('li.jsonl.gz').structures; // 'li.partial.jsonl'
 */
export function journalFiles(out: string): { readonly structures: string; readonly pages: string } {
  const stem = out.replace(/\.jsonl(\.gz)?$/i, '');
  return { structures: `${stem}.partial.jsonl`, pages: `${stem}.partial.pages` };
}

/**
 * Opens the journal of an output file: a new one, or with `resume` the one that an earlier fetch left. What was written of a
 * page that is not whole is cut off.
 * @throws {UserError} where a new one finds an old one, `resume` finds none or that of another query, and where files are damaged
 * or cannot be written
 * @example openJournal('li.jsonl', { baseUrl: baseUrl('mp'), filter: 'elements HAS "Li"' }, false).pages.length; // 0
 */
export function openJournal(out: string, query: StructureQuery, resume: boolean): FetchJournal {
  const files = journalFiles(out);
  const head = { ...KIND, base_url: query.baseUrl, filter: query.filter };
  const pages = resume ? readPages(files, head) : [];
  if (!resume) {
    if (existsSync(files.pages)) {
      fail(files.pages, 'no unfinished fetch', 'one', 'go on with --resume, or remove it and its .partial.jsonl');
    }
    writeAtomic(files.structures, '');
  }
  writeAtomic(files.pages, [head, ...pages].map((line) => `${JSON.stringify(line)}\n`).join(''));
  return {
    structures: files.structures,
    pages,
    add(page) {
      const from = pages.at(-1)?.bytes ?? 0;
      const bytes = appendSynced(files.structures, formatJsonLines(page.structures), from);
      const record = pageRecord(page, bytes);
      appendSynced(files.pages, `${JSON.stringify(record)}\n`);
      pages.push(record);
    },
    remove() {
      checkLocks();
      rmSync(files.structures, { force: true });
      rmSync(files.pages, { force: true });
    },
  };
}

/**
 * Where a fetch goes on after the pages of a journal; undefined where they are all.
 * @example nextPosition(query, []); // firstPosition(query)
 */
export function nextPosition(query: StructureQuery, pages: readonly PageRecord[]): FetchPosition | undefined {
  const last = pages.at(-1);
  if (last === undefined) return firstPosition(query);
  const kept = pages.reduce((sum, page) => sum + page.kept, 0);
  if (last.next === null || kept >= (query.most ?? Infinity)) return undefined;
  return {
    url: last.next,
    seen: new Set(pages.flatMap(({ url, digest }) => [url, digest])),
    pages: pages.length,
    entries: pages.reduce((sum, { entries }) => sum + entries, 0),
    kept,
  };
}

function pageRecord(page: FetchedPage, bytes: number): PageRecord {
  const left: Record<string, number> = {};
  for (const { reason } of page.leftOut) left[reason] = (left[reason] ?? 0) + 1;
  const first = page.leftOut[0];
  return {
    url: page.url,
    next: page.next ?? null,
    digest: page.digest,
    entries: page.ids.length,
    kept: page.structures.length,
    left_out: left,
    first_left_out: first === undefined ? null : `${first.id}: ${first.detail}`,
    bytes,
    api_version: page.apiVersion ?? null,
    data_available: page.dataAvailable ?? null,
    data_returned: page.dataReturned ?? null,
  };
}

/** The whole pages of a journal; structures after them are cut off. */
function readPages(files: ReturnType<typeof journalFiles>, head: Record<string, unknown>): PageRecord[] {
  if (!existsSync(files.pages)) fail(files.pages, 'an unfinished fetch', 'none', 'leave out --resume');
  const remedy = 'remove the .partial files and fetch anew';
  const lines = readFileSync(files.pages, 'utf8').split('\n');
  lines.pop(); // what follows the last line end is not whole
  const [first, ...pages] = lines.map((line, i): Record<string, unknown> => {
    try {
      return JSON.parse(line);
    } catch {
      return fail(`${files.pages}, line ${i + 1}`, 'a JSON object', 'damage', remedy);
    }
  });
  for (const [key, value] of Object.entries(head)) {
    if (first?.[key] === value) continue;
    fail(files.pages, `${key} ${value}`, String(first?.[key]), 'ask for the same with --resume, or start anew');
  }
  const records = pages as unknown as PageRecord[];
  const bytes = records.at(-1)?.bytes ?? 0;
  const size = statSync(files.structures, { throwIfNoEntry: false })?.size ?? -1;
  if (!Number.isSafeInteger(bytes) || size < bytes) {
    fail(files.structures, `at least ${bytes} bytes`, size < 0 ? 'no file' : String(size), remedy);
  }
  truncateSync(files.structures, bytes);
  return records;
}

/**
 * Appends, and waits until it is on the disk. Gives the length of the file.
 * @param from the length that it must have, lest two processes write into it
 */
function appendSynced(path: string, text: string, from?: number): number {
  checkLocks();
  try {
    const handle = openSync(path, 'a');
    try {
      const found = fstatSync(handle).size;
      if (from !== undefined && found !== from) {
        fail(path, `${from} bytes`, String(found), 'let only one process fetch into it, then go on with --resume');
      }
      appendFileSync(handle, text);
      fsyncSync(handle);
      return fstatSync(handle).size;
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return fail(path, 'a file that can be written', code, 'free space and permissions, then go on with --resume');
  }
}
