/** The page in a browser, on a real screening: what a reader does in each view, with the keyboard too. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import type { CandidateRow } from '../../src/explorer/api.ts';
import { learnerText, readLearner } from '../../src/learning/learner-file.ts';
import { ensureBuilt, ionsieve } from '../cli/ionsieve.ts';
import { openBrowser, openPage, type WatchedPage, WEBGL } from './open-browser.ts';
import { type RunningExplorer, screenInto, startExplorer, untilReady } from './start-explorer.ts';

const root = packageRoot();
const folder = mkdtempSync(join(tmpdir(), 'ionsieve-views-'));
const LARGEST_SCRIPT = 600_000;
let explorer: RunningExplorer;
let browser: Browser;

beforeAll(async () => {
  await ensureBuilt();
  const space = ['--elements', 'P,S,Cl,O', '--max-coefficient', '8', '--histogram', '--top', '2000'];
  await screenInto(join(folder, 'screened'), [...space, '--write-above', '0.1']);
  await screenBarriers();
  await screenGaps();
  for (const name of ['cubuk2019', 'measured']) {
    cpSync(join(root, 'results', name), join(folder, name), { recursive: true });
  }
  explorer = await startExplorer(folder);
  await untilReady(explorer.url);
  browser = await openBrowser(WEBGL);
});
afterAll(async () => {
  await browser?.close();
  const code = await explorer?.close();
  rmSync(folder, { recursive: true });
  expect(code).toBe(0);
  expect(explorer.errors()).toBe('');
});

/** A screening by value, small ones first, without an anchor: half of its compounds have no lithium. */
async function screenBarriers(): Promise<void> {
  const rows = ['Li', 'Na'].flatMap((ion) =>
    ['P', 'Si', 'Ge'].flatMap((cation) =>
      [1, 2, 3].flatMap((n) => [`${ion}${n}${cation}S4,${0.2 + n / 20}`, `${ion}${n}${cation}O4,${0.6 + n / 20}`]),
    ),
  );
  writeFileSync(join(folder, 'barriers.csv'), `formula,barrier\n${rows.join('\n')}\n`);
  const learn = [
    'learn',
    'barriers.csv',
    '--target',
    'barrier',
    '--unit',
    'eV',
    '--smallest-first',
    '--model',
    'ridge',
  ];
  const { code, err } = await ionsieve([...learn, '--resamples', '20', '--out', 'barriers.json'], folder);
  if (code !== 0) throw new Error(err);
  const space = ['--model', join(folder, 'barriers.json'), '--elements', 'Li,Na,P,S,O', '--max-coefficient', '3'];
  const written = ['--threshold', '0.4', '--write-above', '0.5', '--histogram'];
  await screenInto(join(folder, 'values'), [...space, '--arity', '3', ...written]);
}

/** A screening by the probability of a class of another property. */
async function screenGaps(): Promise<void> {
  const student = readLearner(join(root, 'data', 'models', 'screening.json'));
  const gap = { property: 'band gap', unit: 'eV', scale: 'as it stands', threshold: 1 } as const;
  const model = join(folder, 'gap.json');
  writeFileSync(model, learnerText({ ...student, target: { ...student.target, ...gap } }));
  await screenInto(join(folder, 'gaps'), [
    '--model',
    model,
    '--elements',
    'P,S,O',
    '--max-coefficient',
    '3',
    '--arity',
    '2,3',
  ]);
}

/** Does something on a fresh page; afterwards nothing may have gone wrong in it. */
async function on(
  path: string,
  work: (page: Page, watched: WatchedPage) => Promise<void>,
  options = {},
): Promise<void> {
  const watched = await openPage(browser, explorer.url, options);
  try {
    await watched.page.goto(path);
    await watched.page.getByRole('heading', { level: 1 }).waitFor();
    await work(watched.page, watched);
    expect(watched.wrong).toEqual([]);
  } finally {
    await watched.close();
  }
}

const tableOf = (page: Page) => page.getByRole('table', { name: 'Candidates' });
const SCREENED = 'screening=screened';

/** The cells of a column of the candidates, by its number. */
function column(page: Page, nth: number): Promise<string[]> {
  return tableOf(page).locator(`tbody tr > *:nth-child(${nth})`).allInnerTexts();
}

