import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { packageRoot } from '../core/files.ts';
import { formatCsv } from '../core/table.ts';
import { readStructures } from '../crystal/read-structures.ts';
import { describeStructure } from '../descriptors/describe.ts';
import { SHIPPED_STUDENT } from '../experiment/shipped.ts';
import { alignedText } from '../report/text.ts';
import { openPredictor, type Prediction } from '../transfer/predict.ts';

interface PredictOptions {
  readonly model: string;
  readonly format: 'table' | 'csv' | 'json';
}

const COLUMNS = [
  'input',
  'formula',
  'student_probability',
  'student_domain_distance',
  'teacher_probability',
  'teacher_domain_distance',
  'teacher_structure',
  'nearest_measured',
  'nearest_measured_S_per_cm',
] as const satisfies readonly (keyof Prediction)[];

/**
 * `ionsieve predict FORMULA|FILE...`: what teacher and student say of single compounds.
 * @example program.addCommand(predictCommand());
 */
export function predictCommand(): Command {
  return new Command('predict')
    .description('probability of fast lithium conduction (1e-4 S/cm or more) for formulas and crystal structures')
    .argument('<inputs...>', 'formulas such as Li3PS4, or files that describe reads')
    .option('--model <file>', 'student file', join(packageRoot(), SHIPPED_STUDENT))
    .addOption(new Option('--format <format>', 'output format').choices(['table', 'csv', 'json']).default('table'))
    .addHelpText('after', '\nExample: ionsieve predict Li3PS4 Li6PS5Cl')
    .action(runPredict);
}

function runPredict(inputs: string[], options: PredictOptions): void {
  const predictor = openPredictor(options.model);
  const rows = inputs.flatMap((input) =>
    existsSync(input) || /\.(cif|jsonl|zip)(\.gz)?$/i.test(input)
      ? Array.from(readStructures([input]), (structure) =>
          predictor.structure(input, describeStructure(structure, 'periodic', 0, predictor.teacher.descriptors)),
        )
      : [predictor.formula(input)],
  );
  process.stdout.write(formatters[options.format](rows));
}

const formatters: Record<PredictOptions['format'], (rows: readonly Prediction[]) => string> = {
  csv: (rows) =>
    formatCsv(
      COLUMNS,
      rows.map((row) => COLUMNS.map((column) => row[column] ?? '')),
    ),
  json: (rows) => `${JSON.stringify(rows, null, 2)}\n`,
  table: asTable,
};

function asTable(rows: readonly Prediction[]): string {
  const cells = [
    ['input', 'student P', 'distance', 'teacher P', 'distance', 'structure', 'nearest measured', 'S/cm'],
    ...rows.map((row) => [
      row.input,
      short(row.student_probability),
      short(row.student_domain_distance),
      short(row.teacher_probability),
      short(row.teacher_domain_distance),
      row.teacher_structure ?? '-',
      row.nearest_measured,
      String(row.nearest_measured_S_per_cm),
    ]),
  ];
  return alignedText(cells);
}

function short(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}
