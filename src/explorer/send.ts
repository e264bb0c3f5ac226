/** The kinds of answers: JSON, an export, a file of a run, a file of the page. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Busy } from './busy.ts';
import { exportText, readFormat } from './export.ts';
import { FILE_POLICY, Refused } from './guard.ts';
import { mediaType, type PageFile } from './page-files.ts';
import { readFilters, readOrder } from './read-filters.ts';
import { PAGE_NAMES, type Sources } from './routes.ts';
import { readFileOf } from './run-folder.ts';

/** What is sent, and how many exports are under way. */
export interface Sending extends Sources {
  readonly page: ReadonlyMap<string, PageFile>;
  exports: number;
}

const EXPORTS_AT_ONCE = 4;

/**
 * Sends a value as JSON.
 * @example sendJson(response, { error: 'no such file' }, 404);
 */
export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(value));
}

/**
 * Streams the rows of a filter, in as much memory as its reader leaves unread.
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
  if (sending.exports >= EXPORTS_AT_ONCE) throw new Busy();
  sending.exports++;
  try {
    const table = await sending.screenings.table(query.get('screening') ?? '');
    response.writeHead(200, {
      'Content-Type': mediaType(`.${format}`),
      'Content-Disposition': `attachment; filename="candidates.${format}"`,
      'Cache-Control': 'no-store',
      ...(zips ? { 'Content-Encoding': 'gzip' } : {}),
    });
    const text = Readable.from(exportText(format, table.rows(filters, order)));
    await (zips ? pipeline(text, createGzip({ level: 1 }), response) : pipeline(text, response));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error; // the reader has left
  } finally {
    sending.exports--;
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
  response.end(bytes);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/**
 * Sends a file of the page; every path that names no file is a view.
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
  if (named === undefined && /\.\w+$/.test(pathname)) throw new Refused(404, `${pathname.slice(0, 80)}: no such file`);
  const file = named ?? page.get('/index.html')!;
  const zips = takesGzip(request);
  response.writeHead(200, {
    'Content-Type': file.type,
    'Cache-Control': file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(zips ? { 'Content-Encoding': 'gzip' } : {}),
  });
  response.end(zips ? file.gzipped : file.bytes);
}

function takesGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '');
}
