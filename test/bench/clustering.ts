/**
 * 2,000 shipped patterns of 900 bins, grouped in seven in every way: at most 60 seconds for all three together.
 *
 *   npx tsx test/bench/clustering.ts
 */
import { loadAnionPatterns } from '../../experiments/zhang2019/pattern-table.ts';
import { type ClusterSpec, cluster } from '../../src/clustering/index.ts';
import { createMatrix, stream } from '../../src/core/index.ts';
import { broadenLines } from '../../src/crystal/index.ts';
import { atMost, printMarks } from './marks.ts';

const ROWS = 2000;
const SPECS: readonly ClusterSpec[] = [
  { kind: 'ward', clusters: 7 },
  { kind: 'spectral', clusters: 7, neighbours: 10, restarts: 10 },
  { kind: 'k-means', clusters: 7, restarts: 10 },
];

const begin = performance.now();
const X = createMatrix(ROWS, 900);
loadAnionPatterns()
  .slice(0, ROWS)
  .forEach(({ lines }, row) => {
    X.data.set(broadenLines(lines, { bins: 900, largest: 90, widthDegrees: 1 }), row * 900);
  });
const seconds: Record<string, number> = { patterns: (performance.now() - begin) / 1000 };
for (const spec of SPECS) {
  const from = performance.now();
  cluster(spec, X, stream(0, spec.kind));
  seconds[spec.kind] = (performance.now() - from) / 1000;
}
for (const [what, time] of Object.entries(seconds)) process.stdout.write(`${what.padEnd(10)} ${time.toFixed(2)} s\n`);
const all = Object.values(seconds).reduce((sum, time) => sum + time, 0);
printMarks([atMost(`${ROWS} structures grouped in three ways`, all, 's', 60)]);
