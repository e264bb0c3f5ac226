import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fetchStructures, firstPosition, MOST_PAGES } from '../../src/optimade/fetch-structures.ts';
import { type FetchToFileOptions, fetchToFile } from '../../src/optimade/fetch-to-file.ts';
import { baseUrl } from '../../src/optimade/providers.ts';
import type { Entry } from './entries.ts';
import { type LocalServer, type Misbehaviour, redirect, sendErrors, sendText, startServer } from './server.ts';

// 45 structures, ten a page: what goes wrong goes wrong on page 2, after two good ones.

const FILTER = 'elements HAS "Li"';
let folder: string;
let server: LocalServer;
let waits: number[];
let retries: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ionsieve-optimade-'));
  server = await startServer();
  waits = [];
  retries = [];
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  rmSync(folder, { recursive: true });
});

const out = () => join(folder, 'li.jsonl');

function fetchAll(
  options: Partial<FetchToFileOptions> & { most?: number; pageLimit?: number; provider?: string } = {},
) {
  const { most, pageLimit = 10, provider = server.url, ...rest } = options;
  const query = { baseUrl: baseUrl(provider), filter: FILTER, pageLimit, ...(most && { most }) };
  return fetchToFile(query, out(), {
    provider,
    wait: async (ms) => waits.push(ms),
    onRetry: (message) => retries.push(message),
    ...rest,
  });
}

/** Misbehaves on page 2 only. */
const onPage2 =
  (answer: Misbehaviour): Misbehaviour =>
  (hit) =>
    hit.page === 2 ? answer(hit) : undefined;

const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');

/** The fetch ended with two pages kept and says so; a good server lets it go on to the same bytes as ever. */
async function endsAndGoesOn(message: RegExp, options: Parameters<typeof fetchAll>[0] = {}, kept = 20): Promise<void> {
  const error = await fetchAll(options).then(
    () => expect.fail('it did not end'),
    (reason: Error) => reason,
  );
  expect(error.name).toBe('UserError');
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain('\n');
  expect(error.message).toContain(
    `; ${kept} structures of 2 pages are kept in ${join(folder, 'li.partial.jsonl')}: --resume`,
  );
  expect(readdirSync(folder).sort()).toEqual(['li.partial.jsonl', 'li.partial.pages']);
  expect(lines(join(folder, 'li.partial.jsonl')).length).toBe(kept);
  server.misbehave = () => undefined;
  await fetchAll({ resume: true });
  await isWhole();
}

async function isWhole(): Promise<void> {
  const found = readFileSync(out());
  expect(readdirSync(folder).sort()).toEqual(['li.jsonl', 'li.jsonl.source.json']);
  const good = await startServer();
  const elsewhere = mkdtempSync(join(tmpdir(), 'ionsieve-optimade-'));
  const path = join(elsewhere, 'good.jsonl');
  await fetchToFile({ baseUrl: baseUrl(good.url), filter: FILTER, pageLimit: 7 }, path, { provider: 'good' });
  await good.close();
  expect(found.equals(readFileSync(path))).toBe(true);
  rmSync(elsewhere, { recursive: true });
}

