/**
 * Runs suites of package.json in lanes: those of a lane one after another, the lanes beside each other:
 * most suites wait half of their time. A suite's output is shown whole when it ends; the exit code is 1 if one failed.
 *
 *   tsx test/side-by-side.ts long browser,nodes faults,package,slurm
 */
import { spawn } from 'node:child_process';

/** Whether a suite passed. */
function run(suite: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', `test:${suite}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(output));
      process.stdout.write(`test:${suite} ${code === 0 ? 'passed' : `failed with exit code ${code}`}\n`);
      resolve(code === 0);
    });
  });
}

const lanes = process.argv.slice(2).map((lane) => lane.split(','));
const passed = await Promise.all(
  lanes.map(async (suites) => {
    let all = true;
    for (const suite of suites) all = (await run(suite)) && all;
    return all;
  }),
);
process.exitCode = passed.every(Boolean) ? 0 : 1;
