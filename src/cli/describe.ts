import { Command, Option } from 'commander';
import { atomicNumber } from '../chemistry/elements.ts';
import { formatCsv } from '../core/table.ts';
import type { DescribedStructure } from '../descriptors/describe.ts';
import { type ImageRule, STRUCTURAL_DESCRIPTORS } from '../descriptors/structural.ts';
import { describeFiles, printNotes } from './describe-files.ts';
import { countReasons } from './tell-counts.ts';

const HELP = `
One row a structure: id, reduced formula, and the 24 descriptors of Sendek et al. 2017 in full precision; an empty cell
(null in JSON) where one is not defined. JSON also has what is known of disordered structures: samples, mean number of
clashes left, standard errors. Structures without the mobile ion, or with an element that has no electronegativity, are
counted by reason on standard error. In the names of columns "li" stands for the mobile ion.

Example: ionsieve describe LiF.cif --format json`;

interface DescribeOptions {
  readonly images: ImageRule;
  /** Atomic number. */
  readonly mobileIon: number;
  readonly format: 'csv' | 'json';
}

/**
 * `ionsieve describe FILES...`: structural descriptors on standard output, full precision, one structure a line.
 * @example program.addCommand(describeCommand());
 */
export function describeCommand(): Command {
  return new Command('describe')
    .description('print the structural descriptors of crystal structures')
    .argument('<files...>', 'CIF or JSON-lines files, .gz or .zip of them, or folders')
    .addOption(
      new Option('--images <rule>', 'neighbours from all periodic images, or from 27 cells as the authors took them')
        .choices(['periodic', 'authors'])
        .default('periodic'),
    )
    .addOption(
      new Option('--mobile-ion <symbol>', 'the ion that conducts')
        .default(atomicNumber('Li'), 'Li')
        .argParser((symbol) => atomicNumber(symbol, '--mobile-ion')),
    )
    .addOption(new Option('--format <format>', 'output format').choices(['csv', 'json']).default('csv'))
    .addHelpText('after', HELP)
    .action(runDescribe);
}

function runDescribe(files: string[], options: DescribeOptions): void {
  const { described, undescribed, notes } = describeFiles(files, options.images, [], options.mobileIon);
  printNotes(undescribed.length > 0 ? [...notes, `not described: ${countReasons(undescribed)}`] : notes);
  process.stdout.write(options.format === 'csv' ? asCsv(described) : asJson(described));
}

function asCsv(rows: readonly DescribedStructure[]): string {
  return formatCsv(
    ['id', 'formula', ...STRUCTURAL_DESCRIPTORS.map(({ name }) => name)],
    rows.map(({ id, formula, descriptors }) => [id, formula, ...descriptors]),
  );
}

function asJson(rows: readonly DescribedStructure[]): string {
  const objects = rows.map(({ id, formula, samples, clashes, descriptors, standardErrors }) => ({
    id,
    formula,
    samples,
    clashes,
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
