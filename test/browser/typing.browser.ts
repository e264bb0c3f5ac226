/** The page under the keyboard: every key of every field is kept, the focus stays where the reader works, and the console stays empty. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { ensureBuilt } from '../cli/ionsieve.ts';
import { openBrowser, openPage } from './open-browser.ts';
import { type RunningExplorer, screenInto, startExplorer, untilReady } from './start-explorer.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-typing-'));
const SCREENED = 'screening=screened';
/** Longer than the page waits for the next key, so that the address changes between two keys. */
const SLOWLY = { delay: 300 };
const FIELDS = 'input:not([type=file]):not([type=range])';
let explorer: RunningExplorer;
let browser: Browser;

beforeAll(async () => {
  await ensureBuilt();
  const space = ['--elements', 'P,S,Cl,O', '--max-coefficient', '12', '--top', '2000', '--write-above', '0.1'];
  await screenInto(join(folder, 'screened'), space);
  await screenInto(join(folder, 'small'), [
    '--elements',
    'P,S',
    '--arity',
    '3',
    '--max-coefficient',
    '4',
    '--write-above',
    '0.1',
  ]);
  for (const name of ['cubuk2019', 'v1.2 #50%']) {
    cpSync(join(packageRoot(), 'results/cubuk2019'), join(folder, name), { recursive: true });
  }
  explorer = await startExplorer(folder);
  await untilReady(explorer.url);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await explorer?.close();
  rmSync(folder, { recursive: true });
});

/** Does something on a fresh page; gives what stood on the console in red. */
async function on(path: string, work: (page: Page) => Promise<void>, width = 1280): Promise<string[]> {
  const { page, wrong, close } = await openPage(browser, explorer.url, { viewport: { width, height: 900 } });
  try {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await work(page);
    return wrong;
  } finally {
    await close();
  }
}

const hasFocus = async (one: Locator): Promise<boolean> => (await one.and(one.page().locator(':focus')).count()) === 1;
const tableOf = (page: Page) => page.getByRole('table', { name: 'Candidates' });
const rowsCome = (page: Page) => page.locator('[aria-busy=false] table').first().waitFor();

describe('typing key by key', () => {
  const VIEWS = [
    [`/candidates?${SCREENED}`, 9],
    [`/compound?${SCREENED}&formula=Li3N`, 1],
    [`/system?${SCREENED}&system=Cl-Li-P-S`, 4],
    ['/experiments/cubuk2019', 2],
    ['/predict', 2],
  ] as const;
  test.each(VIEWS)('%s keeps every key of its %d fields', async (path, fields) => {
    await on(path, async (page) => {
      const all = page.locator(FIELDS);
      // Some come with what the server knows.
      await expect.poll(() => all.count()).toBe(fields);
      for (let i = 0; i < fields; i++) {
        const field = all.nth(i);
        const text = (await field.getAttribute('inputmode')) === 'decimal' ? '-0.250' : 'Li-P-S';
        await field.fill('');
        await field.pressSequentially(text, SLOWLY);
        expect(await hasFocus(field)).toBe(true);
        expect(await field.inputValue()).toBe(text);
      }
    });
  });

  test('a search finds what was typed, and the next field keeps it', async () => {
    const wrong = await on(`/candidates?${SCREENED}`, async (page) => {
      const search = page.getByLabel('Formula or elements');
      await search.pressSequentially('Li-P-S');
      await page.getByText('Read as: the system Li-P-S').waitFor();
      const least = page.getByLabel('P(fast) from');
      await least.pressSequentially('0.5', SLOWLY);
      await page.waitForURL(/q=Li-P-S.*probability_min=0\.5/);
      expect(await search.inputValue()).toBe('Li-P-S');
      expect(await hasFocus(least)).toBe(true);
    });
    expect(wrong).toEqual([]);
  });
});

