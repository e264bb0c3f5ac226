import { basename, dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { writeAtomic } from '../core/files.ts';
import { matrixFrom } from '../core/matrix.ts';
import { formatCsv } from '../core/table.ts';
import { finishRun } from '../provenance/end-run.ts';
import { refuseOtherWork } from '../provenance/refuse-other-work.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { startRun } from '../provenance/start-run.ts';
import { labelStructures } from '../transfer/label.ts';
import { publishedTeacher, structuralColumns, type Teacher } from '../transfer/teacher.ts';
import { loadTraining } from '../transfer/training-data.ts';
import { commandLine } from './command-line.ts';
import { countsResult } from './counts.ts';
import { type DescribedFiles, DISORDER_SEED, describeFiles, printNotes } from './describe-files.ts';
import { type Form, type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { withOutputFolder } from './output-folder.ts';
import { printResult } from './print-result.ts';
import { countByReason } from './tell-counts.ts';

const HEADER = ['id', 'formula', 'probability', 'fast', 'domain_distance', 'reason'];

const HELP = `
Writes one row a structure, in the order of the files: id, reduced formula, probability of 1e-4 S/cm or more at room temperature,
label (1 from a probability of 0.5), distance to the centre of the training materials (beyond 2 is extrapolation), and,
where there is no label, the reason. Prints counts.

Example: ionsieve label structures/ --out labels.csv`;

/**
 * `ionsieve label FILES... --out labels.csv`: the published teacher over a structure database.
 * @example program.addCommand(labelCommand());
 */
export function labelCommand(): Command {
  const command = new Command('label')
    .description('label structures with the published teacher: probability, label, distance to the training centre')
    .argument('<files...>', 'CIF or JSON-lines files, .gz or .zip of them, or folders')
    .option('--overwrite', 'replace an --out that holds something else than earlier labels of the same files')
    .requiredOption('--out <file>', 'CSV file to write');
  return withFormOptions(command)
    .addHelpText('after', HELP)
    .action((files: string[], { out, overwrite, ...options }: FormOptions & { out: string; overwrite?: true }) =>
      withOutputFolder(dirname(out), [basename(out), `${basename(out)}.${RECORD_FILE}`], () =>
        runLabel(files, out, formOf(options), overwrite),
      ),
    );
}

async function runLabel(files: string[], out: string, form: Form, overwrite = false): Promise<void> {
  const record = `${out}.${RECORD_FILE}`;
  const work = `label ${files.map((file) => resolve(file)).join(' ')}`;
  if (!overwrite) refuseOtherWork(record, work, [basename(out)]);
  const run = startRun(record, { command: commandLine(), work });
  const teacher = publishedTeacher(loadTraining());
  const answer = describeFiles(files, 'periodic', teacher.descriptors);
  const { all, described, undescribed, notes } = answer;
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
  ];
  await printResult(form, {
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
    if ('reason' in row) return [row.id, row.formula, '', '', '', row.reason];
    const i = next++;
    return [row.id, row.formula, probability[i]!, fast[i]!, domainDistance[i]!, ''];
  });
  return { lines, fast: fast.reduce((sum, label) => sum + label, 0) };
}
