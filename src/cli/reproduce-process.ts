/** The process that runs an experiment for `ionsieve reproduce`. */
import { join } from 'node:path';
import { adoptLocks } from '../core/held-locks.ts';
import { swapInto } from '../core/swap.ts';
import { runClustering } from '../experiment/clustering/run.ts';
import { constantFitLines } from '../experiment/constant-fits.ts';
import type { Findings } from '../experiment/findings.ts';
import { type LoadedExperiment, loadExperiment } from '../experiment/load.ts';
import { runMeasured } from '../experiment/measured/run.ts';
import type { Numbers } from '../experiment/numbers.ts';
import { runProperty } from '../experiment/property/run.ts';
import { runSubsetSearch } from '../experiment/subset-search/run.ts';
import { runExperiment } from '../experiment/transfer/run.ts';
import { runVerdicts } from '../experiment/verdicts/run.ts';
import { openedTensorBackend } from '../models/tensor-backend.ts';
import { finishRun } from '../provenance/end-run.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { startRun } from '../provenance/start-run.ts';
import { writeCrate } from '../provenance/write-crate.ts';
import { clusteringPage } from '../report/clustering/page.ts';
import { writeMeasured } from '../report/measured/write-measured.ts';
import type { Page } from '../report/page.ts';
import { propertyPage } from '../report/property/page.ts';
import { subsetSearchPage } from '../report/subset-search/page.ts';
import { comparedTable, measuredTable, summaryTable } from '../report/summary-table.ts';
import { replacedFiles, writeReport } from '../report/transfer/write-report.ts';
import { verdictsPage } from '../report/verdicts/page.ts';
import { writePage } from '../report/write-page.ts';
import type { WriteOptions } from '../report/write-report-files.ts';
import { printNotes } from './describe-files.ts';
import { STOP_SIGNALS } from './interrupt.ts';
import type { ReproduceTask } from './reproduce.ts';
import { runToExit } from './run-to-exit.ts';
import { droppedRows } from './tell-dropped.ts';

await runToExit(async () => {
  const task = JSON.parse(process.argv[2]!) as ReproduceTask;
  const started = performance.now();
  adoptLocks(task.locks);
  const record = startRun(join(task.out, RECORD_FILE), task);
  const loaded = await loadExperiment(task.name);
  const { write, told, numbers } = await run(loaded, task);
  printNotes(constantFitLines(numbers));
  // A command that was killed outright could not end this process, and leaves nothing.
  if (process.ppid !== task.parent) return;
  // Until here a signal ends the process at once. The files are written all or none.
  for (const signal of STOP_SIGNALS) process.on(signal, () => {});
  const stale = (written: readonly string[]): string[] => replacedFiles(task.out, written);
  const files = await swapInto(task.out, stale, async (stage) => {
    const outputs = await write(stage, { png: task.png });
    finishRun(record, { outputs, seeds: [loaded.experiment.seed], tensorBackend: openedTensorBackend() }, stage);
    writeCrate(task.out, stage);
    return outputs;
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`${told}\n${seconds} s. Written to ${task.out}: ${files.join(', ')}\n`);
});

/** What is left to do with a result. */
interface Outcome {
  /** Writes its files into a folder; gives their names. */
  readonly write: (folder: string, options: WriteOptions) => Promise<string[]>;
  /** Its main numbers, for the terminal. */
  readonly told: string;
  readonly numbers: Numbers;
}

async function run({ experiment, file }: LoadedExperiment, { effort, threads }: ReproduceTask): Promise<Outcome> {
  const options = { effort: effort === 'exhaustive' ? 'full' : effort, threads } as const;
  switch (experiment.kind) {
    case 'transfer': {
      const result = await runExperiment(experiment, options);
      const { numbers } = result.summary;
      return { write: (...to) => writeReport(result, ...to), told: summaryTable(result.summary), numbers };
    }
    case 'measured': {
      const result = await runMeasured(experiment, options);
      const { numbers } = result.summary;
      return { write: (...to) => writeMeasured(result, ...to), told: measuredTable(result.summary), numbers };
    }
    case 'subset-search':
      return paged(await runSubsetSearch(experiment, { effort, threads }), subsetSearchPage);
    case 'clustering':
      return paged(runClustering(experiment, options), clusteringPage);
    case 'property': {
      const summary = await runProperty(experiment, options, file);
      printNotes(droppedRows((name) => summary.numbers[`data.${name}`]?.value ?? 0, summary.unread));
      return paged(summary, propertyPage);
    }
    case 'verdicts':
      return paged(runVerdicts(experiment, options), verdictsPage);
  }
}

function paged<Summary extends Findings>(summary: Summary, page: (summary: Summary) => Page): Outcome {
  return { write: (...to) => writePage(summary, page, ...to), told: comparedTable(summary), numbers: summary.numbers };
}
