/** Two hundred at once for a minute: every request is answered, and memory does not grow with their number. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { ensureBuilt } from '../cli/ionsieve.ts';
import { type RunningExplorer, screenInto, startExplorer, untilReady } from './start-explorer.ts';

const AT_ONCE = 200;
const SECONDS = 60;
const MOST_MB = 1500;
const folder = mkdtempSync(join(tmpdir(), 'ionsieve-load-'));
let explorer: RunningExplorer;

beforeAll(async () => {
  await ensureBuilt();
  await screenInto(join(folder, 'screened'), [
    '--elements',
    'P,S,Cl,O',
    '--max-coefficient',
    '10',
    '--write-above',
    '0.3',
  ]);
  cpSync(join(packageRoot(), 'results/cubuk2019'), join(folder, 'cubuk2019'), { recursive: true });
  explorer = await startExplorer(folder);
  await untilReady(explorer.url);
});
afterAll(async () => {
  await explorer?.close();
  rmSync(folder, { recursive: true });
});

const partners = ['P', 'S', 'Cl', 'O'];
/** What readers ask for, each time something else. */
const QUESTIONS: ((i: number) => string)[] = [
  () => '',
  () => 'api/overview',
  () => 'api/screening?screening=screened',
  (i) => `api/candidates?screening=screened&elements=${partners[i % 4]}&log_odds_min=${(i % 997) / 1000}`,
  (i) => `api/candidates?screening=screened&q=Li-P-S&page=${1 + (i % 20)}&size=10`,
  (i) => `api/histogram?screening=screened&anion=${partners[i % 4]}`,
  (i) => `api/compound?screening=screened&formula=Li${1 + (i % 9)}PS4`,
  () => 'api/system?screening=screened&system=Li-P-S',
  () => 'api/experiment?name=cubuk2019',
  () => 'files/cubuk2019/periodic-table.svg',
];

function status(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response
        .on('end', () => resolve(response.statusCode!))
        .on('error', reject)
        .resume();
    }).on('error', reject);
  });
}

test(`${AT_ONCE} at once for ${SECONDS} s`, async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const until = performance.now() + SECONDS * 1000;
  const statuses = new Map<number | string, number>();
  let asked = 0;
  const reader = async (): Promise<void> => {
    while (performance.now() < until) {
      const i = asked++;
      const question = QUESTIONS[i % QUESTIONS.length]!(i);
      const found = await status(explorer.url + question, agent).catch(
        (error: NodeJS.ErrnoException) => `${error.code} ${question}`,
      );
      statuses.set(found, (statuses.get(found) ?? 0) + 1);
    }
  };
  const halfway: number[] = [];
  const timer = setTimeout(() => halfway.push(explorer.memoryMb().now), (SECONDS * 1000) / 2);
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  clearTimeout(timer);
  agent.destroy();
  const { now, most } = explorer.memoryMb();
  const log = [halfway[0]!, now, most].map((megabytes) => `${megabytes.toFixed(0)} MB`);
  console.log(`${asked} requests in ${SECONDS} s; memory ${log[0]} halfway, ${log[1]} at the end, ${log[2]} at most`);
  expect(Object.fromEntries(statuses)).toEqual({ 200: asked });
  expect(most).toBeLessThan(MOST_MB);
  expect(now).toBeLessThan(1.3 * halfway[0]! + 50);
  expect(explorer.errors()).toBe('');
});