describe('a good server', () => {
  test('gives all pages, and a record of where they come from', async () => {
    const before = Date.now();
    const pages: number[] = [];
    await fetchAll({ onPage: (_, kept) => pages.push(kept) });
    expect(pages).toEqual([10, 20, 30, 40, 45]);
    await isWhole();
    const record = JSON.parse(readFileSync(`${out()}.source.json`, 'utf8'));
    expect(record).toMatchObject({
      provider: server.url,
      base_url: `${server.url}/v1`,
      filter: FILTER,
      api_version: '1.2.0',
      data_available: 45,
      data_returned: 45,
      pages: 5,
      entries: 45,
      kept: 45,
      left_out: {},
    });
    expect(Date.parse(record.fetched)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(record.fetched)).toBeLessThanOrEqual(Date.now());
    expect(server.asked.length).toBe(5);
  });

  test('packs a .gz, stops at the number asked for, and follows an object as a link', async () => {
    server.misbehave = ({ body }) => {
      if (body.links.next !== null) body.links.next = { href: body.links.next };
      return undefined;
    };
    const query = { baseUrl: baseUrl(server.url), filter: FILTER, pageLimit: 10, most: 13 };
    const record = await fetchToFile(query, join(folder, 'li.jsonl.gz'), { provider: 'x' });
    expect(record).toMatchObject({ kept: 13, entries: 20, left_out: { 'beyond the number asked for': 7 } });
    expect(
      gunzipSync(readFileSync(join(folder, 'li.jsonl.gz')))
        .toString()
        .trimEnd()
        .split('\n').length,
    ).toBe(13);
  });

  test('hands pages to a caller of the library', async () => {
    let count = 0;
    for await (const { structures } of fetchStructures({ baseUrl: baseUrl(server.url), filter: '' }))
      count += structures.length;
    expect(count).toBe(45);
  });

  test('asks only after what is not there: a second fetch is refused beside an unfinished one, and resume without one', async () => {
    await expect(fetchAll({ resume: true })).rejects.toThrow(
      /li\.partial\.pages: expected an unfinished fetch, found none; leave out --resume$/,
    );
    server.misbehave = onPage2(({ response }) => sendErrors(response, 404, 'gone'));
    await expect(fetchAll()).rejects.toThrow(/HTTP 404 \(gone\)/);
    await expect(fetchAll()).rejects.toThrow(/expected no unfinished fetch, found one; go on with --resume/);
    const query = { baseUrl: baseUrl(server.url), filter: 'nelements=2' };
    await expect(fetchToFile(query, out(), { provider: 'x', resume: true })).rejects.toThrow(
      /expected filter nelements=2, found elements HAS "Li"/,
    );
    expect(lines(join(folder, 'li.partial.jsonl')).length).toBe(20);
  });

  test('finds half a page on the disk, and cuts it off', async () => {
    server.misbehave = onPage2(({ response }) => sendErrors(response, 404, 'gone'));
    await expect(fetchAll()).rejects.toThrow();
    for (const name of ['li.partial.jsonl', 'li.partial.pages']) {
      writeFileSync(join(folder, name), '{"id":"half', { flag: 'a' });
    }
    server.misbehave = () => undefined;
    await fetchAll({ resume: true });
    await isWhole();
  });

  test('is not asked when the journal is damaged', async () => {
    server.misbehave = onPage2(({ response }) => sendErrors(response, 404, 'gone'));
    await expect(fetchAll()).rejects.toThrow();
    writeFileSync(join(folder, 'li.partial.jsonl'), 'x');
    await expect(fetchAll({ resume: true })).rejects.toThrow(
      /li\.partial\.jsonl: expected at least \d+ bytes, found 1; remove the \.partial files/,
    );
    writeFileSync(join(folder, 'li.partial.pages'), 'x\n');
    await expect(fetchAll({ resume: true })).rejects.toThrow(
      /li\.partial\.pages, line 1: expected a JSON object, found damage/,
    );
  });
});

describe('a server that fails for a while', () => {
  test('with 500 is asked again, after growing waits', async () => {
    server.misbehave = onPage2(({ before, response }) => (before < 3 ? sendErrors(response, 500, 'oops') : undefined));
    await fetchAll();
    expect(waits).toEqual([1000, 2000, 4000]);
    expect(retries[0]).toMatch(/page_offset=20: HTTP 500 \(oops\); try 2 of 5 in 1 s$/);
    await isWhole();
  });

  test('with 429 is given the seconds that it asks for', async () => {
    server.misbehave = onPage2(({ before, response }) => {
      if (before > 0) return undefined;
      response.setHeader('retry-after', '17');
      return sendErrors(response, 429, 'slow down');
    });
    await fetchAll();
    expect(waits).toEqual([17_000]);
    await isWhole();
  });

  test('with 503 is given until the date that it asks for', async () => {
    server.misbehave = onPage2(({ before, response }) => {
      if (before > 0) return undefined;
      response.setHeader('retry-after', new Date(Date.now() + 90_000).toUTCString());
      return sendErrors(response, 503, 'maintenance');
    });
    await fetchAll();
    expect(waits.length).toBe(1);
    expect(waits[0]! > 0 && waits[0]! <= 90_000).toBe(true);
  });

  test('with a cut connection is asked again', async () => {
    server.misbehave = onPage2(({ before, response, body }) => {
      if (before > 1) return undefined;
      response.writeHead(200, before === 0 ? { 'content-length': 1e6 } : {});
      response.write(JSON.stringify(body).slice(0, 500));
      setTimeout(() => response.destroy(), 20);
      return true;
    });
    await fetchAll();
    expect(retries.map((text) => text.split(': ')[1])).toEqual(
      Array.from({ length: 2 }, (_, i) => `a cut connection; try ${i + 2} of 5 in ${i + 1} s`),
    );
    await isWhole();
  });

  test('with redirects on its own host is followed', async () => {
    server.misbehave = onPage2(({ request, response }) => {
      if (request.url!.includes('again')) return undefined;
      return redirect(response, `${request.url}&again=1`);
    });
    await fetchAll();
    await isWhole();
  });
});

