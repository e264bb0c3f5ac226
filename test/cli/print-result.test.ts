import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Form } from '../../src/cli/form-options.ts';
import { printResult, type Result } from '../../src/cli/print-result.ts';
import { parseCsv } from '../../src/core/table.ts';
import { capture, type Outcome } from './ionsieve.ts';

const printed = (form: Form, result: Result): Promise<Outcome> => capture(() => printResult(form, result));

const sample = (): Result => ({
  columns: [
    { name: 'formula', title: 'formula' },
    { name: 'log10_S_per_cm', title: 'log10 S/cm', text: (value) => (value as number).toFixed(2) },
    { name: 'domain', title: 'domain', colours: { inside: 'green', outside: 'yellow' } },
    { name: 'n' },
    { name: 'is, known', title: 'known' },
  ],
  pages: [
    [
      ['Li3PS4', -5.9609237592848645, 'inside', 12345, true],
      ['LiF', null, 'outside', null, false],
    ],
    [['a "b"\n,c', -12.5, '', Number.NaN, null]],
  ],
  notes: ['two pages', 'one note more'],
});

afterEach(() => vi.unstubAllEnvs());

describe('a result', () => {
  test('is a table to read, with a header on each page and notes below', async () => {
    expect(await printed('table', sample())).toEqual({
      code: 0,
      err: '',
      out: [
        'formula  log10 S/cm  domain   known',
        'Li3PS4        -5.96  inside   true',
        'LiF            -     outside  false',
        '',
        'formula   log10 S/cm  domain  known',
        'a "b" ,c      -12.50          -',
        '',
        'two pages',
        'one note more',
        '',
      ].join('\n'),
    });
  });

  const notes = 'ionsieve: note: two pages\nionsieve: note: one note more\n';

  test('is CSV of all columns in full precision, with notes on standard error', async () => {
    expect(await printed('csv', sample())).toEqual({
      code: 0,
      err: notes,
      out: [
        'formula,log10_S_per_cm,domain,n,"is, known"',
        'Li3PS4,-5.9609237592848645,inside,12345,true',
        'LiF,,outside,,false',
        '"a ""b""\n,c",-12.5,,,',
        '',
      ].join('\n'),
    });
  });

  test('is JSON of all columns in full precision, as JSON.stringify writes it', async () => {
    const { out, err } = await printed('json', sample());
    const rows = [
      { formula: 'Li3PS4', log10_S_per_cm: -5.9609237592848645, domain: 'inside', n: 12345, 'is, known': true },
      { formula: 'LiF', log10_S_per_cm: null, domain: 'outside', n: null, 'is, known': false },
      { formula: 'a "b"\n,c', log10_S_per_cm: -12.5, domain: '', n: null, 'is, known': null },
    ];
    expect(JSON.parse(out)).toEqual(rows);
    expect({ out, err }).toEqual({ out: `${JSON.stringify(rows, null, 2)}\n`, err: notes });
  });

  test('without rows has a header, or an empty list', async () => {
    const outs = {
      table: 'formula  log10 S/cm  domain  known\n',
      csv: 'formula,log10_S_per_cm,domain,n,"is, known"\n',
    };
    for (const [form, out] of Object.entries({ ...outs, json: '[]\n' })) {
      for (const pages of [[], [[]], [[], []]]) {
        expect(await printed(form as Form, { columns: sample().columns, pages })).toEqual({ code: 0, out, err: '' });
      }
    }
  });

  test('reads back from CSV as from JSON', async () => {
    const cell = fc.oneof(
      fc.double().filter(Number.isFinite),
      fc.constant(null),
      fc.boolean(),
      fc.string({ unit: fc.constantFrom('a', '1', ',', '"', ' ') }),
    );
    const rows = fc.array(fc.tuple(fc.constantFrom('Li', 'Na'), cell, cell), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 3 }), async (pages) => {
        const columns = ['x', 'y', 'z'].map((name) => ({ name }));
        const json = JSON.parse((await printed('json', { columns, pages })).out) as Record<string, unknown>[];
        const csv = parseCsv((await printed('csv', { columns, pages })).out, 'csv', ['x', 'y', 'z']);
        const text = (value: unknown): string => (value === null ? '' : String(value));
        expect(csv).toEqual(
          json.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)]))),
        );
      }),
    );
  });

  test('prints nothing where its first page cannot be had', async () => {
    async function* none(): AsyncGenerator<[]> {
      yield [];
      throw new Error('no page');
    }
    for (const form of ['table', 'json', 'csv'] as const) {
      const { code, out } = await printed(form, { columns: sample().columns, pages: none() });
      expect({ code, out }).toEqual({ code: 1, out: '' });
    }
  });
});

describe('colours', () => {
  const coloured = async (form: Form): Promise<string> => (await printed(form, sample())).out;
  const start = '\u001b[';

  /** Whether a table has colours, with standard output a terminal of 16 colours or none at all. */
  async function isColoured(isTerminal: boolean): Promise<boolean> {
    const { isTTY, hasColors } = process.stdout;
    const depth = () => process.env.TERM !== 'dumb';
    Object.assign(process.stdout, { isTTY: isTerminal, hasColors: depth });
    try {
      return (await coloured('table')).includes(start);
    } finally {
      Object.assign(process.stdout, { isTTY, hasColors });
    }
  }

  test.each<[string, Record<string, string>, boolean, boolean]>([
    ['a file or pipe has none', {}, false, false],
    ['a terminal has them', {}, true, true],
    ['NO_COLOR on a terminal: none', { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR says nothing', { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR into a pipe: some', { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR=0 on a terminal: none', { FORCE_COLOR: '0' }, true, false],
    ['NO_COLOR is stronger than FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['a dumb terminal has none', { TERM: 'dumb' }, true, false],
  ])('%s', async (_title, env, isTerminal, expected) => {
    for (const [name, value] of Object.entries({ TERM: 'xterm', ...env })) vi.stubEnv(name, value);
    expect(await isColoured(isTerminal)).toBe(expected);
  });

  test('say no more than the words, and move nothing', async () => {
    const plain = await coloured('table');
    vi.stubEnv('FORCE_COLOR', '1');
    const painted = await coloured('table');
    expect(painted).toContain(`${start}32minside${start}39m   true\n`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of colours begin with one
    expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  test('are never in JSON and CSV', async () => {
    vi.stubEnv('FORCE_COLOR', '1');
    for (const form of ['json', 'csv'] as const) expect(await coloured(form)).not.toContain(start);
  });
});
