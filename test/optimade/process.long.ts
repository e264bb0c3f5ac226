/** The command in a process of its own, killed and stopped while it fetches. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchCommand } from '../../src/cli/fetch.ts';
import { capture, ensureBuilt, ionsieve, ionsieveHere, scratchFolder, start } from '../cli/ionsieve.ts';
import { resultNames } from '../cli/result-names.ts';
import { type LocalServer, sendErrors, sendJson, startServer } from './server.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
let server: LocalServer;

beforeAll(async () => {
  await ensureBuilt();
  server = await startServer();
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const asked = (out: string, ...more: string[]) => [
  ...['fetch', '--provider', server.url, '--filter', 'elements HAS "Li"', '--page-limit', '5', '--out', out, ...more],
];

describe('a fetch that is', () => {
  test.each([
    ['SIGKILL', null, ''],
    ['SIGINT', 130, 'ionsieve: stopped by SIGINT; go on with --resume\n'],
    ['SIGTERM', 143, 'ionsieve: stopped by SIGTERM; go on with --resume\n'],
  ] as const)('ended by %s goes on to the same bytes', async (signal, exit, said) => {
    for (const name of readdirSync(folder)) rmSync(path(name));
    server.misbehave = () => undefined;
    expect((await ionsieve(asked('whole.jsonl'), folder)).code).toBe(0);
    // The fourth page never comes: the fetch waits for it when the signal does.
    const fourth = new Promise<void>((resolve) => {
      server.misbehave = () => {
        if (server.asked.length < 4) return undefined;
        resolve();
        return true;
      };
    });
    server.asked.length = 0;
    const { child, ended } = start(asked('cut.jsonl'), folder);
    await fourth;
    child.kill(signal);
    const outcome = await ended;
    expect({ code: outcome.code, err: outcome.err }).toEqual({ code: exit, err: said });
    const kept = readFileSync(path('cut.partial.pages'), 'utf8').trimEnd().split('\n').length - 1;
    expect(kept).toBeGreaterThan(1);
    expect(readdirSync(folder)).not.toContain('cut.jsonl');
    server.asked.length = 0;
    server.misbehave = () => undefined;
    const resumed = await ionsieve(asked('cut.jsonl', '--resume'), folder);
    expect({ code: resumed.code, err: resumed.err }).toEqual({ code: 0, err: '' });
    expect(server.asked.length).toBe(9 - kept);
    expect(readFileSync(path('cut.jsonl')).equals(readFileSync(path('whole.jsonl')))).toBe(true);
    const files = ['cut.jsonl', 'cut.jsonl.source.json', 'whole.jsonl', 'whole.jsonl.source.json'];
    expect(resultNames(folder).sort()).toEqual(files);
    expect(existsSync(path('cut.jsonl.run.json'))).toBe(true);
  });

  test('under way is not joined by another one into the same file, which says so; another file is its own', async () => {
    let answer = (): void => {};
    const third = new Promise<void>((resolve) => {
      server.misbehave = ({ response, body }) => {
        if (server.asked.length !== 3) return undefined;
        answer = () => sendJson(response, 200, body);
        resolve();
        return true;
      };
    });
    server.asked.length = 0;
    const { child, ended } = start(asked('both.jsonl'), folder);
    await third;
    child.kill('SIGSTOP');
    const line = `expected a file that nothing else writes, found process ${child.pid} of ${hostname()}; `;
    const second = await ionsieve(asked('both.jsonl', '--resume'), folder);
    expect(second).toMatchObject({ code: 2, out: '' });
    expect(second.err).toContain(line);
    expect((await ionsieve(asked('other.jsonl'), folder)).code).toBe(0);
    child.kill('SIGCONT');
    answer();
    expect((await ended).code).toBe(0);
    expect(readFileSync(path('both.jsonl')).equals(readFileSync(path('other.jsonl')))).toBe(true);
  });
});

describe('a mistake is one line, exit code 2, and leaves nothing', () => {
  const here = (...args: string[]) => ionsieveHere(['fetch', ...args]);

  test.each([
    [['--provider', 'omqd'], /^ionsieve: --provider: expected one of .*, found "omqd"; did you mean oqmd\?\n$/],
    [['--provider', 'htp://x'], /^ionsieve: --provider: expected an http or https address .*\n$/],
    [
      ['--provider', 'mp', '--out', 'x.csv'],
      /x\.csv: expected a name that ends in \.jsonl or \.jsonl\.gz, found another/,
    ],
    [['--provider', 'mp', '--page-limit', '0'], /--page-limit: expected a whole number from 1 to 10000/],
    [['--provider', 'mp', '--most', 'all'], /--most: expected a whole number/],
    [['--provider', 'mp', '--resume'], /expected an unfinished fetch, found none; leave out --resume/],
  ])('%j', async (args, message) => {
    const before = readdirSync(folder);
    const { code, out, err } = await here(
      '--filter',
      '',
      '--out',
      path('new/x.jsonl'),
      ...args.map((arg) => (arg === 'x.csv' ? path('x.csv') : arg)),
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
    expect(readdirSync(folder)).toEqual(before);
  });

  test('a filter that the server refuses, in its words', async () => {
    server.misbehave = () => undefined;
    const { code, err } = await here('--provider', server.url, '--filter', 'lithium', '--out', path('new/x.jsonl'));
    expect(code).toBe(2);
    expect(err).toMatch(/found HTTP 400 \(cannot parse the filter near: lithium\); mend the filter\n$/);
    expect(readdirSync(folder)).not.toContain('new');
  });

  test('a server that fails for good: the tries are told, then the end', async () => {
    server.misbehave = ({ response }) => sendErrors(response, 503, 'down');
    const { code, err } = await capture(async () => {
      const command = fetchCommand({ wait: async () => {} });
      await command.parseAsync(['--provider', server.url, '--filter', '', '--out', path('new/x.jsonl')], {
        from: 'user',
      });
    });
    expect(code).toBe(2);
    const lines = err.trimEnd().split('\n');
    expect(lines.length).toBe(5);
    expect(lines[3]).toMatch(/^ionsieve: note: .*: HTTP 503 \(down\); try 5 of 5 in 8 s$/);
    expect(lines[4]).toMatch(/^ionsieve: .*: expected an answer, found HTTP 503 \(down\), 5 times; try again later$/);
    expect(readdirSync(folder)).not.toContain('new');
  });
});

test('what was left out, and a count that the server got wrong, are told', async () => {
  server.misbehave = ({ body, page }) => {
    if (page === 0) Object.assign(body.data[1] as object, { attributes: null });
    body.meta.data_returned = 44;
    return undefined;
  };
  const { code, out } = await ionsieveHere(asked(path('some.jsonl')));
  expect(code).toBe(0);
  expect(out).toMatch(/^kept +44 +structures +97\.778 +entries$/m);
  expect(out).toMatch(/^left out: no attributes +1 +structures +2\.222 +entries$/m);
  expect(out).toMatch(/^the first left out: mp-15791: data\[1\]\.attributes: expected an object, found null$/m);
  expect(out).toMatch(/^the server spoke of 44 entries, and gave 45$/m);
});
