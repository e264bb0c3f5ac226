/** The server against a hostile world: every refusal has a status and one line, and the next request is answered. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import type { CandidatePage, CandidateRow, ExperimentView, Overview } from '../../src/explorer/api.ts';
import type { CompoundView, SystemView, TieLine, Triangle } from '../../src/explorer/api-compounds.ts';
import type { StabilityView } from '../../src/explorer/api-stability.ts';
import { LARGEST_UPLOAD_BYTES } from '../../src/explorer/limits.ts';
import { type Explorer, startExplorer } from '../../src/explorer/serve.ts';
import { ensureBuilt } from '../cli/ionsieve.ts';
import { writeSmallScreening } from './small-screening.ts';

const root = packageRoot();
const folder = mkdtempSync(join(tmpdir(), 'ionsieve-serve-'));
const run = join(folder, 'run');
const files = {
  student: join(root, 'data/models/paper.json'),
  measured: join(root, 'data/models/measured.json'),
  structures: [join(root, 'data/sample/training-structures')],
};
const bugs: Error[] = [];
let rows: CandidateRow[];
let explorer: Explorer;
let port: number;

beforeAll(async () => {
  await ensureBuilt();
  rows = writeSmallScreening(join(run, 'screened'), true);
  mkdirSync(join(run, 'paper'));
  const paper = { title: 'A paper', doi: '10.1/x', claim: 'It holds.' };
  writeFileSync(
    join(run, 'paper/summary.json'),
    JSON.stringify({ name: 'paper', effort: 'full', seed: 0, paper, numbers: {} }),
  );
  writeFileSync(join(run, 'paper/report.md'), '# A paper\n\n![Three points (n = 3).](a.svg)\n');
  writeFileSync(join(run, 'paper/a.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(run, 'paper/link.txt'));
  explorer = await startExplorer({
    folder: run,
    files,
    host: '127.0.0.1',
    port: 0,
    onBug: (error) => bugs.push(error),
  });
  port = Number(new URL(explorer.url).port);
});

afterAll(async () => {
  await explorer.close();
  rmSync(folder, { recursive: true });
  expect(bugs).toEqual([]);
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** A request whose path is sent as it stands, as fetch would not. */
function ask(path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function json<Value>(path: string): Promise<Value> {
  const { status, text } = await ask(path);
  expect({ path, status, text: status === 200 ? '' : text }).toEqual({ path, status: 200, text: '' });
  return JSON.parse(text) as Value;
}

async function refusal(path: string, options = {}): Promise<string> {
  const { status, text, headers } = await ask(path, options);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  const { error } = JSON.parse(text) as { error: string };
  expect(error).not.toContain('\n');
  const next = await ask('/api/overview');
  expect(next.status).toBe(200);
  return `${status} ${error}`;
}

describe('the explorer’s server', () => {
  test('tells what the folder holds, without the way to it', async () => {
    const overview = await json<Overview>('/api/overview');
    expect(overview.folder).toBe('run');
    expect(overview.screenings).toMatchObject([{ name: 'screened', student: 'made-up', scored: rows.length }]);
    expect(overview.experiments).toEqual([{ name: 'paper', title: 'A paper', reproduced: 0, compared: 0 }]);
    expect(JSON.stringify(overview)).not.toContain(folder);
  });

  test('answers for candidates, a compound, a system and an experiment', async () => {
    const page = await json<CandidatePage>('/api/candidates?q=Li-P-S&size=5&sort=formula');
    const expected = rows.filter(({ chemical_system }) => chemical_system === 'Li-P-S');
    expect(page).toMatchObject({ total: expected.length, page: 1, size: 5, understood: 'the system Li-P-S' });
    expect(page.rows.map(({ formula }) => formula)).toEqual(
      expected
        .map(({ formula }) => formula)
        .sort()
        .slice(0, 5),
    );
    const compound = await json<CompoundView>('/api/compound?formula=S4PLi3');
    expect(compound.listed).toEqual(rows.find(({ formula }) => formula === 'Li3PS4'));
    expect(compound.neighbours.map(({ chemical_system }) => chemical_system)).toEqual(new Array(20).fill('Li-P-S'));
    const system = await json<SystemView>('/api/system?system=S-P-Li');
    expect(system).toMatchObject({ system: 'Li-P-S', elements: ['Li', 'P', 'S'], candidates: expected.length });
    expect(system.known).toContain('Li3PS4');
    const experiment = await json<ExperimentView>('/api/experiment?name=paper');
    expect(experiment.figures).toEqual([{ file: 'a.svg', caption: 'Three points (n = 3).' }]);
    expect(experiment.files).toEqual(['report.md', 'summary.json']);
  });

  test('answers for stability, a section and a line with what is known there', async () => {
    const view = await json<StabilityView>('/api/stability?formula=S4PLi3&against=Li');
    expect(view).toMatchObject({ formula: 'Li3PS4', reason: null, hull: { against: 'Li', above_hull_eV_atom: 0 } });
    expect(await json<StabilityView>('/api/stability?formula=Li3PS4')).toEqual(view);
    expect(await refusal('/api/stability?formula=Li3PS4&against=Fe')).toMatch(/^400 metal Fe: expected one common/);
    expect(await refusal('/api/stability?formula=')).toMatch(/^400 /);
    expect(await refusal('/api/stability?formula=Li2S&screening=x')).toMatch(
      /^400 screening: expected one of screened/,
    );
    const triangle = await json<Triangle>('/api/triangle?system=Li-P-S&of=4');
    expect(triangle.known.phases.map(({ formula }) => formula)).toContain('Li7P3S11');
    const line = await json<TieLine>('/api/tie-line?from=Li2S&to=P2S5&steps=4');
    expect(line.known.phases.map(({ formula }) => formula)).toContain('Li7P3S11');
  });

  test('a page beyond the last is the last, and says which it is', async () => {
    for (const query of ['', '&sort=formula', '&order=desc', '&q=Li-P-S']) {
      const first = await json<CandidatePage>(`/api/candidates?size=50${query}`);
      const pages = Math.ceil(first.total / 50);
      const last = await json<CandidatePage>(`/api/candidates?size=50&page=99999${query}`);
      expect(last).toMatchObject({ total: first.total, page: pages });
      expect(last.rows).toHaveLength(first.total - (pages - 1) * 50);
    }
    expect(await json<CandidatePage>('/api/candidates?q=NaCl&page=7')).toMatchObject({ total: 0, page: 1, rows: [] });
  });

  test('exports what the filter shows, the same as CSV and as JSON', async () => {
    const filter = 'screening=screened&anion=S&neutral=yes&sort=probability&order=desc';
    const response = await fetch(`${explorer.url}api/export?${filter}&format=csv`);
    const csv = parseCsv(await response.text(), 'export', ['rank', 'formula']);
    const all = (await (await fetch(`${explorer.url}api/export?${filter}&format=json`)).json()) as CandidateRow[];
    const expected = rows.filter(({ anion, charge_neutral }) => anion === 'S' && charge_neutral);
    expect(all).toEqual(expected.map(({ value: _, ...row }) => row));
    expect(csv.map((row) => Number(row.log_odds))).toEqual(expected.map(({ log_odds }) => log_odds));
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="candidates.csv"');
    expect(await (await fetch(`${explorer.url}api/export?q=NaCl&format=json`)).json()).toEqual([]);
    expect((await ask(`/api/export?${filter}&format=json`)).text).toBe(
      await (await fetch(`${explorer.url}api/export?${filter}&format=json`)).text(),
    );
  });

  test('every view is the page, with a policy that lets no other script run', async () => {
    for (const path of ['/', '/candidates?q=Li-P-S', '/experiments/paper', '/experiments/run%2Fv1.2', '/nowhere']) {
      const { status, headers, text } = await ask(path);
      expect(status).toBe(200);
      expect(text).toContain('<div id="app">');
      expect(text).not.toMatch(/<script(?![^>]*src=)/);
      const policy = headers['content-security-policy'];
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/);
    }
  });

  test('a file of a run cannot run anything', async () => {
    const { status, headers } = await ask('/files/paper/a.svg');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test.each([
    '/files/../../secret.txt',
    '/files/paper/../../secret.txt',
    '/files/paper/..%2f..%2fsecret.txt',
    '/files/paper/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/files/paper/..\\..\\secret.txt',
    '/files/paper/link.txt',
    '/files/..%2f/secret.txt',
    '/files/paper/%00',
    '/files/paper/%ff',
    '/files//etc/passwd',
    '/files/__proto__/x',
    '/../../../../etc/passwd.txt',
    '/assets/../../package.json',
    '/.git/config.js',
  ])('%s is no file of the folder', async (path) => {
    expect(await refusal(path)).toMatch(/^404 .*no such file/);
  });

  test('another Host is refused, whatever stands in it', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      `127.0.0.1:${port + 1}`,
      `localhost.evil.example:${port}`,
    ]) {
      expect(await refusal('/api/overview', { headers: { host } })).toMatch(/^421 Host: expected 127\.0\.0\.1:/);
    }
    expect((await statusOf(['GET / HTTP/1.1', 'Host: '], 0)).status).toBe(421);
    expect((await ask('/', { headers: { host: `LOCALHOST:${port}` } })).status).toBe(200);
  });

  const SQL = [
    "' OR 1=1 --",
    "'; DROP TABLE candidates; --",
    '1; COPY candidates TO "x"',
    "Li') UNION SELECT 1 --",
    '$1',
    '"',
    '\\',
  ];
  const FIELDS = [
    'candidates?q',
    'candidates?elements',
    'candidates?without',
    'candidates?anion',
    'candidates?probability_min',
    'candidates?log_odds_max',
    'candidates?log10_low_min',
    'candidates?width_max',
    'candidates?distance_max',
    'candidates?neutral',
    'candidates?domain',
    'candidates?sort',
    'candidates?order',
    'candidates?page',
    'candidates?size',
    'candidates?screening',
    'export?format',
    'histogram?q',
    'compound?formula',
    'system?system',
    'structure?id',
    'triangle?system',
    'tie-line?from',
    'experiment?name',
    'screening?screening',
  ];
  test.each(FIELDS)('SQL in %s is a mistake, told in one line', async (field) => {
    for (const text of SQL) expect(await refusal(`/api/${field}=${encodeURIComponent(text)}`)).toMatch(/^400 /);
  });

  test('after all of that the compounds are there', async () => {
    expect((await json<CandidatePage>('/api/candidates')).total).toBe(rows.length);
  });

  test('an unknown filter is refused, not passed over', async () => {
    expect(await refusal('/api/candidates?element=P')).toMatch(
      /^400 query "element": expected one of q, .* perhaps elements$/,
    );
    expect(await refusal('/api/nothing')).toBe('404 /api/nothing: no such question');
    expect(await refusal('/api/constructor')).toBe('404 /api/constructor: no such question');
    expect(await refusal('/api/overview', { method: 'DELETE' })).toMatch(/^405 method: expected GET, HEAD or POST/);
    expect(await refusal('/api/overview', { method: 'POST' })).toMatch(
      /^404 POST \/api\/overview: expected \/api\/predict/,
    );
  });
});

