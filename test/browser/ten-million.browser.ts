/** The page and its filters on ten million real candidates: every filter gives the rows that it says. How fast: test/bench/explorer.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CandidatePage, CandidateRow } from '../../src/explorer/api.ts';
import { ensureBuilt } from '../cli/ionsieve.ts';
import { TEN_MILLION } from './filters.ts';
import { openBrowser, openPage } from './open-browser.ts';
import { type RunningExplorer, screenInto, startExplorer, untilReady } from './start-explorer.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-ten-million-'));
let explorer: RunningExplorer;
let browser: Browser;

beforeAll(async () => {
  await ensureBuilt();
  await screenInto(folder, TEN_MILLION);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await explorer?.close();
  rmSync(folder, { recursive: true });
});

async function ask(query: string): Promise<CandidatePage> {
  const response = await fetch(`${explorer.url}api/candidates?${query}`);
  const answer = (await response.json()) as CandidatePage;
  expect(response.status, JSON.stringify(answer)).toBe(200);
  return answer;
}

async function firstView(): Promise<void> {
  const { page, wrong, close } = await openPage(browser, explorer.url);
  await page.goto('/');
  await page.getByText('Distinct compounds', { exact: true }).waitFor();
  expect(wrong).toEqual([]);
  await close();
}

const has = (row: CandidateRow, ...symbols: string[]): boolean =>
  symbols.every((symbol) => row.chemical_system.split('-').includes(symbol));

/** What each row of an answer has to be, beside the question. */
const FILTERS: Record<string, readonly [query: string, holds: (row: CandidateRow) => boolean]> = {
  'chemical system': ['q=Li-P-F', (row) => row.chemical_system.split('-').sort().join() === 'F,Li,P'],
  'system and any other': ['q=Li-Si-*', (row) => has(row, 'Li', 'Si') && row.chemical_system.split('-').length === 3],
  'elements, typed': ['q=S,I', (row) => has(row, 'S', 'I')],
  formula: ['q=Li3SiBr4', ({ formula }) => formula === 'Li3SiBr4'],
  'beginning of a formula': ['q=Li3P*', ({ formula }) => formula.startsWith('Li3P')],
  'with elements': ['elements=O,Br', (row) => has(row, 'O', 'Br')],
  'without elements': ['without=Cl,Br', (row) => !has(row, 'Cl') && !has(row, 'Br')],
  anion: ['anion=I', ({ anion }) => anion === 'I'],
  'probability range': [
    'probability_min=0.6&probability_max=0.8',
    ({ probability }) => probability! >= 0.6 && probability! <= 0.8,
  ],
  'log-odds range': ['log_odds_min=0.1&log_odds_max=1.1', ({ log_odds }) => log_odds! >= 0.1 && log_odds! <= 1.1],
  'lower end of the interval': ['log10_low_min=-9', ({ log10_low }) => log10_low! >= -9],
  'width of the interval': ['width_max=8', ({ log10_low, log10_high }) => log10_high! - log10_low! <= 8],
  distance: ['distance_max=1.05', ({ domain_distance }) => domain_distance! <= 1.05],
  'charge-neutral': ['neutral=yes', (row) => row.charge_neutral],
  'Pauling order': ['pauling=yes', (row) => row.pauling_order],
  known: ['known=yes', (row) => row.known],
  'measured like it': ['domain=outside', ({ domain }) => domain === 'outside'],
  'all of them': [
    'elements=P&without=I&anion=F,Cl,O&distance_max=2&neutral=yes&pauling=yes&known=no&probability_min=0.6',
    (row) =>
      has(row, 'P') &&
      !has(row, 'I') &&
      ['F', 'Cl', 'O'].includes(row.anion) &&
      row.domain_distance! <= 2 &&
      row.charge_neutral &&
      row.pauling_order &&
      !row.known &&
      row.probability! >= 0.6,
  ],
};

describe('ten million candidates', () => {
  test('the first view is there at once, and when they are loaded', async () => {
    explorer = await startExplorer(folder);
    await firstView();
    await untilReady(explorer.url);
    expect((await ask('')).total).toBeGreaterThanOrEqual(10_000_000);
    await firstView();
  });

  test.each(Object.keys(FILTERS))('filter: %s', async (name) => {
    const [query, holds] = FILTERS[name]!;
    const { total, rows } = await ask(query);
    expect(rows.length).toBe(Math.min(50, total));
    expect(rows.filter((row) => !holds(row))).toEqual([]);
    expect(total).toBeGreaterThan(0);
    expect(rows.map(({ rank }) => rank)).toEqual(rows.map(({ rank }) => rank).sort((a, b) => a - b));
  });

  test('in the order of formula or distance', async () => {
    const { rows } = await ask('sort=formula&order=desc&log_odds_min=3');
    const formulas = rows.map(({ formula }) => formula);
    expect(formulas).toEqual([...formulas].sort().reverse());
    const distances = (await ask('sort=domain_distance&anion=O')).rows.map((row) => row.domain_distance!);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
  });

  test('far pages are those of the rank', async () => {
    const { rows } = await ask('page=100000&size=50');
    expect(rows.map(({ rank }) => rank)).toEqual(Array.from({ length: 50 }, (_, i) => 99_999 * 50 + 1 + i));
  });

  test('the histogram of a filter counts its compounds', async () => {
    const response = await fetch(`${explorer.url}api/histogram?anion=F`);
    const { counts } = (await response.json()) as { counts: number[] };
    expect(counts.reduce((sum, count) => sum + count)).toBe((await ask('anion=F')).total);
  });
});