describe('a number that is none', () => {
  test.each(['0,8', '80%', '1.5', '-1', 'x'])('%s stays, gets one message, and filters nothing', async (text) => {
    const wrong = await on(`/candidates?${SCREENED}`, async (page) => {
      await rowsCome(page);
      const total = await page.locator('[aria-live=polite] strong').innerText();
      const field = page.getByLabel('P(fast) from');
      await field.pressSequentially(text);
      await page.waitForURL(/probability_min=/);
      await page.getByLabel('Charge-neutral').focus();
      for (const again of [false, true]) {
        if (again) await page.reload();
        await rowsCome(page);
        const told = page.getByText('Not used: expected a probability from 0 to 1, such as 0.8.');
        await told.waitFor();
        expect(await page.getByRole('alert').count()).toBe(1);
        expect(await field.inputValue()).toBe(text);
        expect(await page.locator('[aria-live=polite] strong').innerText()).toBe(total);
      }
      await field.fill('0.8');
      await page.waitForURL(/probability_min=0\.8$/);
      expect(await page.getByRole('alert').count()).toBe(0);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the focus stays', () => {
  test('at selects, chips, elements, headers, pages and sizes of the candidates', async () => {
    const wrong = await on(`/candidates?${SCREENED}&anion=S`, async (page) => {
      await rowsCome(page);
      const anion = page.getByRole('group', { name: 'Anion' }).getByRole('button', { name: 'O', exact: true });
      await press(page, anion, /anion=S,O/);
      for (const [name, to] of [
        ['Formula', /sort=formula/],
        ['Formula', /order=desc/],
        ['Rank', /candidates\?[^#]*$/],
      ] as const) {
        await press(page, tableOf(page).getByRole('button', { name }), to);
      }
      for (const [name, to] of [
        ['Next', /page=2/],
        ['Last', /page=\d\d+/],
        ['Previous', /page=\d+/],
        ['First', /^(?!.*page=)/],
      ] as const) {
        await press(page, page.getByRole('button', { name, exact: true }), to);
      }
      for (const label of ['Charge-neutral', 'Order of electronegativities', 'Known structure']) {
        await choose(page, page.getByLabel(label), 'no', /=no/);
      }
      await choose(page, page.getByLabel('Rows'), '100', /size=100/);
      await page.locator('summary', { hasText: 'Elements' }).click();
      await press(
        page,
        page.getByRole('group', { name: 'Elements to filter by' }).locator('[data-symbol=P]'),
        /elements=P/,
      );
      await page.getByRole('button', { name: 'P, take it out' }).press('Enter');
      await page.waitForURL(/^(?!.*elements=)/);
      expect(await hasFocus(page.locator('summary', { hasText: 'Elements' }))).toBe(true);
      await choose(page, page.getByLabel('Screening'), 'small', /screening=small/);
    });
    expect(wrong).toEqual([]);
  });

  test('a header clicked twice turns the order both ways, and rank comes back', async () => {
    await on(`/candidates?${SCREENED}&q=Li-P-S&page=2`, async (page) => {
      const header = tableOf(page).getByRole('button', { name: 'P(fast)' });
      await press(page, header, /sort=probability&order=desc/);
      await press(page, header, /sort=probability$/);
      await page.locator('th[aria-sort=ascending]', { hasText: 'P(fast)' }).waitFor();
      await press(page, tableOf(page).getByRole('button', { name: 'Rank' }), /q=Li-P-S$/);
      await page.locator('th[aria-sort=ascending]', { hasText: 'Rank' }).waitFor();
    });
  });

  test('goes on at the heading of the filters when all of them are cleared, with what was just typed', async () => {
    await on(`/candidates?${SCREENED}&anion=S`, async (page) => {
      const search = page.getByLabel('Formula or elements');
      await search.pressSequentially('Li-P');
      await page.getByLabel('P(fast) from').pressSequentially('0,8');
      await page.getByRole('button', { name: 'Clear all filters' }).first().press('Enter');
      await page.waitForURL(/candidates\?screening=screened$/);
      expect(await hasFocus(page.locator('summary', { hasText: 'Filters' }))).toBe(true);
      for (const label of ['Formula or elements', 'P(fast) from']) {
        expect(await page.getByLabel(label).inputValue()).toBe('');
      }
    });
  });

  test('at the selects and fields of a system, and of a prediction', async () => {
    await on(`/system?${SCREENED}&system=Cl-Li-P-S`, async (page) => {
      await choose(page, page.getByLabel('Colour'), 'log10', /color=log10/);
      await choose(page, page.getByLabel('Held constant'), 'Cl', /fixed=Cl/);
      await press(page, page.getByRole('button', { name: 'Draw' }), /from=Li2S/);
      await press(page, page.getByRole('textbox', { name: 'Chemical system' }), /system=/);
    });
    await on('/predict', async (page) => {
      const field = page.getByRole('textbox', { name: 'Formula' });
      await field.pressSequentially('Li3PS4');
      await press(page, field, /formula=Li3PS4/);
    });
  });

  test('and a new view begins at its heading', async () => {
    await on(`/candidates?${SCREENED}&q=Li-P-S`, async (page) => {
      await rowsCome(page);
      await tableOf(page).getByRole('link').first().press('Enter');
      await page.waitForURL(/\/compound/);
      const heading = page.getByRole('heading', { level: 1 });
      await expect.poll(() => hasFocus(heading)).toBe(true);
      await page.getByRole('link', { name: 'Candidates', exact: true }).press('Enter');
      await expect.poll(() => hasFocus(heading)).toBe(true);
    });
  });
});

/** Until every answer to the new address is here. */
const settled = (page: Page) => expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0);

async function press(page: Page, control: Locator, to: RegExp): Promise<void> {
  await control.focus();
  await control.press('Enter');
  await page.waitForURL(to);
  await settled(page);
  expect(await hasFocus(control)).toBe(true);
}

async function choose(page: Page, control: Locator, value: string, to: RegExp): Promise<void> {
  await control.focus();
  await control.selectOption(value);
  await page.waitForURL(to);
  await settled(page);
  expect(await hasFocus(control)).toBe(true);
}

describe('pages of the list', () => {
  test('the last of any order, and one beyond it', async () => {
    for (const order of ['sort=formula', 'sort=probability&order=desc', 'sort=log10_low', 'order=desc']) {
      const wrong = await on(`/candidates?${SCREENED}&${order}`, async (page) => {
        await rowsCome(page);
        expect(
          Number((await page.locator('[aria-live=polite] strong').innerText()).replaceAll(/\D/g, '')),
        ).toBeGreaterThan(20_000);
        await page.getByRole('button', { name: 'Last', exact: true }).click();
        await page.getByText(/^Page ([\d,]+) of \1$/).waitFor();
        expect(await tableOf(page).locator('tbody tr').count()).toBeGreaterThan(0);
      });
      expect(wrong).toEqual([]);
    }
    const wrong = await on(`/candidates?${SCREENED}&q=Li-P-S&page=99999`, async (page) => {
      await page.getByText(/There is no page 99,999: this is the last, page \d+\./).waitFor();
      expect(await tableOf(page).locator('tbody tr').count()).toBeGreaterThan(0);
      await page.getByText(/^Page (\d+) of \1$/).waitFor();
    });
    expect(wrong).toEqual([]);
  });
});

describe('a formula without capitals', () => {
  test.each([
    [`/candidates?${SCREENED}&q=li6ps5cl`, 'Li6PS5Cl', /q=Li6PS5Cl/],
    [`/compound?${SCREENED}&formula=li6ps5cl`, 'Li6PS5Cl', /formula=Li6PS5Cl/],
    ['/predict?formula=li6ps5cl', 'Li6PS5Cl', /formula=Li6PS5Cl/],
    [`/system?${SCREENED}&system=li-p-s`, 'Li-P-S', /system=Li-P-S/],
    [`/system?${SCREENED}&from=li2s&to=P2S5`, 'Li2S', /from=Li2S/],
  ])('%s offers %s', async (path, reading, to) => {
    await on(path, async (page) => {
      await page
        .getByText(/^Perhaps /)
        .getByRole('link', { name: reading, exact: true })
        .click();
      await page.waitForURL(to);
      await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    });
  });

  test('a mistake in the search gets one message', async () => {
    await on(`/candidates?${SCREENED}&q=Xx2`, async (page) => {
      await page.getByRole('alert').filter({ hasText: 'expected an element symbol, found "Xx"' }).waitFor();
      expect(await page.getByRole('alert').count()).toBe(1);
    });
  });
});

test('an experiment of any name opens from the list, and again when it is reloaded', async () => {
  const wrong = await on('/experiments', async (page) => {
    await page.getByRole('link', { name: 'v1.2 #50%' }).click();
    await page.getByRole('heading', { name: 'All numbers' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'All numbers' }).waitFor();
    await page.getByRole('heading', { level: 1, name: 'v1.2 #50%' }).waitFor();
  });
  expect(wrong).toEqual([]);
});

describe('the console', () => {
  const VIEWS = [
    `/?${SCREENED}`,
    '/?screening=small',
    `/candidates?${SCREENED}`,
    `/candidates?${SCREENED}&q=NaCl`,
    `/candidates?${SCREENED}&page=99999&probability_min=0,8`,
    ...['Li3N', 'Li7P3S11', 'Li6PS5Cl', 'Li2S', 'LiCl', 'Li3InCl6', 'Li5.5PS4.5Cl1.5'].map(
      (formula) => `/compound?${SCREENED}&formula=${formula}`,
    ),
    '/compound',
    `/system?${SCREENED}&system=Li-P-S`,
    `/system?${SCREENED}&system=Cl-Li-P-S`,
    '/system?system=none',
    '/experiments',
    '/experiments/cubuk2019',
    '/predict',
    '/predict?formula=Li3PS4',
    '/%zz',
    '/nowhere',
  ];
  test.each(VIEWS)('of %s is empty, on wide screens and narrow ones', async (path) => {
    for (const width of [1280, 360, 40]) {
      expect(
        await on(
          path,
          async (page) => void (await page.locator('[role=status] .bone').first().waitFor({ state: 'detached' })),
          width,
        ),
      ).toEqual([]);
    }
  });
});
