/**
 * Writes data/matbench from a folder with the four composition tasks of Matbench v0.1, matbench_steels.csv and so on (columns formula,
 * target, official_test_fold, in the order of the data set, which its ids follow), and leaderboards.csv, the entries of its board.
 *
 *   npx tsx data/rebuild/matbench.ts FOLDER [--out data/matbench]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { writeAtomic } from 'ionsieve';
import { formatCsv, parseCsv, readBytes } from 'ionsieve/core';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'matbench' } },
});
const TASKS = ['steels', 'expt_gap', 'expt_is_metal', 'glass'];
const REGRESSIONS = ['steels', 'expt_gap'];
const rowsOf = (name: string, columns: readonly string[]) => {
  const path = join(positionals[0]!, name);
  return parseCsv(new TextDecoder().decode(readBytes(path)), path, columns);
};

for (const task of TASKS) {
  const rows = rowsOf(`matbench_${task}.csv`, ['formula', 'target', 'official_test_fold']);
  const table = formatCsv(
    ['formula', 'target', 'fold'],
    rows.map(({ formula, target, official_test_fold: fold }) => [formula!, Number(target), Number(fold)]),
  );
  writeAtomic(join(values.out, `${task}.csv.gz`), gzipSync(table, { level: 9 }));
  process.stdout.write(`${task}: ${rows.length} rows\n`);
}

const entries = rowsOf('leaderboards.csv', ['task', 'algorithm', 'col2', 'col3', 'col5']).filter(({ task }) =>
  TASKS.includes(task!),
);
const board = formatCsv(
  ['task', 'algorithm', 'metric', 'mean', 'deviation', 'balanced_accuracy'],
  entries.map(({ task, algorithm, col2, col3, col5 }) => {
    const regresses = REGRESSIONS.includes(task!);
    const scores = [Number(col2), Number(col3), regresses ? Number.NaN : Number(col5)];
    return [task!, algorithm!, regresses ? 'mae' : 'rocauc', ...scores];
  }),
);
writeAtomic(join(values.out, 'leaderboard.csv'), board);
process.stdout.write(`leaderboard: ${entries.length} entries\n`);
