/** What stands before every request: who may ask, how, and what the answer allows a browser to do. */
import type { IncomingMessage } from 'node:http';
import { LARGEST_UPLOAD_BYTES } from './limits.ts';

/** A request is refused, with a status and one line. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, reason: string) {
    super(reason);
    this.status = status;
  }
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Sent with every answer: the page runs its own scripts, and talks to nobody but this server. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
    "connect-src 'self'; font-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'self'; " +
    "frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

/** Sent with files of a run, which may be anybody's: nothing in them runs. */
export const FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/**
 * The names by which a server may be addressed: a page elsewhere whose own name was made to lead here (DNS rebinding) is none.
 * @param host what the server listens on; all addresses (0.0.0.0, ::) means that any name is taken
 * @example allowedHosts('127.0.0.1', 4173)?.has('localhost:4173'); // true
 */
export function allowedHosts(host: string, port: number): ReadonlySet<string> | undefined {
  if (host === '0.0.0.0' || host === '::') return undefined;
  const named = host.includes(':') ? `[${host}]` : host;
  return new Set(
    [...LOOPBACK, named.toLowerCase()].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])),
  );
}

/**
 * Lets a request pass or refuses it.
 * @param hosts from allowedHosts
 * @throws {Refused} 421 for another Host, 405 for another method, 403 for a page of another site, 413 and 415 for a body
 * @example checkRequest(request, allowedHosts('127.0.0.1', 4173));
 */
export function checkRequest(request: IncomingMessage, hosts: ReadonlySet<string> | undefined): void {
  const { method, headers } = request;
  const host = (headers.host ?? '').toLowerCase();
  if (hosts !== undefined && !hosts.has(host)) {
    throw new Refused(
      421,
      `Host: expected ${[...hosts].join(' or ')}, found ${JSON.stringify(host.slice(0, 80))}; use that address`,
    );
  }
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
    throw new Refused(405, `method: expected GET, HEAD or POST, found ${method}; use one of them`);
  }
  const site = headers['sec-fetch-site'];
  if (method === 'POST' && site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new Refused(
      403,
      'POST: expected a request of this page, found one of another site; open the explorer itself',
    );
  }
  const length = Number(headers['content-length'] ?? 0);
  if (length > LARGEST_UPLOAD_BYTES) throw tooLarge();
  if (method !== 'POST' && (length > 0 || headers['transfer-encoding'] !== undefined)) {
    throw new Refused(400, `body: expected none, found one with ${method}; send it with POST`);
  }
}

/**
 * The whole body of a request, as text.
 * @throws {Refused} 413 as soon as it is too large, 400 when it ends early or is no UTF-8
 * @example const cif = await readBody(request);
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      length += (chunk as Buffer).length;
      if (length > LARGEST_UPLOAD_BYTES) throw tooLarge();
      chunks.push(chunk as Buffer);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(400, 'body: expected a whole text in UTF-8, found something else; send the file again');
  }
}

function tooLarge(): Refused {
  return new Refused(413, `body: expected at most ${LARGEST_UPLOAD_BYTES} bytes, found more; use ionsieve predict`);
}
