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
  const memory: number[] = [];
  const timer = setInterval(() => memory.push(explorer.memoryMb().now), 500);
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  clearInterval(timer);
  agent.destroy();
  const { most } = explorer.memoryMb();
  const valley = (from: number, to: number): number =>
    Math.min(...memory.slice(from * memory.length, to * memory.length));
  const [early, late] = [valley(0.25, 0.5), valley(0.75, 1)];
  const log = [early, late, most].map((megabytes) => `${megabytes.toFixed(0)} MB`);
  console.log(
    `${asked} requests in ${SECONDS} s; least memory ${log[0]} in the second quarter, ${log[1]} in the last; most ${log[2]}`,
  );
  expect(Object.fromEntries(statuses)).toEqual({ 200: asked });
  expect(most).toBeLessThan(MOST_MB);
  expect(late).toBeLessThan(1.3 * early + 50);
  expect(explorer.errors()).toBe('');
});