describe('a server that fails for good', () => {
  test('500 for ever', async () => {
    server.misbehave = onPage2(({ response }) => sendErrors(response, 500, 'oops'));
    await endsAndGoesOn(/page_offset=20: expected an answer, found HTTP 500 \(oops\), 5 times; try again later; /);
    expect(waits).toEqual([1000, 2000, 4000, 8000]);
  });

  test('a wait of an hour', async () => {
    server.misbehave = onPage2(({ response }) => {
      response.setHeader('retry-after', '3600');
      return sendErrors(response, 429, 'quota');
    });
    await endsAndGoesOn(/found HTTP 429 \(quota\) and the wish to wait 3600 s; try again then; /);
    expect(waits).toEqual([]);
  });

  test('a stalled connection: no answer, and an answer that stops', async () => {
    server.misbehave = onPage2(({ before, response }) => {
      if (before > 0) response.write('{"data": [');
      return true;
    });
    await endsAndGoesOn(/found nothing for 1\.5 s, 2 times/, { limits: { stallMs: 1500, tries: 2 } });
  });

  test('a byte at a time', async () => {
    server.misbehave = onPage2(({ response, body }) => {
      const text = JSON.stringify(body);
      let at = 0;
      const timer = setInterval(() => response.write(text[at++]!), 10);
      response.on('close', () => clearInterval(timer));
      return true;
    });
    await endsAndGoesOn(/found none within 1\.5 s, 2 times/, { limits: { wholeMs: 1500, tries: 2 } });
  });

  test('a page too large is refused while it comes', async () => {
    let sent = 0;
    server.misbehave = onPage2(({ response }) => {
      const chunk = Buffer.alloc(2 ** 16, ' ');
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        response.once('drain', more);
      };
      more();
      return true;
    });
    const mostBytes = 2 ** 20;
    await endsAndGoesOn(/expected an answer of up to 1 MB, found more; ask for smaller pages with --page-limit; /, {
      limits: { mostBytes },
    });
    expect(sent).toBeLessThan(30 * mostBytes);
    expect(waits).toEqual([]);
  });

  test('redirects without end, and to another host', async () => {
    server.misbehave = onPage2(({ request, response }) => redirect(response, `${request.url}&x=`));
    await endsAndGoesOn(/expected up to 5 redirects, found more/);
    rmSync(out());
    rmSync(`${out()}.source.json`);
    server.misbehave = onPage2(({ response }) => redirect(response, 'http://example.org/'));
    await endsAndGoesOn(
      /expected a link to 127\.0\.0\.1:\d+, found one to example\.org; allow it with --allow-host example\.org/,
    );
  });

  test.each<[string, string, RegExp]>([
    ['HTML', '<html><body>Bad gateway', /expected JSON, found a web page/],
    ['half a page', '{"data": [{"id": "a"', /expected JSON, found .* in JSON/],
    ['nothing', '', /expected JSON, found nothing/],
    ['another type of data', '{"data": "none"}', /expected data to be a list of entries, found "none"/],
    ['errors with status 200', '{"errors": [{"detail": "index is gone"}]}', /errors of the server: index is gone/],
    [
      'version 2',
      '{"data": [], "meta": {"api_version": "2.0.0"}}',
      /meta\.api_version to be version 1, found "2\.0\.0"/,
    ],
  ])('%s', async (_, text, message) => {
    server.misbehave = onPage2(({ response }) => sendText(response, text));
    await endsAndGoesOn(message);
    expect(waits).toEqual([]);
  });

  test('a refused filter, in the words of the server; nothing is written', async () => {
    const query = { baseUrl: baseUrl(server.url), filter: 'elements LIKE "Li"' };
    await expect(fetchToFile(query, out(), { provider: 'x' })).rejects.toThrow(
      /structures\?filter=elements LIKE "Li"&page_limit=100: expected an answer, found HTTP 400 \(cannot parse the filter near: elements LIKE "Li"\); mend the filter$/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test('no server at all; nothing is written', async () => {
    await server.close();
    await expect(fetchAll()).rejects.toThrow(
      /expected an answer, found a refused connection, 5 times; try again later$/,
    );
    expect(readdirSync(folder)).toEqual([]);
    await expect(fetchAll({ provider: 'http://nosuch.invalid' })).rejects.toThrow(
      /found no (such host|name server), or no network, 5 times/,
    );
    server = await startServer();
  });
});

describe('a server that never ends', () => {
  test('the same next link again', async () => {
    server.misbehave = ({ page, body, request }) => {
      if (page === 1) body.links.next = request.url!;
      return undefined;
    };
    const error: Error = await fetchAll().catch((reason) => reason);
    expect(error.message).toMatch(
      /expected a new page, found one that was fetched before; .*20 structures of 2 pages are kept/,
    );
    expect(server.asked.length).toBe(2);
    // the link stands in the journal, and is not followed later either
    await expect(fetchAll({ resume: true })).rejects.toThrow(/one that was fetched before/);
  });

  test('ever new links to the same entries', async () => {
    const same = (await firstPage()).data;
    server.misbehave = ({ page, body, request }) => {
      body.data = same;
      body.links.next = `${request.url}&n=${page}`;
      body.meta = {};
      return undefined;
    };
    await expect(fetchAll()).rejects.toThrow(
      /expected new entries, found those of another page; .*10 structures of 1 pages are kept/,
    );
  });

  test('ever new entries', async () => {
    let n = 0;
    server.misbehave = ({ body, request }) => {
      body.data = body.data.slice(0, 5).map((entry) => ({ ...(entry as object), id: `made-up-${n++}` }));
      body.links.next = `${request.url!.split('&page_offset')[0]}&n=${n}`;
      return undefined;
    };
    const query = { baseUrl: baseUrl(server.url), filter: FILTER, pageLimit: 10 };
    const nearTheEnd = { ...firstPosition(query), pages: MOST_PAGES - 3 };
    let pages = 0;
    const all = async () => {
      for await (const _ of fetchStructures(query, {}, nearTheEnd)) pages++;
    };
    await expect(all()).rejects.toThrow(/expected up to 100000 pages, found more; narrow the filter/);
    expect(pages).toBe(3);
  });

  test('an empty page is the last one, whatever it links to; with more data announced it is a fault', async () => {
    server.misbehave = onPage2(({ body }) => {
      body.data = [];
      body.meta.more_data_available = false;
      return undefined;
    });
    expect(await fetchAll()).toMatchObject({ kept: 20, pages: 3 });
    rmSync(out());
    rmSync(`${out()}.source.json`);
    server.misbehave = onPage2(({ body }) => {
      body.data = [];
      return undefined;
    });
    await endsAndGoesOn(/found more_data_available true and no link/);
  });

  test('a next link to another host is followed only where it is allowed', async () => {
    const other = await startServer();
    const port = new URL(other.url).port;
    server.misbehave = ({ page, body }) => {
      if (page === 0) body.links.next = String(body.links.next).replace(/:\d+/, `:${port}`);
      return undefined;
    };
    const refused = new RegExp(
      `found one to 127.0.0.1:${port}; allow it with --allow-host 127.0.0.1:${port} if you trust it$`,
    );
    await expect(fetchAll()).rejects.toThrow(refused);
    expect(readdirSync(folder)).toEqual([]);
    expect(other.asked).toEqual([]);
    await fetchAll({ otherHosts: [`127.0.0.1:${port}`] });
    expect([server.asked.length, other.asked.length]).toEqual([2, 4]);
    await isWhole();
    await other.close();
  });

  test('a data_available that is too small is passed over; one of another type is told', async () => {
    server.misbehave = ({ body }) => {
      body.meta.data_available = 2;
      return undefined;
    };
    expect(await fetchAll()).toMatchObject({ kept: 45, data_available: 2 });
    rmSync(out());
    rmSync(`${out()}.source.json`);
    server.misbehave = onPage2(({ body }) => {
      body.meta.data_available = 'many';
      return undefined;
    });
    await endsAndGoesOn(/meta\.data_available to be a whole number, found "many"/);
  });
});

describe('a server with odd links', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['an object whose href is null', { href: null }],
    ['an object without href', {}],
    ['an empty text', ''],
  ])('ends with %s', async (_, next) => {
    server.misbehave = ({ page, body }) => {
      if (page === 4) body.links.next = next;
      return undefined;
    };
    await fetchAll();
    await isWhole();
  });

  test('that speaks of more data and gives no link is at fault; where enough is there it is not asked', async () => {
    server.misbehave = onPage2(({ body }) => {
      body.links = {} as typeof body.links;
      return undefined;
    });
    expect(await fetchAll({ most: 30 })).toMatchObject({ kept: 30 });
    rmSync(out());
    rmSync(`${out()}.source.json`);
    await endsAndGoesOn(
      /page_offset=20: expected a link to the next page, or no more data, found more_data_available true/,
    );
  });

  test('that leave out the filter or the fields is asked for both again', async () => {
    server.misbehave = ({ request, page, body }) => {
      const next = new URL(String(body.links.next), server.url);
      next.searchParams.delete('response_fields');
      next.searchParams.delete('filter');
      if (body.links.next !== null) body.links.next = next.href;
      if (page > 0) expect(request.url).toMatch(/filter=elements%20HAS%20%22Li%22.*response_fields=lattice_vectors/);
      return undefined;
    };
    await fetchAll();
    await isWhole();
  });

  test('whose ids are numbers is told so, and no file is written', async () => {
    server.misbehave = ({ page, body }) => {
      body.data = body.data.map((entry, i) => ({ ...(entry as object), id: 10 * page + i + 1 }));
      return undefined;
    };
    await expect(fetchAll()).rejects.toThrow(
      /expected structures, found none among 45 entries; .*id must be a text of up to 200 characters, found 1; tell/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('entries at fault are counted, each kind, and the others kept', async () => {
  const spoil = (attributes: Record<string, unknown>, i: number) => {
    const [first] = attributes.species as Record<string, unknown>[];
    if (i === 0) attributes.lattice_vectors = 'none';
    if (i === 1) delete attributes.species;
    if (i === 2) first!.concentration = [-1];
    if (i === 3) first!.chemical_symbols = ['X'];
    if (i === 4) attributes.species_at_sites = ['nobody', ...(attributes.species_at_sites as string[]).slice(1)];
    if (i === 5) first!.concentration = [-0.5];
    if (i === 6) Object.assign(first!, { chemical_symbols: ['Li', 'vacancy'], concentration: [0.75, 0.25] });
    if (i === 7) attributes.lattice_vectors = 'NaN';
  };
  server.misbehave = onPage2(({ body, response }) => {
    for (const [i, entry] of body.data.entries()) spoil((entry as Entry).attributes, i);
    return sendText(response, JSON.stringify(body).replace('"NaN"', '[[NaN,0,0],[0,1,0],[0,0,1]]'));
  });
  const record = await fetchAll();
  expect(record.left_out).toEqual({
    'no lattice': 1,
    'no species': 1,
    'concentration not from 0 to 1': 2,
    'unknown element': 1,
    'species not described': 1,
    'lattice: no number': 1,
  });
  expect(record.entries).toBe(45);
  expect(record.kept).toBe(38);
  expect(record.first_left_out).toMatch(
    /^mp-\d+: data\[0\]\.attributes\.lattice_vectors: expected a list of rows of 3 numbers, found "none"$/,
  );
  expect(lines(out()).filter((line) => line.includes('"occupancy"')).length).toBe(1);
});

describe('a proxy', () => {
  test('is used where the environment names one, and not for hosts of NO_PROXY', async () => {
    const through: string[] = [];
    const proxy = createServer((request, response) => {
      through.push(request.url!);
      const target = new URL(request.url!);
      httpRequest(target, { headers: { ...request.headers, host: target.host } }, (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      }).end();
    });
    proxy.on('connect', (request, socket) => {
      through.push(request.url!);
      const [host, port] = request.url!.split(':');
      const upstream = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      for (const one of [upstream, socket]) one.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('http_proxy', undefined);
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    vi.stubEnv('no_proxy', undefined);
    vi.stubEnv('NO_PROXY', '');
    await fetchAll();
    await isWhole();
    expect(through.length).toBeGreaterThan(0);
    const before = through.length;
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    await fetchAll();
    expect(through.length).toBe(before);
    proxy.closeAllConnections();
    proxy.close();
  });
});

test('a stop ends a request and a wait at once, and keeps what is there', async () => {
  for (const answer of [() => true, ({ response }) => sendErrors(response, 500, 'oops')] as Misbehaviour[]) {
    const controller = new AbortController();
    server.misbehave = onPage2((hit) => {
      setTimeout(() => controller.abort(new Error('stopped')), 50);
      return answer(hit);
    });
    const query = { baseUrl: baseUrl(server.url), filter: FILTER, pageLimit: 10 };
    await expect(fetchToFile(query, out(), { provider: 'x', signal: controller.signal })).rejects.toThrow(/^stopped$/);
    expect(lines(join(folder, 'li.partial.jsonl')).length).toBe(20);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
  }
  expect(existsSync(out())).toBe(false);
});

async function firstPage(): Promise<{ data: unknown[] }> {
  const answer = await fetch(`${server.url}/v1/structures?page_limit=10`);
  return (await answer.json()) as { data: unknown[] };
}
