/** The process that runs an experiment for `ionsieve reproduce`. */
import { loadExperiment } from '../experiment/load.ts';
import { runExperiment } from '../experiment/run.ts';
import { summaryTable } from '../report/summary-table.ts';
import { writeReport } from '../report/write-report.ts';
import { STOP_SIGNALS } from './interrupt.ts';
import type { ReproduceTask } from './reproduce.ts';
import { runToExit } from './run-to-exit.ts';

await runToExit(async () => {
  const { name, effort, threads, out } = JSON.parse(process.argv[2]!) as ReproduceTask;
  const started = performance.now();
  const result = await runExperiment(await loadExperiment(name), { effort, threads });
  // Until here a signal ends the process at once. The files are written all or none.
  for (const signal of STOP_SIGNALS) process.on(signal, () => {});
  const files = await writeReport(result, out);
  process.stdout.write(summaryTable(result.summary));
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`\n${seconds} s. Written to ${out}: ${files.join(', ')}\n`);
});
