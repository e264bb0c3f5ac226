import { basename, dirname, extname, resolve } from 'node:path';
import { Command } from 'commander';
import { UserError } from '../core/errors.ts';
import { writeAtomic } from '../core/files.ts';
import { withProgress } from '../core/progress.ts';
import { ownStudent } from '../experiment/own-student.ts';
import { learnerText } from '../learning/learner-file.ts';
import { learnedText } from '../learning/scope.ts';
import { finishRun } from '../provenance/end-run.ts';
import { refuseOtherWork } from '../provenance/refuse-other-work.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { startRun } from '../provenance/start-run.ts';
import { LABEL_STUDENT, STUDENT_FLOORS } from '../transfer/label-student.ts';
import { readLabels } from '../transfer/read-labels.ts';
import { commandLine } from './command-line.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { MOST_LISTED } from './most-listed.ts';
import { numeric } from './options.ts';
import { withOutputFolder } from './output-folder.ts';
import { type Column, printResult } from './print-result.ts';
import { progressBar } from './progress-bar.ts';
import { complain, endWithFailures } from './run-to-exit.ts';
import { type StrictOption, withStrictOption } from './strict-option.ts';
import { countReasons, plural } from './tell-counts.ts';
import { unreadText } from './tell-dropped.ts';
import type { Value } from './value-text.ts';

/** Of the committed student. */
const SEED = 0;

const SHOWN: readonly (readonly [metric: string, title: string])[] = [
  ['mcc', 'MCC'],
  ['auc', 'AUC'],
  ['accuracy', 'accuracy'],
];

const COLUMNS: readonly Column[] = [
  { name: 'student', title: 'student' },
  ...SHOWN.flatMap(([name, title]) => [
    { name, title },
    { name: `${name}_low`, title: '95 % from' },
    { name: `${name}_high`, title: 'to' },
  ]),
  { name: 'n', title: 'formulas' },
];

interface StudentOptions extends FormOptions, StrictOption {
  readonly out: string;
  readonly property: string;
  readonly threshold: number;
  readonly unit: string;
  readonly overwrite?: true;
}

const HELP = `
The student is that of the 2019 paper: logistic regression on 30 elemental descriptors, taught by the labels of formulas with a real anion.
Structures of one formula count once, with the mean of their probabilities. Each score is that of students that have not seen the
chemical system, on formulas with a real anion, with a 95 % interval from resamples of whole systems; always-slow, anion-rule and
nearest-neighbour are floors. The scores say how well a student repeats its labels, not how well it predicts a measurement.
screen and predict read the file with --model. The file says what was learned: the ion that all compounds have (screen keeps it;
without one a student predicts, and does not screen), their elements, and what the labels say (--property, --threshold, --unit).

A row that cannot be read is counted, with a line on standard error for each of the first 20, and the student learns from the others: the
exit code is then 1, and 2 where no row can be read. --strict stops at the first instead.

Example: ionsieve student labels.csv --out student.json`;

/**
 * `ionsieve student LABELS --out student.json`: the paper's student on your own labels.
 * @example program.addCommand(studentCommand());
 */
export function studentCommand(): Command {
  const command = new Command('student')
    .description('train a screening student on labels of your own, and judge it on chemical systems it has not seen')
    .argument('<file>', 'labels that ionsieve label wrote')
    .option('--overwrite', 'replace an --out that holds something else than an earlier student of the same labels')
    .requiredOption('--out <file>', 'student file to write; the student has the name of the file')
    .option('--property <text>', 'what the labels are labels of', 'probability that the label states')
    .option('--threshold <number>', 'value of the property from which a label is positive', numeric('--threshold'), 0.5)
    .option('--unit <text>', 'unit of the threshold', '1');
  return withFormOptions(withStrictOption(command))
    .addHelpText('after', HELP)
    .action((labels: string, options: StudentOptions) =>
      withOutputFolder(dirname(options.out), [basename(options.out), `${basename(options.out)}.${RECORD_FILE}`], () =>
        runStudent(labels, options),
      ),
    );
}

async function runStudent(path: string, options: StudentOptions): Promise<void> {
  const { out, property, threshold: from, unit, overwrite } = options;
  const record = `${out}.${RECORD_FILE}`;
  const work = `student ${resolve(path)}`;
  if (!overwrite) refuseOtherWork(record, work, [basename(out)]);
  const run = startRun(record, { command: commandLine(), work });
  const { formulas, rows, leftOut, unread, sha256 } = await readLabels(path, LABEL_STUDENT.input);
  const told = unread.map(unreadText);
  if (options.strict && told.length > 0) throw new UserError(told[0]!);
  for (const line of told.slice(0, MOST_LISTED)) complain(line);
  const own = {
    name: basename(out, extname(out)),
    labels: `${basename(path)}, SHA-256 ${sha256}`,
    target: { property, unit, scale: 'as it stands', threshold: from, better: 'larger' } as const,
  };
  const {
    judged,
    formulas: judgedOn,
    fast,
    learner,
  } = withProgress(progressBar, () => ownStudent([...STUDENT_FLOORS, LABEL_STUDENT], formulas, SEED, path, own));
  writeAtomic(out, learnerText(learner));
  finishRun(run, { outputs: [basename(out)], seeds: [SEED], tensorBackend: null });
  const cells = judged.map(({ name, numbers }): Value[] => [
    name,
    ...SHOWN.flatMap(([metric]) => {
      const { value, interval } = numbers[metric] ?? { value: null };
      return [value, interval?.[0] ?? null, interval?.[1] ?? null];
    }),
    judgedOn,
  ]);
  await printResult(formOf(options), {
    columns: COLUMNS,
    pages: [cells],
    notes: [
      `${plural(rows, 'row')}, ${plural(formulas.length, 'formula')}; ${judgedOn} with a real anion, ${fast} of them fast`,
      ...(unread.length === 0
        ? []
        : [`not read: ${plural(unread.length, 'row')}, the first ${unread[0]!.file}, line ${unread[0]!.line}`]),
      ...(leftOut.length === 0 ? [] : [`left out: ${countReasons(leftOut)}`]),
      `it learned ${learnedText(learner)}`,
      `written to ${out}`,
    ],
  });
  endWithFailures(unread.length, rows - unread.length);
}
