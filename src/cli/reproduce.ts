import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { ensureWritableFolder, packageRoot } from '../core/files.ts';
import { loadExperiment } from '../experiment/load.ts';
import { runExperiment } from '../experiment/run.ts';
import { summaryTable } from '../report/summary-table.ts';
import { writeReport } from '../report/write-report.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { wholeNumber } from './options.ts';

interface ReproduceOptions {
  readonly quick?: true;
  readonly threads: number;
  readonly out?: string;
}

/**
 * `ionsieve reproduce NAME`: a published experiment, its summary, report and figures.
 * @example program.addCommand(reproduceCommand());
 */
export function reproduceCommand(): Command {
  return new Command('reproduce')
    .description('run a published experiment and write its summary, report and figures')
    .argument('[name]', 'file name of an experiment', 'cubuk2019')
    .option('--quick', 'a small space and few resamples, in seconds; written to results/runs')
    .option('--threads <n>', 'worker threads', wholeNumber(1, 256), availableParallelism())
    .option('--out <dir>', 'folder to write (default: results/NAME of the package)')
    .addHelpText('after', '\nExample: ionsieve reproduce cubuk2019 --quick')
    .action(runReproduce);
}

async function runReproduce(name: string, options: ReproduceOptions): Promise<void> {
  const experiment = await loadExperiment(name);
  const folder = options.quick ? join('runs', `${name}-quick`) : name;
  const out = options.out ?? join(packageRoot(), 'results', folder);
  ensureWritableFolder(out);
  const started = performance.now();
  const result = await runExperiment(experiment, {
    effort: options.quick ? 'quick' : 'full',
    threads: options.threads,
    signal: stopOnInterrupt(),
  });
  const files = await writeReport(result, out);
  process.stdout.write(summaryTable(result.summary));
  process.stdout.write(
    `\n${Math.round((performance.now() - started) / 1000)} s. Written to ${out}: ${files.join(', ')}\n`,
  );
}