async function untilTotal(page: Page, total: string | RegExp): Promise<void> {
  await page.locator('[aria-live=polite] strong').filter({ hasText: total }).waitFor();
}

describe('the overview', () => {
  test('says what was screened and what it cannot tell, and an element leads to its candidates', async () => {
    await on(`/?${SCREENED}`, async (page) => {
      await page.getByText('Distinct compounds', { exact: true }).waitFor();
      await page.getByText('No model here can tell whether a compound exists').waitFor();
      await page.getByText(/0\.5 is chance/).waitFor();
      await page
        .getByRole('link', { name: /^(S|Sulfur|16)\b/ })
        .first()
        .click();
      await page.waitForURL(/\/candidates\?.*elements=S/);
      await tableOf(page).waitFor();
      for (const system of await column(page, 3)) expect(system.split('-')).toContain('S');
    });
  });
});

describe('the candidates', () => {
  test('are filtered to Li-P-S as people type it, sorted, and paged; Back goes back', async () => {
    await on(`/candidates?${SCREENED}`, async (page) => {
      await tableOf(page).waitFor();
      await page.getByLabel('Formula or elements').fill('Li-P-S');
      await page.getByText('Read as: the system Li-P-S').waitFor();
      expect(new Set(await column(page, 3))).toEqual(new Set(['Li-P-S']));
      await page.getByRole('button', { name: 'Formula' }).click();
      await page.locator('th[aria-sort=ascending]', { hasText: 'Formula' }).waitFor();
      await page.waitForURL(/sort=formula/);
      await page.locator('[aria-busy=false] table').waitFor();
      const formulas = (await column(page, 2)).map((text) => text.replaceAll(/\s/g, ''));
      expect(formulas).toEqual([...formulas].sort());
      expect(formulas.length).toBeGreaterThan(10);
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText(/^Page 2 of/).waitFor();
      await page.locator('[aria-busy=false] table').waitFor();
      const second = (await column(page, 2)).map((text) => text.replaceAll(/\s/g, ''));
      expect(second[0]! > formulas.at(-1)!).toBe(true);
      await page.goBack();
      await page.getByText(/^Page 1 of/).waitFor();
    });
  });

  test('a deep link restores filter, order and page', async () => {
    const path = `/candidates?${SCREENED}&q=Li-P-S&sort=formula&order=desc&page=2&size=25&neutral=no`;
    let first: string[] = [];
    await on(path, async (page) => {
      await page.getByText(/^Page 2 of/).waitFor();
      await expect.poll(() => page.getByLabel('Formula or elements').inputValue()).toBe('Li-P-S');
      expect(await page.getByLabel('Charge-neutral').inputValue()).toBe('no');
      expect(await page.locator('th[aria-sort=descending]').innerText()).toContain('Formula');
      first = await column(page, 2);
      expect(first).toHaveLength(25);
    });
    await on(path, async (page) => {
      await page.getByText(/^Page 2 of/).waitFor();
      expect(await column(page, 2)).toEqual(first);
    });
  });

  test('the export is what the table shows, all of it, and reads back', async () => {
    await on(`/candidates?${SCREENED}&q=Li-P-S&anion=S`, async (page) => {
      await tableOf(page).waitFor();
      const total = Number((await page.locator('[aria-live=polite] strong').innerText()).replaceAll(/\D/g, ''));
      const texts: string[] = [];
      for (const format of ['CSV', 'JSON']) {
        const download = page.waitForEvent('download');
        await page.getByRole('link', { name: `Export ${format}` }).click();
        texts.push(readFileSync(await (await download).path(), 'utf8'));
      }
      const csv = parseCsv(texts[0]!, 'export', ['rank', 'formula', 'log_odds']);
      const json = JSON.parse(texts[1]!) as CandidateRow[];
      expect(csv).toHaveLength(total);
      expect(json.map(({ formula, log_odds }) => [formula, log_odds])).toEqual(
        csv.map(({ formula, log_odds }) => [formula, Number(log_odds)]),
      );
      const shown = (await column(page, 2)).map((text) => text.replaceAll(/\s/g, ''));
      expect(json.slice(0, shown.length).map(({ formula }) => formula)).toEqual(shown);
    });
  });

  test('a screening by the probability of a class says what the class is', async () => {
    const called = 'band gap at least 1 eV';
    await on('/candidates?screening=gaps', async (page) => {
      await tableOf(page)
        .getByRole('columnheader', { name: `P(${called})` })
        .waitFor();
      await page.getByLabel(`P(${called}) from`).waitFor();
      await page.getByText(`log-odds of ${called}`).waitFor();
      await tableOf(page).getByRole('link').first().click();
      await page.getByText(new RegExp(`^Rank [\\d,]+ of the screening, P\\(${called}\\) `)).waitFor();
      const screener = page.getByRole('region', { name: 'The model that screened' });
      await screener.getByRole('heading', { name: /, which made this screening$/ }).waitFor();
      await screener.getByText(`P(${called})`, { exact: true }).waitFor();
      expect(await page.getByRole('columnheader', { name: /log10 σ S/ }).count()).toBe(0);
    });
    await on('/?screening=gaps', async (page) => {
      await page.getByText(`Called “${called}”`, { exact: true }).waitFor();
      await page.getByText(`Share called “${called}” by element`).waitFor();
      expect(await page.locator('main').innerText()).not.toMatch(/called fast|fast share/i);
    });
  });

  test('a screening by value has its value in place of probabilities, in every view', async () => {
    await on('/candidates?screening=values', async (page) => {
      await tableOf(page).waitFor();
      const headers = await tableOf(page).getByRole('columnheader').allInnerTexts();
      expect(headers.map((text) => text.replace(/\s*▲/, '').trim())).toEqual([
        ...['Rank', 'Formula', 'System', 'barrier, eV', 'Distance', 'Notes'],
      ]);
      const values = (await column(page, 4)).map((text) => Number(text.replace('−', '-')));
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(await page.getByLabel('P(fast) from').count()).toBe(0);
      await page.getByRole('textbox', { name: 'barrier, eV from' }).fill('0.3');
      await page.getByText(/^From 0\.3|compounds from 0\.3/).waitFor();
      const least = async () => Math.min(...(await column(page, 4)).map(Number));
      await expect.poll(least).toBeGreaterThanOrEqual(0.3);
      await page.getByRole('img', { name: /^Histogram of barrier, eV/ }).waitFor();
    });
    await on('/?screening=values', async (page) => {
      await page.getByText('barrier, eV of 0.4 or less').waitFor();
      await page.getByText('Share that reaches the threshold by element').waitFor();
    });
    await on('/candidates?screening=values&without=Li', async (page) => {
      await tableOf(page).waitFor();
      await tableOf(page).getByRole('link').first().click();
      await page.getByText(/^Rank [\d,]+ of the screening, barrier, eV: /).waitFor();
      await page.getByText('The models of conductivity that come with ionsieve know lithium compounds only').waitFor();
      await page.getByRole('table', { name: /^Other compounds of/ }).waitFor();
    });
  });

  test('a mistake in the search is told, and the next search works', async () => {
    const { page, close } = await openPage(browser, explorer.url);
    await page.goto(`/candidates?${SCREENED}`);
    await tableOf(page).waitFor();
    await page.getByLabel('Formula or elements').fill('Xx2');
    await page.getByRole('alert').filter({ hasText: 'expected an element symbol, found "Xx"' }).first().waitFor();
    await page.getByLabel('Formula or elements').fill('Li3PS4');
    await page.getByText('Read as: the compound Li3PS4').waitFor();
    await untilTotal(page, /^1$/);
    await page.getByLabel('Formula or elements').fill('NaCl');
    await page.getByText('No compound of this screening is like that.').waitFor();
    await page.getByRole('button', { name: 'Clear all filters' }).first().click();
    await tableOf(page).waitFor();
    await close();
  });

  test('the histogram is brushed with the keyboard', async () => {
    await on(`/candidates?${SCREENED}`, async (page) => {
      await tableOf(page).waitFor();
      const handle = page.getByRole('slider').first();
      await handle.focus();
      for (let i = 0; i < 3; i++) await handle.press('ArrowRight');
      await page.waitForURL(/log_odds_min=/);
    });
  });
});

