/**
 * GET requests that a bad server or network cannot hang or flood: limits on time and size, tries with growing waits. Proxies are
 * taken from HTTP_PROXY, HTTPS_PROXY and NO_PROXY.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher, Response } from 'undici';
import { fail } from '../core/errors.ts';
import { packageVersion } from '../core/files.ts';
import { followLink } from './follow-link.ts';
import { serverErrors } from './read-page.ts';
import { shownAddress } from './shown-value.ts';

/** What a request may take. */
export interface RequestLimits {
  /** Milliseconds until a connection stands. */
  readonly connectMs: number;
  /** Milliseconds without a byte. */
  readonly stallMs: number;
  /** Milliseconds for one try, redirects included. */
  readonly wholeMs: number;
  /** Bytes of an answer, unpacked. */
  readonly mostBytes: number;
  readonly tries: number;
  /** Milliseconds before the second try; each further wait is twice as long. */
  readonly firstWaitMs: number;
  /** Longest wait that a server may ask for with Retry-After. */
  readonly longestWaitMs: number;
  readonly redirects: number;
}

/** The limits where none are given: waits of 1, 2, 4 and 8 s between five tries, ten minutes for Retry-After, 64 MB an answer. */
export const REQUEST_LIMITS: RequestLimits = {
  connectMs: 10_000,
  stallMs: 30_000,
  wholeMs: 300_000,
  mostBytes: 64 * 2 ** 20,
  tries: 5,
  firstWaitMs: 1000,
  longestWaitMs: 600_000,
  redirects: 5,
};

/** How requests are made. */
export interface RequestOptions {
  readonly limits?: Partial<RequestLimits>;
  /** Hosts that links and redirects may lead to, besides the one that is asked. */
  readonly otherHosts?: readonly string[];
  /** Stops the request, or the wait for the next try, with its reason. */
  readonly signal?: AbortSignal;
  /** Waits between tries; milliseconds. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  /** Hears of each failed try that another one follows. */
  readonly onRetry?: (message: string) => void;
}

/** Makes requests over connections that are kept between them. */
export interface Requester {
  /** The text behind an address. @throws {UserError} when it cannot be had, after all tries */
  get(url: string): Promise<string>;
  close(): Promise<void>;
}

/** Something that may be over at the next try. */
class Passing extends Error {
  readonly retryAfterMs: number | undefined;
  constructor(found: string, retryAfterMs?: number) {
    super(found);
    this.retryAfterMs = retryAfterMs;
  }
}

const ANSWER = 'an answer';
const FAULTS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host, or no network',
  EAI_AGAIN: 'no name server, or no network',
  ECONNREFUSED: 'a refused connection',
  ECONNRESET: 'a cut connection',
  UND_ERR_SOCKET: 'a cut connection',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'a cut connection',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
};

/**
 * Opens a requester. A try that fails with 408, 429, 5xx, a connection error or a limit of time is repeated; the waits grow, and
 * Retry-After (seconds or a date) is heeded. Any other error is final and told in the server's own words.
 * @example const requester = await openRequester({}); const text = await requester.get('https://example.org/v1/structures');
 */
export async function openRequester(options: RequestOptions): Promise<Requester> {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const limits = { ...REQUEST_LIMITS, ...options.limits };
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: limits.connectMs },
    bodyTimeout: 0,
    headersTimeout: 0,
  });
  const once = (url: string) => tryOnce(url, { fetch, dispatcher, limits, options });
  return { get: (url) => withTries(url, once, limits, options), close: () => dispatcher.destroy() };
}

