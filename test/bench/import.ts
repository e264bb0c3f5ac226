/**
 * Processor time that `import 'ionsieve'` takes, built: median of eleven starts, and as a multiple of an empty module's.
 *
 *   npx tsx test/bench/import.ts      after a build
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../src/core/files.ts';
import { atMost, printMarks } from './marks.ts';
import { timingOf } from './measure.ts';

const STARTS = 11;
const TOLD = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1e6);';

const built = pathToFileURL(join(packageRoot(), 'dist', 'src', 'index.js')).href;
const modules = { 'an empty module': '', ionsieve: `await import(${JSON.stringify(built)});` };
const seconds = new Map(Object.keys(modules).map((name) => [name, [] as number[]]));
for (let start = 0; start < STARTS; start++) {
  for (const [name, code] of Object.entries(modules)) {
    const args = ['--input-type=module', '-e', `${code}\n${TOLD}`];
    seconds.get(name)!.push(Number(execFileSync(process.execPath, args, { encoding: 'utf8' })));
  }
}
const medians = [...seconds].map(([name, values]) => {
  const { median, min, max } = timingOf(values);
  process.stdout.write(`${name}: ${median.toFixed(3)} s (${min.toFixed(3)} to ${max.toFixed(3)})\n`);
  return median;
});
printMarks([
  atMost("import 'ionsieve'", medians[1]!, 's of processor time', 0.5),
  atMost("import 'ionsieve' over an empty module", medians[1]! / medians[0]!, 'times', 10),
]);