describe('a compound', () => {
  test('opens from the list, with its scores, its reasons and its neighbours', async () => {
    await on(`/candidates?${SCREENED}&q=Li3PS4`, async (page) => {
      await tableOf(page)
        .getByRole('link', { name: /Li.*3.*P.*S.*4/ })
        .click();
      await page.waitForURL(/\/compound\?.*formula=Li3PS4/);
      await page.getByText(/Rank .* of the screening/).waitFor();
      await page
        .getByRole('heading', { name: /Why|Descriptors/ })
        .first()
        .waitFor();
      await page.getByRole('heading', { name: /Nearest measured/i }).waitFor();
      await page.getByRole('heading', { name: 'Others of Li-P-S in the screening' }).waitFor();
    });
  });

  test('has a structure that can be turned, by mouse and by key', async () => {
    await on('/compound?formula=Li3N', async (page) => {
      const drawing = page.getByRole('application', { name: /Crystal structure of Li3N/ });
      await drawing.locator('canvas').waitFor();
      await page.waitForTimeout(1500);
      const before = await drawing.screenshot();
      expect(new Set(before).size).toBeGreaterThan(50);
      const box = (await drawing.boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2 + 90, box.y + box.height / 2 + 30, { steps: 6 });
      await page.mouse.up();
      await page.mouse.move(0, 0);
      await page.waitForTimeout(800);
      const dragged = await drawing.screenshot();
      expect(dragged.equals(before)).toBe(false);
      await drawing.focus();
      await page.keyboard.press('ArrowLeft');
      await page.waitForTimeout(800);
      expect((await drawing.screenshot()).equals(dragged)).toBe(false);
    });
  });
});

