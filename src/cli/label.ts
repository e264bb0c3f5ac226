import { basename, dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { writeAtomic } from '../core/files.ts';
import { matrixFrom } from '../core/matrix.ts';
import { formatCsv } from '../core/table.ts';
import { finishRun } from '../provenance/end-run.ts';
import { refuseOtherWork } from '../provenance/refuse-other-work.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { startRun } from '../provenance/start-run.ts';
import { LITHIUM_IONS } from '../transfer/ions.ts';
import { labelStructures } from '../transfer/label.ts';
import { publishedTeacher, structuralColumns, type Teacher } from '../transfer/teacher.ts';
import { loadTraining } from '../transfer/training-data.ts';
import { commandLine } from './command-line.ts';
import { countsResult } from './counts.ts';
import { type DescribedFiles, DISORDER_SEED, describeFiles, printNotes, tellFailures } from './describe-files.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { labelByModel } from './label-by-model.ts';
import { list } from './options.ts';
import { withOutputFolder } from './output-folder.ts';
import { printResult } from './print-result.ts';
import { type StrictOption, withStrictOption } from './strict-option.ts';
import { countByReason } from './tell-counts.ts';

interface LabelOptions extends FormOptions, StrictOption {
  readonly model?: string;
  readonly ions?: string[];
  readonly out: string;
  readonly overwrite?: true;
}

const HEADER = ['id', 'formula', 'probability', 'fast', 'domain_distance', 'reason'];

const HELP = `
Writes one row a structure, in the order of the files: id, reduced formula, probability of 1e-4 S/cm or more at room temperature,
label (1 from a probability of 0.5), distance to the centre of the training materials (beyond 2 is extrapolation), and,
where there is no label, the reason. A file, line or data block that cannot be read has such a row too, with its path as the id, and a
line on standard error: the exit code is then 1, and 2 where nothing was labelled. --strict stops at the first instead. Prints counts.

With --model another Learner labels: a file that an experiment or learn wrote, or a module. A row then has the value with its unit in the
name of its column (of a model of classes the probability), the ends of its interval, whether it lies inside what was learned, the
elements that were not, and the reason where there is no label. A Learner whose table named the mobile ion in a column needs --ions:
a structure has a row for each of these that it has.

Examples:
  ionsieve label structures/ --out labels.csv
  ionsieve label structures/ --model results/mine/learner.teacher.json --out labels.csv`;

/**
 * `ionsieve label FILES... --out labels.csv`: the published teacher, or a Learner, over a structure database.
 * @example program.addCommand(labelCommand());
 */
export function labelCommand(): Command {
  const command = new Command('label')
    .description('label structures with the published teacher, or with a Learner of your own')
    .argument('<files...>', 'CIF or JSON-lines files, .gz or .zip of them, or folders')
    .option('--model <file>', 'a Learner or a module that labels, instead of the published teacher')
    .option(
      '--ions <elements>',
      'mobile ions to label for, with a --model whose table named the ion in a column',
      list('--ions', (symbol) => SYMBOLS[atomicNumber(symbol, '--ions')]!),
    )
    .option('--overwrite', 'replace an --out that holds something else than earlier labels of the same files')
    .requiredOption('--out <file>', 'CSV file to write');
  return withFormOptions(withStrictOption(command))
    .addHelpText('after', HELP)
    .action((files: string[], { out, ...options }: LabelOptions) =>
      withOutputFolder(dirname(out), [basename(out), `${basename(out)}.${RECORD_FILE}`], () =>
        runLabel(files, out, options),
      ),
    );
}

async function runLabel(files: string[], out: string, options: Omit<LabelOptions, 'out'>): Promise<void> {
  const record = `${out}.${RECORD_FILE}`;
  const { model, ions = [] } = options;
  const by = model === undefined ? '' : ` by ${resolve(model)} ${ions.join(',')}`;
  const work = `label ${files.map((file) => resolve(file)).join(' ')}${by}`;
  if (!options.overwrite) refuseOtherWork(record, work, [basename(out)]);
  const run = startRun(record, { command: commandLine(), work });
  if (model !== undefined)
    return labelByModel(files, { ...options, model, ions, strict: options.strict ?? false, out }, run);
  if (ions.length > 0) fail('--ions', '--model beside it', 'none', 'the published teacher is asked for lithium');
  const teacher = publishedTeacher(loadTraining());
  const { mobileIon } = LITHIUM_IONS;
  const answer = describeFiles(files, {
    images: 'periodic',
    required: teacher.descriptors,
    mobileIon,
    strict: options.strict,
  });
  const { all, described, undescribed, unread, notes } = answer;
  tellFailures(files, answer, mobileIon);
  const { lines, fast } = labelled(teacher, answer);
  writeAtomic(out, formatCsv(HEADER, lines));
  finishRun(run, { outputs: [basename(out)], seeds: [DISORDER_SEED], tensorBackend: null });
  printNotes(notes);
  const structures = { what: 'structures', value: all.length };
  const ofLabelled = { what: 'labelled', value: described.length };
  const counts = [
    structures,
    { ...ofLabelled, of: structures },
    { what: 'fast', value: fast, of: ofLabelled },
    ...countByReason(undescribed).map(([reason, value]) => ({
      what: `not_labelled.${reason}`,
      value,
      of: structures,
    })),
    ...(unread.length === 0 ? [] : [{ what: 'not_read', value: unread.length, of: structures }]),
  ];
  await printResult(formOf(options), {
    ...countsResult(counts.map((count) => ({ ...count, unit: 'structures' }))),
    notes: [`written to ${out}`, ...undescribed.slice(0, 1).map(({ id }) => `the first without a label: ${id}`)],
  });
}

function labelled(teacher: Teacher, { all, described }: DescribedFiles) {
  const columns = structuralColumns(teacher.descriptors);
  const X = matrixFrom(described.map(({ descriptors }) => columns.map((column) => descriptors[column]!)));
  const { probability, fast, domainDistance } = labelStructures(teacher, X);
  let next = 0;
  const lines = all.map((row) => {
    if ('where' in row) return [row.where, '', '', '', '', row.reason];
    if ('reason' in row) return [row.id, row.formula, '', '', '', row.reason];
    const i = next++;
    return [row.id, row.formula, probability[i]!, fast[i]!, domainDistance[i]!, ''];
  });
  return { lines, fast: fast.reduce((sum, label) => sum + label, 0) };
}
