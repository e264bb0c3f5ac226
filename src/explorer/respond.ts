/** From a request to its answer or refusal. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { UserError } from '../core/errors.ts';
import { TooLong } from './answers-client.ts';
import type { ApiError } from './api.ts';
import { Busy } from './busy.ts';
import { checkRequest, Refused, readBody, SECURITY_HEADERS } from './guard.ts';
import { ROUTES } from './routes.ts';
import { type Sending, sendExport, sendJson, sendPage, sendRunFile } from './send.ts';

/** All that answers are made of, and the names by which the server may be addressed. */
export interface Context extends Sending {
  hosts: ReadonlySet<string> | undefined;
}

/** Seconds after which an answer is given up; exports stream for as long as their reader takes them. */
const ANSWER_SECONDS = 30;

/**
 * Answers a request, whatever happens.
 * @param onBug called with what is nobody's mistake
 * @example server.on('request', (request, response) => void respond(request, response, context, console.error));
 */
export async function respond(
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
  const { pathname, searchParams } = addressOf(request);
  if (request.method === 'POST') {
    if (pathname !== '/api/predict') throw new Refused(404, `POST ${pathname.slice(0, 80)}: expected /api/predict`);
    return scoreUpload(request, response, context, fileName(searchParams.get('name') ?? ''));
  }
  if (pathname === '/api/export') return sendExport(request, response, searchParams, context);
  const answer = ROUTES[pathname];
  if (Object.hasOwn(ROUTES, pathname) && answer !== undefined) {
    sendJson(response, await inTime(Promise.resolve(answer(searchParams, context))));
    return;
  }
  if (pathname.startsWith('/api/')) throw new Refused(404, `${pathname.slice(0, 80)}: no such question`);
  if (pathname.startsWith('/files/')) return sendRunFile(response, pathname, context);
  sendPage(request, response, pathname, context);
}

/** So many at once: each may hold its file in memory while it waits. */
async function scoreUpload(
  request: IncomingMessage,
  response: ServerResponse,
  { limits, under, answers }: Context,
  name: string,
): Promise<void> {
  if (under.uploads >= limits.uploads) throw new Busy();
  under.uploads++;
  try {
    const cif = await readBody(request);
    sendJson(response, await inTime(answers.ask('structures', name, cif)));
  } finally {
    under.uploads--;
  }
}

/** Of a file that was dropped on the page: it stands in messages only. */
function fileName(given: string): string {
  const name = given.replace(/[^\w.() +-]/g, '_').slice(-80);
  return name === '' ? 'structure.cif' : name;
}

function addressOf({ url = '/' }: IncomingMessage): URL {
  if (!url.startsWith('/') || !URL.canParse(`http://explorer${url}`)) {
    throw new Refused(400, 'address: expected a path, found something else; begin at /');
  }
  return new URL(`http://explorer${url}`);
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
