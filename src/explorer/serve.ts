/** The explorer's server: one folder, one page, and nothing that writes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { fail, UserError } from '../core/errors.ts';
import type { AnswerFiles } from './answers.ts';
import { startAnswers, TooLong } from './answers-client.ts';
import type { ApiError } from './api.ts';
import { Busy } from './busy.ts';
import { exportText, readFormat } from './export.ts';
import { allowedHosts, checkRequest, FILE_POLICY, Refused, readBody, SECURITY_HEADERS } from './guard.ts';
import { loadPage, mediaType, type PageFile } from './page-files.ts';
import { readFilters, readOrder } from './read-filters.ts';
import { PAGE_NAMES, ROUTES, type Sources } from './routes.ts';
import { openRunFolder, readFileOf } from './run-folder.ts';
import { openScreenings } from './screenings.ts';

/** What to serve, and where. */
export interface ExplorerOptions {
  readonly folder: string;
  readonly files: AnswerFiles;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Told of bugs. */
  readonly onBug: (error: Error) => void;
}

/** A running explorer. */
export interface Explorer {
  readonly url: string;
  readonly screenings: number;
  readonly experiments: number;
  close(): Promise<void>;
}

/** Seconds after which an answer is given up; exports stream for as long as their reader takes them. */
const ANSWER_SECONDS = 30;
const EXPORTS_AT_ONCE = 4;

interface Context extends Sources {
  readonly page: ReadonlyMap<string, PageFile>;
  hosts: ReadonlySet<string> | undefined;
  exports: number;
}

/**
 * Starts the server; the compounds of the first screening are loaded while it already answers.
 * @throws {UserError} for a folder without anything to show, damaged models, and an address that is taken
 * @example const explorer = await startExplorer({ folder: 'results', files, host: '127.0.0.1', port: 4173, onBug });
 */
export async function startExplorer(options: ExplorerOptions): Promise<Explorer> {
  const folder = openRunFolder(options.folder);
  const page = loadPage();
  const answers = await startAnswers(options.files);
  const screenings = openScreenings(folder.screenings);
  const context: Context = { folder, page, answers, screenings, hosts: new Set(), exports: 0 };
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000 });
  server.timeout = 60_000;
  server.maxConnections = 1000;
  server.on('request', (request, response) => {
    void respond(request, response, context, options.onBug);
  });
  try {
    await listen(server, options);
  } catch (error) {
    await answers.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  context.hosts = allowedHosts(options.host, port);
  if (folder.screenings.length > 0) screenings.view('');
  const name = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${name}:${port}/`,
    screenings: folder.screenings.length,
    experiments: folder.experiments.length,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      screenings.close();
      await answers.close();
    },
  };
}

function listen(server: Server, { host, port }: ExplorerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      try {
        fail(`${host}:${port}`, 'an address that is free', code!, 'choose another --port or --host');
      } catch (error) {
        reject(error);
      }
    });
    server.listen(port, host, () => resolve());
  });
}

/** Answers a request, whatever happens. */
async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
  onBug: (error: Error) => void,
): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  try {
    checkRequest(request, context.hosts);
    await route(request, response, context);
  } catch (error) {
    const status = statusOf(error as Error);
    if (status === 500) onBug(error as Error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (!request.complete) response.setHeader('Connection', 'close');
    const told = status === 500 ? 'a bug in ionsieve; its terminal shows more' : (error as Error).message;
    sendJson(response, { error: told } satisfies ApiError, status);
    if (!request.complete) response.once('finish', () => request.destroy());
  }
}

function statusOf(error: Error): number {
  if (error instanceof Refused) return error.status;
  if (error instanceof UserError) return 400;
  return error instanceof Busy || error instanceof TooLong ? 503 : 500;
}

async function route(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://explorer');
  if (request.method === 'POST') {
    if (pathname !== '/api/predict') throw new Refused(404, `POST ${pathname.slice(0, 80)}: expected /api/predict`);
    const name = fileName(searchParams.get('name') ?? '');
    const cif = await readBody(request);
    sendJson(response, await inTime(context.answers.ask('structures', name, cif)));
    return;
  }
  if (pathname === '/api/export') return sendExport(response, searchParams, context);
  const answer = ROUTES[pathname];
  if (Object.hasOwn(ROUTES, pathname) && answer !== undefined) {
    sendJson(response, await inTime(Promise.resolve(answer(searchParams, context))));
    return;
  }
  if (pathname.startsWith('/api/')) throw new Refused(404, `${pathname.slice(0, 80)}: no such question`);
  if (pathname.startsWith('/files/')) return sendRunFile(response, pathname, context);
  sendPage(request, response, pathname, context);
}

/** Of a file that was dropped on the page: it stands in messages only. */
function fileName(given: string): string {
  const name = given.replace(/[^\w.() +-]/g, '_').slice(-80);
  return name === '' ? 'structure.cif' : name;
}

async function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const reason = `no answer within ${ANSWER_SECONDS} s: the compounds may still be loading; ask again in a moment`;
    timer = setTimeout(() => reject(new TooLong(reason)), ANSWER_SECONDS * 1000);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(value));
}

async function sendExport(response: ServerResponse, query: URLSearchParams, context: Context): Promise<void> {
  const format = readFormat(query);
  const [filters, order] = [readFilters(query, PAGE_NAMES), readOrder(query)];
  if (context.exports >= EXPORTS_AT_ONCE) throw new Busy();
  context.exports++;
  try {
    const table = await inTime(context.screenings.table(query.get('screening') ?? ''));
    response.writeHead(200, {
      'Content-Type': mediaType(`.${format}`),
      'Content-Disposition': `attachment; filename="candidates.${format}"`,
      'Content-Encoding': 'gzip',
      'Cache-Control': 'no-store',
    });
    await pipeline(Readable.from(exportText(format, table.rows(filters, order))), createGzip({ level: 1 }), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error; // the reader has left
  } finally {
    context.exports--;
  }
}

function sendRunFile(response: ServerResponse, pathname: string, { folder }: Context): void {
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

/** Every path that names no file is a view of the page. */
function sendPage(request: IncomingMessage, response: ServerResponse, pathname: string, { page }: Context): void {
  const named = page.get(pathname);
  if (named === undefined && /\.\w+$/.test(pathname)) throw new Refused(404, `${pathname.slice(0, 80)}: no such file`);
  const file = named ?? page.get('/index.html')!;
  const zips = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(200, {
    'Content-Type': file.type,
    'Cache-Control': file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(zips ? { 'Content-Encoding': 'gzip' } : {}),
  });
  response.end(zips ? file.gzipped : file.bytes);
}