async function withTries(
  url: string,
  once: (url: string) => Promise<string>,
  limits: RequestLimits,
  { wait = waitFor, signal, onRetry }: RequestOptions,
): Promise<string> {
  for (let done = 1; ; done++) {
    try {
      return await once(url);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Passing)) throw error;
      const found = error.message;
      if (done >= limits.tries) fail(shownAddress(url), ANSWER, `${found}, ${done} times`, 'try again later');
      const ms = error.retryAfterMs ?? limits.firstWaitMs * 2 ** (done - 1);
      if (ms > limits.longestWaitMs) {
        fail(shownAddress(url), ANSWER, `${found} and the wish to wait ${Math.ceil(ms / 1000)} s`, 'try again then');
      }
      onRetry?.(`${shownAddress(url)}: ${found}; try ${done + 1} of ${limits.tries} in ${ms / 1000} s`);
      await wait(ms, signal);
      signal?.throwIfAborted();
    }
  }
}

interface Try {
  readonly fetch: typeof import('undici').fetch;
  readonly dispatcher: Dispatcher;
  readonly limits: RequestLimits;
  readonly options: RequestOptions;
}

/** One try with its clocks: one that every byte winds up, and one for all of it. */
async function tryOnce(url: string, { fetch, dispatcher, limits, options }: Try): Promise<string> {
  const controller = new AbortController();
  const giveUp = (found: string) => () => controller.abort(new Passing(found));
  const whole = setTimeout(giveUp(`none within ${limits.wholeMs / 1000} s`), limits.wholeMs);
  const stall = setTimeout(giveUp(`nothing for ${limits.stallMs / 1000} s`), limits.stallMs);
  const stop = () => controller.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', stop);
  if (options.signal?.aborted) stop();
  const heard = () => stall.refresh();
  const headers = {
    accept: 'application/vnd.api+json, application/json',
    'user-agent': `ionsieve/${packageVersion()}`,
  };
  const init = { dispatcher, headers, redirect: 'manual', signal: controller.signal } as const;
  try {
    for (let at = url, turns = 0; ; turns++) {
      const response = await fetch(at, init);
      heard();
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) {
        return checked(url, response, await bodyOf(url, response, limits.mostBytes, heard));
      }
      await response.body?.cancel();
      if (turns >= limits.redirects) {
        fail(
          shownAddress(url),
          `up to ${limits.redirects} redirects`,
          'more',
          'check the address, or tell the provider',
        );
      }
      at = followLink(location, at, options.otherHosts ?? []);
    }
  } catch (error) {
    throw asPassing(error, controller.signal);
  } finally {
    clearTimeout(whole);
    clearTimeout(stall);
    options.signal?.removeEventListener('abort', stop);
    controller.abort(); // lets go of a body that was not read to its end
  }
}

async function bodyOf(url: string, response: Response, mostBytes: number, heard: () => void): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    heard();
    bytes += (chunk as Uint8Array).length;
    if (bytes > mostBytes) {
      const most = `an answer of up to ${Math.round(mostBytes / 2 ** 20)} MB`;
      fail(shownAddress(url), most, 'more', 'ask for smaller pages with --page-limit');
    }
    text += decoder.decode(chunk as Uint8Array, { stream: true });
  }
  return text + decoder.decode();
}

/** The text of an answer that is one; errors in the words of the server. */
function checked(url: string, { status, headers }: Response, text: string): string {
  if (status >= 200 && status < 300) return text;
  const detail = detailOf(text);
  const found = `HTTP ${status}${detail === undefined ? '' : ` (${detail})`}`;
  if (status === 408 || status === 429 || status >= 500) throw new Passing(found, retryAfterMs(headers));
  const remedy = status === 400 ? 'mend the filter' : 'check the address, or ask the provider';
  return fail(shownAddress(url), ANSWER, found, remedy);
}

function detailOf(text: string): string | undefined {
  try {
    return serverErrors(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Seconds, or a date. */
function retryAfterMs(headers: Response['headers']): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d+$/.test(text) ? 1000 * Number(text) : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Errors of the connection can pass; ours, and a stop by the user, stay what they are. */
function asPassing(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (!(error instanceof TypeError)) return error;
  const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  return new Passing(FAULTS[code ?? ''] ?? code ?? message);
}

async function waitFor(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
}
