/** The kinds of answers: JSON, an export, a file of a run, a file of the page. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Busy } from './busy.ts';
import { exportText, readFormat } from './export.ts';
import { FILE_POLICY, Refused } from './guard.ts';
import type { ServerLimits } from './limits.ts';
import { mediaType, type PageFile } from './page-files.ts';
import { readFilters, readOrder } from './read-filters.ts';
import { PAGE_NAMES, type Sources } from './routes.ts';
import { readFileOf } from './run-folder.ts';

/** What is sent, and what is under way. */
export interface Sending extends Sources {
  readonly page: ReadonlyMap<string, PageFile>;
  readonly limits: ServerLimits;
  readonly under: { exports: number; uploads: number };
}

/** Bytes that are given to a connection at once, so that it shows when its reader takes none. */
const SLICE = 65_536;

/**
 * Sends a value as JSON.
 * @example sendJson(response, { error: 'no such file' }, 404);
 */
export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  sendBytes(response, Buffer.from(JSON.stringify(value)));
}

function sendBytes(response: ServerResponse, bytes: Uint8Array): void {
  if (bytes.length <= SLICE) response.end(bytes);
  else pipeline(Readable.from(slicesOf(bytes), { objectMode: false }), response).catch(() => {}); // the reader has left
}

function* slicesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE);
}

/**
 * Streams the rows of a filter, in as much memory as its reader leaves unread, for as long as the limits allow.
 * @throws {UserError} for a mistake in the query
 * @throws {Busy} when too many exports are under way
 * @example await sendExport(request, response, new URLSearchParams('anion=S&format=csv'), sending);
 */
export async function sendExport(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  sending: Sending,
): Promise<void> {
  const format = readFormat(query);
  const zips = takesGzip(request);
  const [filters, order] = [readFilters(query, PAGE_NAMES), readOrder(query)];
  const { limits, under } = sending;
  if (under.exports >= limits.exports) throw new Busy();
  under.exports++;
  try {
    const name = query.get('screening') ?? '';
    const { value } = sending.screenings.find(name).summary;
    const table = await sending.screenings.table(name);
    const exported = {
      value,
      predicted: table.withInterval > 0,
      stability: table.withStability > 0 || table.withAboveHull > 0,
    };
    response.writeHead(200, {
      'Content-Type': mediaType(`.${format}`),
      'Content-Disposition': `attachment; filename="candidates.${format}"`,
      'Cache-Control': 'no-store',
      ...(zips ? { 'Content-Encoding': 'gzip' } : {}),
    });
    const text = Readable.from(exportText(format, exported, table.rows(filters, order)));
    const signal = AbortSignal.timeout(limits.exportMs);
    await (zips
      ? pipeline(text, createGzip({ level: 1 }), response, { signal })
      : pipeline(text, response, { signal }));
  } catch (error) {
    const { name, code } = error as NodeJS.ErrnoException;
    const isLate = name === 'AbortError' || name === 'TimeoutError';
    if (!isLate && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error; // the reader has left
    response.destroy();
  } finally {
    under.exports--;
  }
}

/**
 * Sends a file of an experiment.
 * @throws {Refused} 404 for a path that names none
 * @example sendRunFile(response, '/files/cubuk2019/roc.svg', sending);
 */
export function sendRunFile(response: ServerResponse, pathname: string, { folder }: Sending): void {
  const [, , given = '', file = '', ...rest] = pathname.split('/').map(decoded);
  const experiment = folder.experiments.find(({ name }) => name === given);
  const bytes = experiment === undefined || rest.length > 0 ? undefined : readFileOf(experiment.folder, file);
  if (bytes === undefined) throw new Refused(404, `${pathname.slice(0, 80)}: no such file in this folder`);
  response.setHeader('Content-Security-Policy', FILE_POLICY);
  response.writeHead(200, { 'Content-Type': mediaType(file), 'Cache-Control': 'no-cache' });
  sendBytes(response, bytes);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/**
 * Sends a file of the page; every path that names no file is a view, and so is an experiment whose name has a dot.
 * @throws {Refused} 404 for the name of a file that is not there
 * @example sendPage(request, response, '/candidates', sending);
 */
export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  { page }: Sending,
): void {
  const named = page.get(pathname);
  const isFile = /\.\w+$/.test(pathname) && !pathname.startsWith('/experiments/');
  if (named === undefined && isFile) throw new Refused(404, `${pathname.slice(0, 80)}: no such file`);
  const file = named ?? page.get('/index.html')!;
  const zips = takesGzip(request);
  response.writeHead(200, {
    'Content-Type': file.type,
    'Cache-Control': file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(zips ? { 'Content-Encoding': 'gzip' } : {}),
  });
  sendBytes(response, zips ? file.gzipped : file.bytes);
}

function takesGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '');
}
