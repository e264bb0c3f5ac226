/** A browser that is on this machine, and pages that keep what went wrong in them. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** What draws structures where there is no graphics card; it slows everything else. */
export const WEBGL = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

/** Opens Chromium or Chrome: the one that CHROMIUM names, or one in its usual place. */
export async function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  const named = process.env.CHROMIUM;
  const executablePath = named ?? PLACES.find(existsSync);
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new Error(
      `expected Chromium, found ${named ?? 'none'}; install it (apt-get install chromium) or set CHROMIUM to its path`,
    );
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...flags] });
}

/** A page, and every error on its console, exception and request to another place so far. */
export interface WatchedPage {
  readonly page: Page;
  readonly wrong: string[];
  close(): Promise<void>;
}

/** A wait this long hangs. */
const PATIENCE_MS = 300_000;

/** Opens a page that may talk to one server only. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: url, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const to = request.url();
    if (!to.startsWith(url) && !/^(data|blob):/.test(to)) wrong.push(`outside: ${to}`);
  });
  return { page, wrong, close: () => context.close() };
}
