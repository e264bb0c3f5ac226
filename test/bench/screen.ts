/**
 * Compounds screened per second: the engines against what one would write first, in one run; then what the cost depends on.
 *   npx tsx test/bench/screen.ts          four minutes; after npm run build
 *   npx tsx test/bench/screen.ts --full   and the whole published space by the built command, a few minutes more
 * Medians of five rounds with the least and the most. Writes results/bench.json and results/bench.svg. Marks that are not
 * met are printed, and nothing else: a slower machine is no mistake.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { packageRoot, stableJson, writeAtomic } from '../../src/core/files.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';
import { type BenchRecord, benchFigure } from '../../src/report/bench-figure.ts';
import { renderSvg } from '../../src/report/render.ts';
import { measureFullSpace } from './full-space.ts';
import { measureGrowth } from './growth.ts';
import { engineMarks, printMarks } from './marks.ts';
import { measureMethods } from './methods.ts';
import { createRecorder, fourDigits } from './recorder.ts';
import { fitStudents } from './students.ts';
import { measureScreenings } from './whole-screenings.ts';

const load = loadavg()[0]!;
const begin = performance.now();
const backend = await openTensorBackend('wasm');
const students = fitStudents();
const recorder = createRecorder();

const [coreBefore, wallBefore] = [process.cpuUsage(), performance.now()];
for (const student of ['means', 'deviations'] as const) {
  for (const arity of [3, 4] as const) measureMethods(student, students[student], arity, recorder);
}
measureGrowth(students, recorder);
const { user, system } = process.cpuUsage(coreBefore);
const share = (user + system) / 1000 / (performance.now() - wallBefore);

await measureScreenings(students, recorder);
const marks = engineMarks(recorder.rows);
if (process.argv.includes('--full')) marks.push(...measureFullSpace(students, recorder));
printMarks(marks);

const record: BenchRecord = {
  date: new Date().toISOString().slice(0, 10),
  machine: {
    cpu: cpus()[0]!.model,
    cores: cpus().length,
    memory_GB: fourDigits(totalmem() / 1e9),
    node: process.version,
    tensor_backend: backend,
    load_before: load,
    core_share: fourDigits(share),
  },
  rows: recorder.rows,
  marks,
};
const { cpu, cores, node, load_before, core_share } = record.machine;
const { file, spec } = benchFigure(record);
writeAtomic(join(packageRoot(), 'results', 'bench.json'), stableJson(record));
writeAtomic(join(packageRoot(), 'results', file), await renderSvg(spec));
process.stdout.write(`\n${cores} cores of ${cpu}, Node.js ${node}, TensorFlow.js on ${backend}; load before: `);
process.stdout.write(`${load_before}, share of a core had: ${core_share}; `);
process.stdout.write(`${((performance.now() - begin) / 1000).toFixed(0)} s\n`);
