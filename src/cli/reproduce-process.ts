/** The process that runs an experiment for `ionsieve reproduce`. */
import { join } from 'node:path';
import { adoptLocks } from '../core/held-locks.ts';
import { swapInto } from '../core/swap.ts';
import { constantFitLines } from '../experiment/constant-fits.ts';
import { type FullResult, fullResult } from '../experiment/full-result.ts';
import { loadExperiment } from '../experiment/load.ts';
import { openedTensorBackend } from '../models/tensor-backend.ts';
import { finishRun } from '../provenance/end-run.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { startRun } from '../provenance/start-run.ts';
import { writeCrate } from '../provenance/write-crate.ts';
import { comparedTable } from '../report/summary-table.ts';
import { writeResult } from '../report/write-result.ts';
import { printNotes } from './describe-files.ts';
import { STOP_SIGNALS } from './interrupt.ts';
import { progressBar } from './progress-bar.ts';
import { replacedFiles } from './replaced-files.ts';
import type { ReproduceTask } from './reproduce.ts';
import { runToExit } from './run-to-exit.ts';
import { droppedRows } from './tell-dropped.ts';

await runToExit(async () => {
  const task = JSON.parse(process.argv[2]!) as ReproduceTask;
  const started = performance.now();
  adoptLocks(task.locks);
  const record = startRun(join(task.out, RECORD_FILE), task);
  const { experiment: asWritten, file } = await loadExperiment(task.name);
  const experiment = task.seed === undefined ? asWritten : { ...asWritten, seed: task.seed };
  const { effort, threads } = task;
  const result = await fullResult(experiment, { effort, threads, file, progress: progressBar });
  printNotes(notesOf(result));
  // A command that was killed outright could not end this process, and leaves nothing.
  if (process.ppid !== task.parent) return;
  // Until here a signal ends the process at once. The files are written all or none.
  for (const signal of STOP_SIGNALS) process.on(signal, () => {});
  const stale = (written: readonly string[]): string[] => replacedFiles(task.out, written);
  const files = await swapInto(task.out, stale, async (stage) => {
    const outputs = await writeResult(result, stage, { png: task.png });
    finishRun(record, { outputs, seeds: [experiment.seed], tensorBackend: openedTensorBackend() }, stage);
    writeCrate(task.out, stage);
    return outputs;
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`${comparedTable(result.summary)}\n${seconds} s. Written to ${task.out}: ${files.join(', ')}\n`);
});

/** Rows of tables that were not used, and fits that learned nothing. */
function notesOf(result: FullResult): string[] {
  const { numbers } = result.summary;
  if (result.kind !== 'property') return constantFitLines(numbers);
  const { unread, labels } = result.summary;
  return [
    ...droppedRows((name) => numbers[`data.${name}`]?.value ?? 0, unread),
    ...droppedRows((name) => numbers[`labels.${name}`]?.value ?? 0, labels?.unread ?? [], 'labelled'),
    ...constantFitLines(numbers),
  ];
}
