import { basename, dirname } from 'node:path';
import { Command } from 'commander';
import { writeAtomic } from '../core/files.ts';
import { matrixFrom } from '../core/matrix.ts';
import { formatCsv } from '../core/table.ts';
import { labelStructures } from '../transfer/label.ts';
import { publishedTeacher, structuralColumns, type Teacher } from '../transfer/teacher.ts';
import { loadTraining } from '../transfer/training-data.ts';
import { type DescribedFiles, describeFiles, printNotes } from './describe-files.ts';
import { withOutputFolder } from './output-folder.ts';
import { countReasons, plural } from './tell-counts.ts';

const HEADER = ['id', 'formula', 'probability', 'fast', 'domain_distance', 'reason'];

const HELP = `
One row a structure, in the order of the files: id, reduced formula, probability of 1e-4 S/cm or more at room temperature,
label (1 from a probability of 0.5), distance to the centre of the training materials (beyond 2 is extrapolation), and,
where there is no label, the reason.

Example: ionsieve label structures/ --out labels.csv`;

/**
 * `ionsieve label FILES... --out labels.csv`: the published teacher over a structure database.
 * @example program.addCommand(labelCommand());
 */
export function labelCommand(): Command {
  return new Command('label')
    .description('label structures with the published teacher: probability, label, distance to the training centre')
    .argument('<files...>', 'CIF or JSON-lines files, .gz or .zip of them, or folders')
    .requiredOption('--out <file>', 'CSV file to write')
    .addHelpText('after', HELP)
    .action((files: string[], { out }: { out: string }) =>
      withOutputFolder(dirname(out), [basename(out)], () => runLabel(files, out)),
    );
}

function runLabel(files: string[], out: string): void {
  const teacher = publishedTeacher(loadTraining());
  const structures = describeFiles(files, 'periodic', teacher.descriptors);
  const { all, described, undescribed, notes } = structures;
  const { lines, fast } = labelled(teacher, structures);
  writeAtomic(out, formatCsv(HEADER, lines));
  printNotes(notes);
  process.stdout.write(`labelled ${described.length} of ${plural(all.length, 'structure')}, ${fast} fast: ${out}\n`);
  if (undescribed.length > 0) process.stdout.write(`not labelled: ${countReasons(undescribed)}\n`);
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
