import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { atomicNumber } from '../chemistry/elements.ts';
import { ensureWritableFolder, packageRoot, stableJson, writeAtomic } from '../core/files.ts';
import { startProgress } from '../core/progress.ts';
import { formatCsv } from '../core/table.ts';
import { runScreenStage, TOP_HEADER } from '../experiment/screen-stage.ts';
import { SHIPPED_STUDENT } from '../experiment/shipped.ts';
import { countSpace, createSpace, defaultPartners } from '../screening/space.ts';
import { readStudentFile } from '../transfer/student-file.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { commaList, wholeNumber } from './options.ts';

interface ScreenCommandOptions {
  readonly model: string;
  readonly elements?: string[];
  readonly arity: string[];
  readonly maxCoefficient: number;
  readonly top: number;
  readonly threads: number;
  readonly out: string;
}

/**
 * `ionsieve screen --out DIR`: a linear student over every distinct reduced formula of a composition space.
 * @example program.addCommand(screenCommand());
 */
export function screenCommand(): Command {
  return new Command('screen')
    .description('score every ternary and quaternary lithium compound with a student')
    .option('--model <file>', 'student file', join(packageRoot(), SHIPPED_STUDENT))
    .option('--elements <list>', 'partner elements of lithium (default: all with Z from 1 to 93)', commaList)
    .option('--arity <list>', 'numbers of elements in a compound, lithium included', commaList, ['3', '4'])
    .option('--max-coefficient <n>', 'largest coefficient in a formula', wholeNumber(1, 255), 20)
    .option('--top <n>', 'length of the ranked list', wholeNumber(1, 1_000_000), 10_000)
    .option('--threads <n>', 'worker threads', wholeNumber(1, 256), availableParallelism())
    .requiredOption('--out <dir>', 'folder for top.csv and screening.json')
    .addHelpText('after', '\nExample: ionsieve screen --elements P,S,Cl --arity 3 --out screened')
    .action(runScreen);
}

async function runScreen(options: ScreenCommandOptions): Promise<void> {
  const { student } = readStudentFile(options.model);
  const lithium = atomicNumber('Li');
  const space = createSpace({
    anchor: lithium,
    partners: options.elements
      ? options.elements.map((symbol) => atomicNumber(symbol, '--elements')).filter((z) => z !== lithium)
      : defaultPartners(),
    arities: options.arity.map(Number),
    maxCoefficient: options.maxCoefficient,
  });
  ensureWritableFolder(options.out);
  const started = performance.now();
  const bar = startProgress('screen', countSpace(space).distinct, 'compounds');
  const { top, threads } = options;
  const { summary, top: rows } = await runScreenStage(
    student,
    space,
    { top, threads, signal: stopOnInterrupt() },
    bar,
  ).finally(() => bar.stop());
  const seconds = (performance.now() - started) / 1000;
  writeAtomic(join(options.out, 'top.csv'), formatCsv(TOP_HEADER, rows));
  writeAtomic(join(options.out, 'screening.json'), stableJson(summary));
  process.stdout.write(
    `scored ${summary.scored} compounds in ${seconds.toFixed(1)} s (${Math.round(summary.scored / seconds)} a second), ` +
      `${summary.fast} with P >= 0.5: ${options.out}\n`,
  );
}
