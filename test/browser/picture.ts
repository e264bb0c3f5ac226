/** Makes the README's picture of the explorer from a real screening: `npx tsx test/browser/picture.ts`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot, writeAtomic } from '../../src/core/files.ts';
import { openBrowser, openPage } from './open-browser.ts';
import { screenInto, startExplorer, untilReady } from './start-explorer.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-picture-'));
const space = ['--elements', 'P,S,Cl,O,Br,Ge,Si', '--max-coefficient', '8', '--ionic', '--top', '10000'];
await screenInto(join(folder, 'screened'), [...space, '--write-above', '0.1']);
const explorer = await startExplorer(folder);
await untilReady(explorer.url);
const browser = await openBrowser();
const { page } = await openPage(browser, explorer.url, {
  viewport: { width: 1280, height: 860 },
  colorScheme: 'light',
});
await page.goto('/candidates?q=Li-P-S-*&neutral=yes&sort=log10_low&order=desc');
await page.getByRole('table', { name: 'Candidates' }).waitFor();
await page.waitForLoadState('networkidle');
writeAtomic(join(packageRoot(), 'results', 'explorer.png'), await page.screenshot());
await browser.close();
await explorer.close();
rmSync(folder, { recursive: true });
