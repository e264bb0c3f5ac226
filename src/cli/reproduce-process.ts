/** The process that runs an experiment for `ionsieve reproduce`. */
import { loadExperiment } from '../experiment/load.ts';
import { type MeasuredResult, runMeasured } from '../experiment/measured-run.ts';
import { type RunResult, runExperiment } from '../experiment/run.ts';
import { measuredTable, summaryTable } from '../report/summary-table.ts';
import { writeMeasured } from '../report/write-measured.ts';
import { writeReport } from '../report/write-report.ts';
import { STOP_SIGNALS } from './interrupt.ts';
import type { ReproduceTask } from './reproduce.ts';
import { runToExit } from './run-to-exit.ts';

await runToExit(async () => {
  const { name, effort, threads, out } = JSON.parse(process.argv[2]!) as ReproduceTask;
  const started = performance.now();
  const experiment = await loadExperiment(name);
  const write =
    experiment.kind === 'measured'
      ? measuredWriter(await runMeasured(experiment, { effort, threads }))
      : transferWriter(await runExperiment(experiment, { effort, threads }));
  // Until here a signal ends the process at once. The files are written all or none.
  for (const signal of STOP_SIGNALS) process.on(signal, () => {});
  const files = await write(out);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`\n${seconds} s. Written to ${out}: ${files.join(', ')}\n`);
});

/** Writes a result's files into a folder and tells its main numbers; gives the names of the files. */
type Writer = (folder: string) => Promise<string[]>;

function transferWriter(result: RunResult): Writer {
  return async (folder) => {
    const files = await writeReport(result, folder);
    process.stdout.write(summaryTable(result.summary));
    return files;
  };
}

function measuredWriter(result: MeasuredResult): Writer {
  return async (folder) => {
    const files = await writeMeasured(result, folder);
    process.stdout.write(measuredTable(result.summary));
    return files;
  };
}
