/**
 * Seconds to fit and to predict, for the methods of experiments/algorithms.ts on all of its compounds; ratios are to logistic regression.
 *   npx tsx test/bench/algorithms.ts      half a minute; after test/bench/screen.ts, whose record it adds its rows to
 * Medians of five rounds. Standardising is part of a fit, describing the compositions is not. A grouping is all fit.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { algorithms } from '../../experiments/algorithms.ts';
import { cluster } from '../../src/clustering/cluster.ts';
import { packageRoot, stableJson, writeAtomic } from '../../src/core/files.ts';
import { stream } from '../../src/core/random.ts';
import { inputOf, labelsOf } from '../../src/experiment/property/answer.ts';
import type { PropertyMethod } from '../../src/experiment/property/define.ts';
import { loadProperty, type PropertyData } from '../../src/experiment/property/load-table.ts';
import { fitModel } from '../../src/models/model.ts';
import { fitRegressor } from '../../src/models/regression.ts';
import { openSolvers } from '../../src/models/solvers.ts';
import { fitStandardiser, standardise } from '../../src/models/standardise.ts';
import type { BenchRecord, BenchRow } from '../../src/report/bench-figure.ts';
import { timingOf } from './measure.ts';
import { createRecorder } from './recorder.ts';

const BASELINE = 'logistic';
const [FIT, PREDICT] = ['algorithms, time to fit', 'algorithms, time to predict all'];
const ROUNDS = 5;
/** Each round repeats what is quick, so that the clock is fine enough. */
const SECONDS_A_ROUND = 0.1;

const root = packageRoot();
const path = join(root, 'results', 'bench.json');
if (!existsSync(path)) throw new Error('results/bench.json is missing: run test/bench/screen.ts first');
await openSolvers();
const data = await loadProperty(algorithms, join(root, 'experiments', 'algorithms.ts'));
const recorder = createRecorder();
const methods = [...algorithms.methods].sort((a, b) => Number(b.name === BASELINE) - Number(a.name === BASELINE));
const works = methods.map((method) => ({ name: method.name, ...workOf(method, data) }));
for (const group of [FIT, PREDICT] as const) {
  let baseline: BenchRow | undefined;
  for (const { name, fit, predict } of works) {
    const work = group === FIT ? fit : predict;
    if (work === null) continue;
    const key = { group: group!, name, student: `${data.y.length} compounds`, elements: [], threads: 1, unit: 's' };
    const row = recorder.add(key, seconds(work), baseline);
    if (name === BASELINE) baseline = row;
  }
}
const record = JSON.parse(readFileSync(path, 'utf8')) as BenchRecord;
const others = record.rows.filter(({ group }) => group !== FIT && group !== PREDICT);
writeAtomic(path, stableJson({ ...record, rows: [...others, ...recorder.rows] }));

/** What fits, and what predicts all compounds with what was fitted; a grouping does not predict. */
function workOf(
  method: PropertyMethod,
  compounds: PropertyData,
): { fit: () => unknown; predict: (() => unknown) | null } {
  const X = inputOf(method, compounds);
  const random = () => stream(0, 'bench');
  if (method.does === 'cluster') {
    return { fit: () => cluster(method.model, standardise(X, fitStandardiser(X)), random()), predict: null };
  }
  if (method.does === 'regress') {
    const fit = () => fitRegressor(method.model, X, compounds.y, random());
    const regressor = fit();
    return { fit, predict: () => regressor.predict(X) };
  }
  const fit = () => fitModel(method.model, X, labelsOf(method, compounds), random());
  const model = fit();
  return { fit, predict: () => model.score(X) };
}

/** Seconds of one run: a warm-up, then rounds of as many runs as fill one. */
function seconds(work: () => unknown) {
  const round = (): number => {
    const begin = performance.now();
    let runs = 0;
    do {
      work();
      runs++;
    } while (performance.now() - begin < 1000 * SECONDS_A_ROUND);
    return (performance.now() - begin) / 1000 / runs;
  };
  round();
  return timingOf(Array.from({ length: ROUNDS }, round));
}
