import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { Busy } from '../../src/explorer/busy.ts';
import { type Context, respond } from '../../src/explorer/respond.ts';

const bugs: Error[] = [];
let thrown: Error;
let server: Server;
let url: string;

beforeAll(async () => {
  const page = {
    get() {
      throw thrown;
    },
  };
  const context = { hosts: undefined, page } as unknown as Context;
  server = createServer((request, response) => void respond(request, response, context, (error) => bugs.push(error)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

async function answerTo(error: Error): Promise<string> {
  thrown = error;
  const response = await fetch(url);
  return `${response.status} ${((await response.json()) as { error: string }).error}`;
}

describe('respond', () => {
  test('tells a reader of a mistake, and the terminal of a bug only', async () => {
    expect(await answerTo(new UserError('x: expected a, found b; do c'))).toBe('400 x: expected a, found b; do c');
    expect(await answerTo(new Busy())).toBe('503 too many questions at once; ask again in a moment');
    expect(bugs).toEqual([]);
    const bug = new TypeError('secret /home/me is not a function');
    expect(await answerTo(bug)).toBe('500 a bug in ionsieve; its terminal shows more');
    expect(bugs).toEqual([bug]);
  });
});
