import { Command, Option } from 'commander';
import { fail } from '../core/errors.ts';
import { formatCsv } from '../core/table.ts';
import { readStructures } from '../crystal/read-structures.ts';
import { type DescribedStructure, describeStructure } from '../descriptors/describe.ts';
import { type ImageRule, STRUCTURAL_DESCRIPTORS } from '../descriptors/structural.ts';
import { countReasons } from './reasons.ts';

/**
 * `ionsieve describe FILES...`: structural descriptors on standard output, full precision, one structure a line.
 * @example program.addCommand(describeCommand());
 */
export function describeCommand(): Command {
  return new Command('describe')
    .description('print the structural descriptors of crystal structures')
    .argument('<files...>', 'CIF or JSON-lines files, .gz or .zip of them, or folders')
    .addOption(
      new Option('--images <rule>', 'periodic images that count as neighbours')
        .choices(['periodic', 'authors'])
        .default('periodic'),
    )
    .addOption(new Option('--format <format>', 'output format').choices(['csv', 'json']).default('csv'))
    .addHelpText('after', '\nExample: ionsieve describe LiF.cif --format json')
    .action(runDescribe);
}

function runDescribe(files: string[], options: { images: ImageRule; format: 'csv' | 'json' }): void {
  const rows: DescribedStructure[] = [];
  const reasons: string[] = [];
  for (const structure of readStructures(files)) {
    const described = describeStructure(structure, options.images, 0);
    if ('reason' in described) reasons.push(`${described.id}: ${described.reason}`);
    else rows.push(described);
  }
  if (rows.length === 0) {
    fail(files.join(' '), 'a structure that can be described', reasons[0] ?? 'none', 'give lithium compounds');
  }
  if (reasons.length > 0) process.stderr.write(`not described: ${countReasons(reasons)}\n`);
  process.stdout.write(options.format === 'csv' ? asCsv(rows) : asJson(rows));
}

function asCsv(rows: readonly DescribedStructure[]): string {
  return formatCsv(
    ['id', 'formula', ...STRUCTURAL_DESCRIPTORS.map(({ name }) => name)],
    rows.map(({ id, formula, descriptors }) => [id, formula, ...descriptors]),
  );
}

function asJson(rows: readonly DescribedStructure[]): string {
  const objects = rows.map(({ id, formula, samples, descriptors, standardErrors }) => ({
    id,
    formula,
    samples,
    descriptors: named(descriptors),
    standard_errors: named(standardErrors),
  }));
  return `${JSON.stringify(objects, null, 2)}\n`;
}

function named(values: Float64Array): Record<string, number | null> {
  return Object.fromEntries(
    STRUCTURAL_DESCRIPTORS.map(({ name }, column) => [name, Number.isNaN(values[column]) ? null : values[column]!]),
  );
}
