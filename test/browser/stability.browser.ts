/** What the page shows of stability, on a real screening: the panel of a compound, phases on sections, columns of the candidates. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { ensureBuilt } from '../cli/ionsieve.ts';
import { writeSmallScreening } from '../explorer/small-screening.ts';
import { openBrowser, openPage } from './open-browser.ts';
import { type RunningExplorer, screenInto, startExplorer, untilReady } from './start-explorer.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-stability-'));
const axe = readFileSync(join(packageRoot(), 'node_modules/axe-core/axe.min.js'), 'utf8');
let explorer: RunningExplorer;
let browser: Browser;

beforeAll(async () => {
  await ensureBuilt();
  const space = ['--elements', 'P,S,Ge', '--max-coefficient', '6', '--ionic', '--states', 'icsd', '--mixed-valence'];
  writeSmallScreening(join(folder, 'judged'), true);
  await screenInto(join(folder, 'plain'), [...space, '--top', '20', '--write-above', '0.3']);
  explorer = await startExplorer(folder);
  await untilReady(explorer.url);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await explorer?.close();
  rmSync(folder, { recursive: true });
});

/** Does something on a fresh page; afterwards nothing may have gone wrong in it, and it fits a narrow screen. */
async function on(path: string, work: (page: Page) => Promise<void>): Promise<void> {
  const { page, wrong, close } = await openPage(browser, explorer.url, { bypassCSP: true });
  try {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.evaluate(axe);
    const found = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>(
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })",
    );
    const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
    await work(page);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(wrong).toEqual([]);
  } finally {
    await close();
  }
}

const panelOf = (page: Page) => page.getByRole('region', { name: 'Stability' });

test('a compound shows what it competes with, that an element is among it, its window and states', async () => {
  await on('/compound?formula=Li9PS6', async (page) => {
    const panel = panelOf(page);
    await panel.getByText('The mixture has elemental phosphorus').waitFor();
    await panel.getByText('no phase of this composition is known').waitFor();
    await panel.getByText('Predicted above the hull').waitFor();
    await panel.getByRole('link', { name: 'Li2S' }).first().click();
    await page.waitForURL(/formula=Li2S/);
    await panelOf(page).getByText('Competes with no known phase').waitFor();
  });
  await on('/compound?formula=Li3PS4', async (page) => {
    const text = (await panelOf(page).innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toContain('Above the hull 0.000 a stable phase');
    expect(text).toContain('Reduced below 1.72 V');
    expect(text).toContain('Oxidised above 2.36 V in equilibrium there: Li3PS4, LiS4, P2S7');
    expect(text).toContain('Li+ P5+ S2−');
  });
});

test('the window can be asked against another metal of the compound; one without energies says why', async () => {
  await on('/compound?formula=LiNaS', async (page) => {
    const panel = panelOf(page);
    await panel.getByRole('heading', { name: 'Window against lithium' }).waitFor();
    await panel.getByLabel('Metal of the window').selectOption('Na');
    await panel.getByRole('heading', { name: 'Window against sodium' }).waitFor();
  });
  await on('/compound?formula=RnO3', async (page) => {
    await panelOf(page).getByText('No competing phases and no window: hull: expected elements of').waitFor();
    expect(await panelOf(page).getByText('Hull energy').count()).toBe(0);
  });
});

test('a section has the known phases as links that the keyboard reaches, and their tie lines', async () => {
  await on('/system?system=Li-P-S', async (page) => {
    const drawing = page.getByRole('group', { name: /^Ternary section/ });
    expect(await drawing.locator('line.tie').count()).toBe(28);
    const phase = drawing.getByRole('link', { name: 'Li3PS4, stable phase' });
    expect(await phase.getAttribute('href')).toBe('/compound?formula=Li3PS4');
    await drawing.locator('[tabindex="0"]').focus();
    await page.keyboard.press('End');
    const label = await page.evaluate<string>("document.activeElement.getAttribute('aria-label')");
    expect(label).toMatch(/(stable phase|above the hull)$/);
    await page.getByText('Stable: Li2S, Li3P,').waitFor();
    const line = page.getByRole('img', { name: /from Li2S to P2S5/ });
    expect(await line.locator('path.phase.stable').count()).toBe(3);
    expect(await line.locator('path.phase').count()).toBe(5);
  });
  await on('/system?system=Li-P-S-Cl&fixed=Cl&parts=10', async (page) => {
    await page.getByText('those with just 50 % Cl').waitFor();
    expect(await page.locator('line.tie').count()).toBe(0);
    await page.getByRole('link', { name: /^LiCl: .*stable phase$/ }).waitFor();
  });
});

test('the candidates have columns of stability where the run judged them, sorted and filtered by the window', async () => {
  await on('/candidates?screening=judged', async (page) => {
    const table = page.getByRole('table', { name: 'Candidates' });
    await table.waitFor();
    const cells = async (name: string) => {
      const headers = await table.locator('thead th').allInnerTexts();
      const place = headers.findIndex((header) => header.startsWith(name));
      return table.locator(`tbody tr > *:nth-child(${place + 1})`).allInnerTexts();
    };
    const widths = async () =>
      (await cells('Window')).map((cell) => {
        const [from, to] = cell.split(' to ').map(Number);
        return Math.round(100 * (to! - from!)) / 100;
      });
    await table.getByRole('button', { name: 'Window' }).click();
    await page.waitForURL(/sort=window_V&order=desc/);
    await page.locator('[aria-busy=false] table').waitFor();
    const sorted = await widths();
    expect(sorted.slice(0, 10)).toEqual(sorted.slice(0, 10).toSorted((a, b) => b - a));
    await page.getByLabel('Window of at least, V').fill('1.5');
    await page.waitForURL(/window_min=1\.5/);
    await page.locator('[aria-busy=false] table').waitFor();
    const wide = await widths();
    expect(wide.length).toBeGreaterThan(0);
    expect(wide.length).toBeLessThan(sorted.length);
    expect(Math.min(...wide)).toBeGreaterThanOrEqual(1.49);
    await page.getByLabel('Window of at least, V').fill('');
    await page.getByLabel('Above the hull at most, eV/atom').fill('0.05');
    await page.waitForURL(/predicted_above_hull_max=0\.05/);
    await page.locator('[aria-busy=false] table').waitFor();
    expect(Math.max(...(await cells('Above hull')).map(Number))).toBeLessThanOrEqual(0.05);
    await table.getByText('2.333 Li3PS4 + P2S5').first().waitFor();
    await table.getByText('elemental P').first().waitFor();
  });
  await on('/candidates?screening=plain', async (page) => {
    await page.getByRole('table', { name: 'Candidates' }).waitFor();
    expect(await page.getByRole('button', { name: 'Window' }).count()).toBe(0);
    expect(await page.getByLabel('Window of at least, V').count()).toBe(0);
  });
});