describe('what is sent to the server', () => {
  const post = (body: string, headers = {}) => ({ method: 'POST', body, headers });

  test('a CIF that is none is reported as ionsieve predict does', async () => {
    expect(await refusal('/api/predict?name=x.cif', post('hello'))).toMatch(/^400 x\.cif/);
    expect(await refusal('/api/predict?name=x.cif', post('data_x\n_cell_length_a 1'))).toMatch(
      /^400 x\.cif: expected atom sites/,
    );
    expect(await refusal('/api/predict?name=x.cif', post(''))).toMatch(/^400 /);
    expect(await refusal('/api/predict?name=../../x.cif', post('data_x'))).toMatch(/^400 .._.._x\.cif/);
  });

  test('bytes that are no text are refused', async () => {
    const { status, text } = await new Promise<Answer>((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port, path: '/api/predict', method: 'POST' }, (response) => {
        response
          .setEncoding('utf8')
          .on('data', (chunk: string) =>
            resolve({ status: response.statusCode!, headers: response.headers, text: chunk }),
          );
      });
      request.on('error', reject);
      request.end(Buffer.from([0xff, 0xfe, 0x00]));
    });
    expect({ status, text }).toEqual({
      status: 400,
      text: '{"error":"body: expected a whole text in UTF-8, found something else; send the file again"}',
    });
  });

  test('a page of another site cannot send', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect(await refusal('/api/predict', post('data_x', headers))).toMatch(
      /^403 POST: expected a request of this page/,
    );
  });

  test('a gigabyte is refused by its length before it comes, and as it comes where no length is told', async () => {
    const before = process.memoryUsage().rss;
    const told = await statusOf(
      [`POST /api/predict HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Content-Length: 1073741824'],
      0,
    );
    expect(told.status).toBe(413);
    const chunked = await statusOf(
      [`POST /api/predict HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Transfer-Encoding: chunked'],
      1_073_741_824,
    );
    expect(chunked.status).toBe(413);
    expect(chunked.sent).toBeLessThan(20 * LARGEST_UPLOAD_BYTES);
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
    expect((await ask('/api/overview')).status).toBe(200);
  });

  test('half a request, a flood of headers and no HTTP at all do not stop it', async () => {
    expect((await statusOf(['GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, `X: ${'x'.repeat(100_000)}`], 0)).status).toBe(
      431,
    );
    expect((await statusOf(['hello'], 0)).status).toBe(400);
    for (const address of ['//', '//[', 'http://evil.example/', '*', '/%']) {
      const status = (await statusOf([`GET ${address} HTTP/1.1`, `Host: 127.0.0.1:${port}`], 0)).status;
      expect([200, 400, 404]).toContain(status);
    }
    const half = connect(port, '127.0.0.1');
    half.write('POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1');
    await new Promise((resolve) => setTimeout(resolve, 50));
    half.destroy();
    expect((await ask('/api/overview')).status).toBe(200);
  });
});

/** Sends a head and then chunks until the server answers; its status, and the bytes that were sent. */
function statusOf(head: readonly string[], bytes: number): Promise<{ status: number; sent: number }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, 'x'), Buffer.from('\r\n')]);
    let sent = 0;
    let answer = '';
    const more = (): void => {
      while (sent < bytes && answer === '') {
        sent += 0x10000;
        if (!socket.write(chunk)) return;
      }
    };
    const finish = (): void => {
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1];
      if (status === undefined) reject(new Error(`no status in ${JSON.stringify(answer.slice(0, 80))}`));
      else resolve({ status: Number(status), sent });
    };
    socket.on('data', (data) => {
      answer += data;
      finish();
    });
    socket.on('drain', more);
    socket.on('error', () => finish());
    socket.on('close', () => finish());
    socket.write(`${head.join('\r\n')}\r\n\r\n`, more);
  });
}

describe('starting', () => {
  test('an address that is taken, and a folder with nothing to show, are mistakes', async () => {
    const options = { files, host: '127.0.0.1', onBug: () => {} };
    await expect(startExplorer({ ...options, folder: run, port })).rejects.toThrow(
      `127.0.0.1:${port}: expected an address that is free, found EADDRINUSE; choose another --port or --host`,
    );
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    await expect(startExplorer({ ...options, folder: empty, port: 0 })).rejects.toThrow(
      'empty: expected a screening or an experiment, found neither',
    );
    await expect(startExplorer({ ...options, folder: join(folder, 'no'), port: 0 })).rejects.toThrow(
      'expected a folder, found ENOENT',
    );
  });
});
