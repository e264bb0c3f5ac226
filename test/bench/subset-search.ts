/**
 * Microseconds for the leave-one-out of a subset of descriptors: the scorer of the subset search against ordinary fits, in one run;
 * then the search over every subset of up to eight on two threads.
 *   npx tsx test/bench/subset-search.ts          two minutes; after test/bench/screen.ts, whose record it adds its rows to
 *   npx tsx test/bench/subset-search.ts --full   and every subset of the twenty, some minutes more
 * Medians of five rounds. Ratios are to the scorer: how many times as long the same subsets take in another way.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { searchMaterials } from '../../experiments/sendek2017/materials.ts';
import { search } from '../../experiments/sendek2017.ts';
import { packageRoot, stableJson, writeAtomic } from '../../src/core/files.ts';
import { selectColumns } from '../../src/core/matrix.ts';
import { shuffled, stream } from '../../src/core/random.ts';
import { leaveOneOut } from '../../src/evaluation/leave-one-out.ts';
import { createSubsetScorer } from '../../src/evaluation/subset-scorer.ts';
import { searchSubsets } from '../../src/evaluation/subset-search.ts';
import type { BenchRecord } from '../../src/report/bench-figure.ts';
import { loadTraining } from '../../src/transfer/training-data.ts';
import { atMost, printMarks } from './marks.ts';
import { timingOf } from './measure.ts';
import { createRecorder } from './recorder.ts';

const GROUP = 'subset search';
const SIZES = [2, 5, 8, 12];
const ROUNDS = 5;
const SUBSETS = { fast: 400, ordinary: 8 };
/** About the errors of the best subset: where the searches in noise may stop counting. */
const MOST_ERRORS = 3;
/** Descriptors and seconds that a search may take. */
const MARKS = [
  { maxSize: 8, seconds: 480 },
  { maxSize: 20, seconds: 2400 },
];

const path = join(packageRoot(), 'results', 'bench.json');
if (!existsSync(path)) throw new Error('results/bench.json is missing: run test/bench/screen.ts first');
const { problem } = searchMaterials(search, loadTraining());
const { X, y, l2 } = problem;
const scorer = createSubsetScorer(problem);
const recorder = createRecorder();

for (const size of SIZES) {
  const random = stream(0, `bench ${size}`);
  const draw = () =>
    Array.from(shuffled(X.cols, random))
      .slice(0, size)
      .sort((a, b) => a - b);
  const subsets = Array.from({ length: SUBSETS.fast }, draw);
  const key = { group: GROUP, student: `${size} descriptors`, elements: [], threads: 1, unit: 'microseconds/subset' };
  const ordinary = (columns: number[]) => leaveOneOut({ kind: 'logistic', l2 }, selectColumns(X, columns), y, 0);
  const ours = recorder.add(
    { ...key, name: 'scorer' },
    microseconds(subsets, (columns) => scorer.errors(columns)),
  );
  const stopping = microseconds(subsets, (columns) => scorer.errors(columns, MOST_ERRORS));
  recorder.add({ ...key, name: `scorer, may stop after ${MOST_ERRORS} errors` }, stopping, ours);
  recorder.add(
    { ...key, name: 'fitModel through leaveOneOut' },
    microseconds(subsets.slice(0, SUBSETS.ordinary), ordinary),
    ours,
  );
}

const marks = [];
for (const { maxSize, seconds } of process.argv.includes('--full') ? MARKS : MARKS.slice(0, 1)) {
  const begin = performance.now();
  await searchSubsets(problem, { maxSize, keep: 1, threads: 2 });
  const taken = (performance.now() - begin) / 1000;
  marks.push(atMost(`every subset of up to ${maxSize} descriptors, 2 threads`, taken, 's', seconds));
}
printMarks(marks);

const record = JSON.parse(readFileSync(path, 'utf8')) as BenchRecord;
const others = record.rows.filter(({ group }) => group !== GROUP);
const otherMarks = record.marks.filter(({ name }) => !name.startsWith('every subset of up to'));
writeAtomic(path, stableJson({ ...record, rows: [...others, ...recorder.rows], marks: [...otherMarks, ...marks] }));

/** Microseconds a subset: a warm-up, then rounds over all of them. */
function microseconds(subsets: readonly number[][], work: (columns: number[]) => unknown) {
  const round = (): number => {
    const begin = performance.now();
    for (const columns of subsets) work(columns);
    return (1000 * (performance.now() - begin)) / subsets.length;
  };
  round();
  return timingOf(Array.from({ length: ROUNDS }, round));
}
