/** A server on this machine that speaks OPTIMADE 1.2, and misbehaves where a test asks for it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Entry, manyStructures, toEntry } from './entries.ts';

/** A page as it would be sent. */
export interface PageBody {
  data: unknown[];
  links: { next: unknown };
  meta: Record<string, unknown>;
}

/** One request for structures. */
export interface Hit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The page of entries that it asks for, from 0, and how often that page was asked for before. */
  readonly page: number;
  readonly before: number;
  /** What a good server would send; a test may change it. */
  readonly body: PageBody;
}

/** What a test may change; true where it has answered itself. */
export type Misbehaviour = (hit: Hit) => boolean | undefined;

/** A running server. */
export interface LocalServer {
  /** The address to give as a provider. */
  readonly url: string;
  /** Paths asked for. */
  readonly asked: string[];
  misbehave: Misbehaviour;
  close(): Promise<void>;
}

const DEFAULT_LIMIT = 10;
const MOST_A_PAGE = 500;

/** Starts a server of some entries, by default the first 45 of the sample. */
export async function startServer(entries: readonly Entry[] = manyStructures(45).map(toEntry)): Promise<LocalServer> {
  const before = new Map<number, number>();
  const server = createServer((request, response) => {
    local.asked.push(request.url!);
    const url = new URL(request.url!, local.url);
    if (url.pathname === '/optimade/versions') return void response.end('version\n1\n');
    if (url.pathname === '/optimade/v1/info')
      return sendJson(response, 200, { data: { type: 'info', id: '/' }, meta: meta() });
    if (url.pathname !== '/optimade/v1/structures') return sendErrors(response, 404, 'no such endpoint');
    const found = filtered(entries, url.searchParams.get('filter') ?? '');
    if (typeof found === 'string') return sendErrors(response, 400, found);
    const limit = Number(url.searchParams.get('page_limit') ?? DEFAULT_LIMIT);
    if (!(limit >= 1 && limit <= MOST_A_PAGE)) return sendErrors(response, 403, `page_limit above ${MOST_A_PAGE}`);
    const offset = Number(url.searchParams.get('page_offset') ?? 0);
    const body = pageOf(found, { offset, limit, url, all: entries.length });
    const page = offset / limit;
    const times = before.get(page) ?? 0;
    before.set(page, times + 1);
    if (local.misbehave({ request, response, page, before: times, body }) !== true) sendJson(response, 200, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const local: LocalServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/optimade`,
    asked: [],
    misbehave: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return local;
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): true {
  response.writeHead(status, { 'content-type': 'application/vnd.api+json' });
  return sendText(response, JSON.stringify(body));
}

/** Answers with any text. */
export function sendText(response: ServerResponse, text: string): true {
  response.end(text);
  return true;
}

/** Sends elsewhere. */
export function redirect(response: ServerResponse, location: string): true {
  response.writeHead(307, { location }).end();
  return true;
}

/** Answers with an error document of the specification. */
export function sendErrors(response: ServerResponse, status: number, detail: string): true {
  return sendJson(response, status, { errors: [{ status: String(status), title: 'Error', detail }], meta: meta() });
}

function meta(): Record<string, unknown> {
  return { api_version: '1.2.0', query: { representation: '/structures' }, provider: { name: 'test', prefix: 'test' } };
}

function pageOf(found: readonly Entry[], at: { offset: number; limit: number; url: URL; all: number }): PageBody {
  const next = new URL(at.url);
  next.searchParams.set('page_offset', String(at.offset + at.limit));
  const more = at.offset + at.limit < found.length;
  return {
    data: structuredClone(found.slice(at.offset, at.offset + at.limit)),
    links: { next: more ? next.href : null },
    meta: { ...meta(), data_available: at.all, data_returned: found.length, more_data_available: more },
  };
}

/** `elements HAS "X"`, `nelements=N`, and these joined with AND; anything else gives the complaint of a server. */
function filtered(entries: readonly Entry[], filter: string): readonly Entry[] | string {
  let found = entries;
  for (const part of filter === '' ? [] : filter.split(' AND ')) {
    const [, element] = /^elements HAS "([A-Z][a-z]?)"$/.exec(part) ?? [];
    const [, count] = /^nelements\s*=\s*(\d+)$/.exec(part) ?? [];
    if (element === undefined && count === undefined) return `cannot parse the filter near: ${part}`;
    found = found.filter(({ attributes }) =>
      element === undefined
        ? attributes.nelements === Number(count)
        : (attributes.elements as string[]).includes(element),
    );
  }
  return found;
}