describe('a chemical system', () => {
  test('has a triangle whose points are reached by arrow keys, and a tie line', async () => {
    await on(`/system?${SCREENED}&system=Li-P-S`, async (page) => {
      const triangle = page.getByRole('group', { name: /Ternary section Li-P-S/ });
      await triangle.waitFor();
      await triangle.locator('[tabindex="0"]').focus();
      const first = await page.evaluate<string>(FOCUSED);
      for (const key of ['ArrowRight', 'ArrowUp', 'ArrowRight']) await page.keyboard.press(key);
      const next = await page.evaluate<string>(FOCUSED);
      expect(next).not.toBe(first);
      expect(next).toMatch(/probability|no lithium/);
      await page.getByRole('img', { name: /from Li2S to P2S5/ }).waitFor();
    });
  });

  test('a quaternary one has slices, and its state is in the URL', async () => {
    await on(`/system?${SCREENED}&system=Cl-Li-P-S`, async (page) => {
      const slider = page.getByRole('slider', { name: /Share of/ });
      await slider.focus();
      await slider.press('ArrowRight');
      await page.waitForURL(/parts=3/);
      await page.getByRole('group', { name: /Ternary section/ }).waitFor();
    });
  });
});

describe('experiments', () => {
  test('show their figures, the paper beside ours, and numbers that can be searched', async () => {
    await on('/experiments', async (page) => {
      await page.getByRole('link', { name: 'cubuk2019' }).click();
      await page.getByRole('heading', { name: 'The paper beside ours' }).waitFor();
      const figure = page.getByRole('img', { name: /Share of the compounds containing each element/ });
      await figure.scrollIntoViewIfNeeded();
      await expect
        .poll(() => figure.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
        .toBeGreaterThan(100);
      await page.getByRole('searchbox', { name: 'Search' }).fill('mlp-full auc');
      await page.getByText(/^\d+ of [\d,]+ numbers$/).waitFor();
      const names = await page
        .getByRole('region', { name: 'All numbers' })
        .or(page.locator('table').last())
        .first()
        .innerText();
      expect(names).toContain('mlp-full');
    });
  });
});

describe('predict', () => {
  test('takes a formula', async () => {
    await on('/predict', async (page) => {
      await page.getByRole('textbox', { name: 'Formula' }).fill('Li6PS5Cl');
      await page.getByRole('button', { name: 'Predict' }).click();
      await page.waitForURL(/formula=Li6PS5Cl/);
      await page.getByRole('heading', { name: /Nearest measured/i }).waitFor();
    });
  });

  test('takes a CIF that is dropped on it', async () => {
    await on('/predict', async (page) => {
      await drop(page, 'Li3N.cif', readFileSync(join(root, 'data/sample/training-structures/Li3N.cif'), 'utf8'));
      await page.getByText('Descriptors of the teacher, from the structure').waitFor();
      await page.getByRole('application', { name: /Crystal structure of Li3N/ }).waitFor();
    });
  });

  test('and one that is chosen; a damaged one gets a message, and the page lives on', async () => {
    const { page, close } = await openPage(browser, explorer.url);
    await page.goto('/predict');
    const file = page.locator('input[type=file]');
    await file.setInputFiles({
      name: 'broken.cif',
      mimeType: 'text/plain',
      buffer: Buffer.from('data_x\nloop_\n_atom_site_label\n'),
    });
    await page
      .getByRole('alert')
      .filter({ hasText: /broken\.cif.*expected/ })
      .waitFor();
    await file.setInputFiles(join(root, 'data/sample/training-structures/Li3N.cif'));
    await page.getByText('Descriptors of the teacher, from the structure').waitFor();
    await close();
  });
});

/** A file let go over the page, as a browser tells of it. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const files = await page.evaluateHandle(`{
    const transfer = new DataTransfer();
    transfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
    transfer;
  }`);
  await page.getByRole('group', { name: 'Predict from a structure' }).dispatchEvent('drop', { dataTransfer: files });
}

const VIEWS = [
  `/?${SCREENED}`,
  `/candidates?${SCREENED}&sort=log10_low&order=desc`,
  `/compound?${SCREENED}&formula=Li3N`,
  `/system?${SCREENED}&system=Li-P-S`,
  '/experiments',
  '/experiments/cubuk2019',
  '/predict?formula=Li3PS4',
  '/nowhere',
];

/** Run in the page. */
const WIDTHS = '[document.documentElement.scrollWidth, document.documentElement.clientWidth]';
const FOCUSED = "document.activeElement.getAttribute('aria-label')";

/** Until nothing is loading any more. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[role=status] .bone').first().waitFor({ state: 'detached' });
}

describe('everybody', () => {
  const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
  const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
  test.each(VIEWS)('axe finds nothing serious in %s, wide and narrow, light and dark', async (path) => {
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [1280, 390]) {
        await on(
          path,
          async (page) => {
            await settle(page);
            await page.evaluate(axe);
            const found = await page.evaluate<AxeResult>(`axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`);
            const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
            expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
          },
          { colorScheme, viewport: { width, height: 900 }, bypassCSP: true },
        );
      }
    }
  });

  test.each(VIEWS)('%s fits a screen of 360 px', async (path) => {
    await on(
      path,
      async (page) => {
        await settle(page);
        const [scrollWidth, clientWidth] = await page.evaluate<[number, number]>(WIDTHS);
        expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
      },
      { viewport: { width: 360, height: 800 } },
    );
  });

  test('the keyboard begins at a link to the content', async () => {
    await on(`/?${SCREENED}`, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
    });
  });

  test('an error in one view leaves the page, and a retry mends it', async () => {
    const { page, close } = await openPage(browser, explorer.url);
    await page.route('**/api/experiment?*', (route) => route.fulfill({ status: 500, json: { error: 'a bug' } }));
    await page.goto('/experiments/cubuk2019');
    await page.getByRole('alert').filter({ hasText: 'a bug' }).waitFor();
    await page.unroute('**/api/experiment?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'The paper beside ours' }).waitFor();
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await close();
  });

  test('an answer of another shape breaks its view only', async () => {
    const { page, close } = await openPage(browser, explorer.url);
    await page.route('**/api/experiment?*', (route) => route.fulfill({ json: {} }));
    await page.goto('/experiments/cubuk2019');
    await page.getByRole('alert').waitFor();
    await page.getByRole('link', { name: 'Candidates', exact: true }).click();
    await tableOf(page).waitFor();
    await close();
  });
});

interface AxeResult {
  readonly violations: readonly { id: string; impact: string; nodes: { html: string }[] }[];
}

test('all scripts of the page together are small', () => {
  const assets = join(root, 'dist/explorer/assets');
  const bytes = readdirSync(assets)
    .filter((name) => name.endsWith('.js'))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0);
  console.log(`scripts of the page: ${bytes} bytes gzipped`);
  expect(bytes).toBeLessThan(LARGEST_SCRIPT);
});
