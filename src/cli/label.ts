import { dirname } from 'node:path';
import { Command } from 'commander';
import { fail } from '../core/errors.ts';
import { ensureWritableFolder, writeAtomic } from '../core/files.ts';
import { matrixFrom } from '../core/matrix.ts';
import { formatCsv } from '../core/table.ts';
import { readStructures } from '../crystal/read-structures.ts';
import { type DescribedStructure, describeStructure } from '../descriptors/describe.ts';
import { labelStructures } from '../transfer/label.ts';
import { publishedTeacher, structuralColumns } from '../transfer/teacher.ts';
import { loadTraining } from '../transfer/training-data.ts';
import { countReasons } from './reasons.ts';

/**
 * `ionsieve label FILES... --out labels.csv`: the published teacher over a structure database.
 * @example program.addCommand(labelCommand());
 */
export function labelCommand(): Command {
  return new Command('label')
    .description('label structures with the published teacher: probability, label, distance to the training centre')
    .argument('<files...>', 'CIF or JSON-lines files, .gz or .zip of them, or folders')
    .requiredOption('--out <file>', 'CSV file to write')
    .addHelpText('after', '\nExample: ionsieve label structures/ --out labels.csv')
    .action(runLabel);
}

function runLabel(files: string[], options: { out: string }): void {
  ensureWritableFolder(dirname(options.out));
  const teacher = publishedTeacher(loadTraining());
  const rows = Array.from(readStructures(files), (structure) =>
    describeStructure(structure, 'periodic', 0, teacher.descriptors),
  );
  const described = rows.filter((row): row is DescribedStructure => !('reason' in row));
  const reasons = rows.flatMap((row) => ('reason' in row ? [`${row.id}: ${row.reason}`] : []));
  if (described.length === 0) {
    fail(files.join(' '), 'a structure that can be labelled', reasons[0] ?? 'none', 'give lithium compounds');
  }
  const columns = structuralColumns(teacher.descriptors);
  const labels = labelStructures(
    teacher,
    matrixFrom(described.map(({ descriptors }) => columns.map((column) => descriptors[column]!))),
  );
  let next = 0;
  const lines = rows.map((row) => {
    if ('reason' in row) return [row.id, row.formula, '', '', '', row.reason];
    const i = next++;
    return [row.id, row.formula, labels.probability[i]!, labels.fast[i]!, labels.domainDistance[i]!, ''];
  });
  writeAtomic(options.out, formatCsv(['id', 'formula', 'probability', 'fast', 'domain_distance', 'reason'], lines));
  const fast = labels.fast.reduce((sum, label) => sum + label, 0);
  process.stdout.write(`labelled ${described.length} of ${rows.length} structures, ${fast} fast: ${options.out}\n`);
  if (reasons.length > 0) process.stdout.write(`not labelled: ${countReasons(reasons)}\n`);
}
