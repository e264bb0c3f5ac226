/** Idle, slow and greedy clients, with limits made small: each is cut by the server, and the next one is served. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import type { CandidateRow } from '../../src/explorer/api.ts';
import { LIMITS, type ServerLimits } from '../../src/explorer/limits.ts';
import { type Context, respond } from '../../src/explorer/respond.ts';
import { type Explorer, startExplorer } from '../../src/explorer/serve.ts';
import { watchReader } from '../../src/explorer/slow-readers.ts';
import { ensureBuilt } from '../cli/ionsieve.ts';
import { smallCandidates, writeSmallScreening } from './small-screening.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-limits-'));
const SMALL = { headMs: 300, requestMs: 600, idleMs: 100, checkMs: 50 };
let explorer: Explorer;

beforeAll(async () => {
  await ensureBuilt();
  writeSmallScreening(join(folder, 'screened'), false);
  const root = packageRoot();
  explorer = await startExplorer({
    folder,
    files: {
      student: join(root, 'data/models/paper.json'),
      measured: join(root, 'data/models/measured.json'),
      structures: [],
    },
    host: '127.0.0.1',
    port: 0,
    onBug: (error) => expect.unreachable(error.message),
    limits: { ...LIMITS, ...SMALL, connections: 8 },
  });
}, 300_000);
afterAll(async () => {
  await explorer.close();
  rmSync(folder, { recursive: true });
});

/** Opens a connection that sends a text and reads until the server ends it; what came. */
function untilEnd(port: number, text: string, withSocket: (socket: Socket) => void = () => {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    withSocket(socket);
  });
}

describe('connections', () => {
  const port = (): number => Number(new URL(explorer.url).port);

  test.each([
    ['that send nothing', ''],
    ['with half a head', 'GET / HTTP/1.1\r\nHost: '],
    ['with half a body', 'POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 1000\r\n\r\ndata_'],
  ])('%s are ended', async (_, text) => {
    expect(await untilEnd(port(), text.replace('PORT', String(port())))).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
  });

  test('that trickle a head or a body, a byte at a time, are ended', async () => {
    for (const head of [
      'GET / HTTP/1.1\r\nX: ',
      `POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nContent-Length: 100000\r\n\r\n`,
    ]) {
      let timer: NodeJS.Timeout | undefined;
      await untilEnd(port(), head, (socket) => {
        timer = setInterval(() => socket.write('a'), 20);
      });
      clearInterval(timer);
    }
  });

  test('as many as there may be keep nobody out for longer than they may be idle', async () => {
    const idle = Array.from({ length: 8 }, () => untilEnd(port(), ''));
    await Promise.all(idle);
    const question = `GET /api/overview HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nConnection: close\r\n\r\n`;
    let answer = '';
    while (!answer.startsWith('HTTP/1.1 200 ')) answer = await untilEnd(port(), question); // a busy machine may be late itself
  });
});

/** A server of its own for one answer. */
async function serving(
  listener: RequestListener,
  reader: ServerLimits['reader'],
): Promise<{ port: number; close(): void }> {
  const server = createServer(listener);
  server.on('connection', (socket) => watchReader(socket, reader));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

/** A screening without an end. */
function endless(limits: Partial<ServerLimits>): Context {
  const batch = smallCandidates();
  async function* rows(): AsyncGenerator<CandidateRow[]> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      yield batch;
    }
  }
  return {
    hosts: undefined,
    limits: { ...LIMITS, ...limits },
    under: { exports: 0, uploads: 0 },
    screenings: { find: () => ({ summary: { value: null } }), table: () => Promise.resolve({ rows }) },
  } as unknown as Context;
}

const EXPORT = 'GET /api/export?format=json HTTP/1.1\r\nHost: x\r\n\r\n';

describe('readers', () => {
  const READER = { periodMs: 100, leastBytes: 65_536 };

  test.each([
    ['that read nothing', 0],
    ['that trickle', 16],
  ])('%s are cut, and their export is free again', async (_, bytes) => {
    const context = endless({ exports: 1 });
    const ended = new Promise<void>((resolve) => {
      void serving((request, response) => {
        void respond(request, response, context, (error) => expect.unreachable(error.message)).then(resolve);
      }, READER).then(({ port, close }) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(EXPORT));
        socket.on('error', () => {});
        socket.pause();
        const timer = setInterval(() => bytes > 0 && socket.read(bytes), 20);
        void ended.then(() => {
          clearInterval(timer);
          socket.destroy();
          close();
        });
      });
    });
    await ended;
    expect(context.under.exports).toBe(0);
  });

  test('that read all the time are served until the time of an export is over', async () => {
    const context = endless({ exportMs: 1500 });
    const { port, close } = await serving(
      (request, response) => {
        void respond(request, response, context, (error) => expect.unreachable(error.message));
      },
      { periodMs: 100, leastBytes: 1 },
    );
    expect((await untilEnd(port, EXPORT)).slice(0, 15)).toBe('HTTP/1.1 200 OK');
    expect(context.under.exports).toBe(0);
    close();
  });

  test('for whom nothing waits are let be', async () => {
    let finish: () => void = () => {};
    const { port, close } = await serving(
      (_, response) => {
        response.write('begun');
        finish = () => response.end();
      },
      { periodMs: 10, leastBytes: 65_536 },
    );
    const answer = untilEnd(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', (socket) =>
      socket.once('data', () => setTimeout(() => finish(), 200)),
    );
    expect(await answer).toContain('begun');
    expect(await answer).toMatch(/0\r\n\r\n$/);
    close();
  });
});

describe('what is under way', () => {
  test('more exports and uploads than are allowed are told to come again', async () => {
    const context = endless({ exports: 0, uploads: 0 });
    const { port, close } = await serving((request, response) => {
      void respond(request, response, context, (error) => expect.unreachable(error.message));
    }, LIMITS.reader);
    const url = `http://127.0.0.1:${port}`;
    const said = { error: 'too many questions at once; ask again in a moment' };
    expect(await (await fetch(`${url}/api/export`)).json()).toEqual(said);
    const sent = await fetch(`${url}/api/predict`, { method: 'POST', body: 'data_x' });
    expect([sent.status, await sent.json()]).toEqual([503, said]);
    expect(context.under).toEqual({ exports: 0, uploads: 0 });
    close();
  });
});
