import { Command, Option } from 'commander';
import { atomicNumber } from '../chemistry/elements.ts';
import type { DescribedStructure } from '../descriptors/describe.ts';
import { type ImageRule, STRUCTURAL_DESCRIPTORS } from '../descriptors/structural.ts';
import { describeFiles, printNotes, tellFailures } from './describe-files.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { printResult, type Result } from './print-result.ts';
import { type StrictOption, withStrictOption } from './strict-option.ts';
import { countReasons } from './tell-counts.ts';
import type { Value } from './value-text.ts';

const HELP = `
The 24 descriptors of Sendek et al. 2017 with their units. A table has a line for each; --csv and --json have a row a structure
in full precision: id, formula, descriptors, an empty cell (null in JSON) where one is not defined, and what is
known of disordered structures: samples, mean number of clashes left, standard errors. Masses, volumes, densities and
packing fractions follow from the occupancies and have no error; the rest is sampled in cells of up to 10,000 positions
whose composition is within 0.5 % in every element. Structures that no such cell represents, without the mobile ion, or
with an element that has no electronegativity, are counted by reason on standard error. A file, line or data block that cannot be read
has a line there, and the others are described: the exit code is then 1, and 2 where nothing was described. --strict stops at
the first instead. In the names of columns "li"
stands for the mobile ion; where that is itself the anion (--mobile-ion F), the column li_anion_separation_A is its distance
to the nearest other element, and for lithium 0, as in the authors' file.

Example: ionsieve describe LiF.cif --json
         ionsieve describe structures/ --csv > descriptors.csv`;

const NAMES = STRUCTURAL_DESCRIPTORS.map(({ name }) => name);

interface DescribeOptions extends FormOptions, StrictOption {
  readonly images: ImageRule;
  /** Atomic number. */
  readonly mobileIon: number;
}

/**
 * `ionsieve describe FILES...`: structural descriptors on standard output.
 * @example program.addCommand(describeCommand());
 */
export function describeCommand(): Command {
  const command = new Command('describe')
    .description('print the structural descriptors of crystal structures')
    .argument('<files...>', 'CIF or JSON-lines files (docs/structures.md), .gz or .zip of them, or folders')
    .addOption(
      new Option('--images <rule>', 'neighbours from all periodic images, or from 27 cells as the authors took them')
        .choices(['periodic', 'authors'])
        .default('periodic'),
    )
    .addOption(
      new Option('--mobile-ion <symbol>', 'the ion that conducts')
        .default(atomicNumber('Li'), 'Li')
        .argParser((symbol) => atomicNumber(symbol, '--mobile-ion')),
    );
  return withFormOptions(withStrictOption(command)).addHelpText('after', HELP).action(runDescribe);
}

async function runDescribe(files: string[], options: DescribeOptions): Promise<void> {
  const answer = describeFiles(files, options);
  const { described, undescribed, notes } = answer;
  tellFailures(files, answer, options.mobileIon);
  printNotes(undescribed.length > 0 ? [...notes, `not described: ${countReasons(undescribed)}`] : notes);
  const form = formOf(options);
  await printResult(form, form === 'table' ? oneADescriptor(described) : oneAStructure(described));
}

/** For programs. */
function oneAStructure(structures: readonly DescribedStructure[]): Result {
  const names = ['id', 'formula', ...NAMES, 'samples', 'clashes', ...NAMES.map((name) => `${name}_standard_error`)];
  const rows = structures.map(({ id, formula, descriptors, samples, clashes, standardErrors }): Value[] => [
    ...[id, formula, ...defined(descriptors)],
    ...[samples, clashes, ...defined(standardErrors)],
  ]);
  return { columns: names.map((name) => ({ name })), pages: [rows] };
}

/** For a terminal, which is too narrow for them side by side. */
function oneADescriptor(structures: readonly DescribedStructure[]): Result {
  const names = ['id', 'formula', 'descriptor', 'value', 'standard error', 'unit'];
  const pages = structures.map(({ id, formula, descriptors, standardErrors }) => {
    const errors = defined(standardErrors);
    return defined(descriptors).map((value, i): Value[] => {
      const { name, unit } = STRUCTURAL_DESCRIPTORS[i]!;
      return [id, formula, name, value, errors[i]!, unit === '1' ? '' : unit];
    });
  });
  return { columns: names.map((name) => ({ name, title: name })), pages };
}

function defined(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
