/**
 * How long the explorer takes to answer on ten million candidates: the median of seven questions of each filter, in milliseconds and as a
 * multiple of the baseline, a page by rank without a filter. `npx tsx test/bench/explorer.ts` after a build.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchMark } from '../../src/report/bench-figure.ts';
import { TEN_MILLION } from '../browser/filters.ts';
import { screenInto, startExplorer, untilReady } from '../browser/start-explorer.ts';
import { atMost, printMarks } from './marks.ts';
import { timingOf } from './measure.ts';

const RUNS = 7;
/** A mark against answers that become slow, not a limit of what is good. */
const MOST_TIMES = 40;
const partners = ['P', 'S', 'Cl', 'O', 'Si', 'Ge', 'N'];
const BASELINE = 'a page by rank';

/** Each run asks for something else: an answer that was kept would measure nothing. */
const QUESTIONS: Readonly<Record<string, (run: number) => string>> = {
  [BASELINE]: (run) => `candidates?page=${1 + run}`,
  'page 100,000 by rank': (run) => `candidates?page=${100_000 + run}`,
  'chemical system': (run) => `candidates?q=Li-${partners[run]}-F`,
  'beginning of a formula': (run) => `candidates?q=Li${3 + run}P*`,
  'without elements': (run) => `candidates?without=${partners[run]},Br`,
  'probability range': (run) => `candidates?probability_min=${0.6 + run / 100}&probability_max=${0.8 + run / 100}`,
  distance: (run) => `candidates?distance_max=${1 + run / 20}`,
  'all filters': (run) =>
    `candidates?elements=${partners[run]}&without=I&anion=F,Cl,O&distance_max=2&neutral=yes&pauling=yes&known=no&probability_min=0.6`,
  'sorted by formula': (run) => `candidates?sort=formula&order=desc&log_odds_min=${3 + run / 100}`,
  'sorted by distance': (run) => `candidates?sort=domain_distance&anion=O&log_odds_min=${run / 100}`,
  histogram: (run) => `histogram?anion=${['F', 'Cl', 'O', 'Br', 'N', 'I', 'S'][run]}`,
};

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-bench-explorer-'));
await screenInto(folder, TEN_MILLION);
const explorer = await startExplorer(folder);
await untilReady(explorer.url);
let baseline = Number.NaN;
const marks: BenchMark[] = [];
for (const [name, question] of Object.entries(QUESTIONS)) {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const response = await fetch(`${explorer.url}api/${question(run)}`);
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${name}: status ${response.status}`);
    times.push(performance.now() - started);
  }
  const { median, min, max } = timingOf(times);
  if (name === BASELINE) baseline = median;
  const ratio = median / baseline;
  marks.push(atMost(`${name} over ${BASELINE}`, ratio, 'times', MOST_TIMES));
  process.stdout.write(
    `${name}: median ${median.toFixed(0)} ms (${min.toFixed(0)} to ${max.toFixed(0)}), ${ratio.toFixed(1)} times the baseline\n`,
  );
}
printMarks(marks);
await explorer.close();
rmSync(folder, { recursive: true });
