import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { parseFormula } from '../chemistry/formula.ts';
import { formatCsv } from '../core/table.ts';
import { alignedText } from '../report/text.ts';
import { type CompoundPredictor, openPredictor, type Prediction } from '../transfer/predict.ts';
import { describeFiles, printNotes } from './describe-files.ts';
import { studentOption } from './options.ts';
import { countReasons } from './tell-counts.ts';

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

const HELP = `
The student answers from the composition alone. The teacher answers for a structure, or for a formula with the mean over
its known structures in the shipped table. Beyond a distance of 2 from what they learned from, both extrapolate. The
measured material nearest in composition stands beside them, with its conductivity.

Example: ionsieve predict Li3PS4 Li6PS5Cl LiF.cif`;

/**
 * `ionsieve predict FORMULA|FILE...`: what teacher and student say of single compounds.
 * @example program.addCommand(predictCommand());
 */
export function predictCommand(): Command {
  return new Command('predict')
    .description('probability of fast lithium conduction (1e-4 S/cm or more) for formulas and crystal structures')
    .argument('<inputs...>', 'formulas such as Li3PS4, or files that describe reads')
    .addOption(studentOption())
    .addOption(new Option('--format <format>', 'output format').choices(['table', 'csv', 'json']).default('table'))
    .addHelpText('after', HELP)
    .action(runPredict);
}

function runPredict(inputs: string[], options: PredictOptions): void {
  const predictor = openPredictor(options.model);
  const notes: string[] = [];
  const rows = inputs.flatMap((input) =>
    isPath(input) ? predictStructures(predictor, input, notes) : [predictor.formula(input)],
  );
  printNotes(notes);
  process.stdout.write(formatters[options.format](rows));
}

function predictStructures(predictor: CompoundPredictor, path: string, notes: string[]): Prediction[] {
  const { described, undescribed, notes: more } = describeFiles([path], 'periodic', predictor.teacher.descriptors);
  notes.push(...more);
  if (undescribed.length > 0) notes.push(`${path}: not predicted: ${countReasons(undescribed)}`);
  return described.map((structure) => predictor.structure(path, structure));
}

/** A name that could be either, such as that of a folder LiCl, is a formula; LiCl/ is the folder. */
function isPath(input: string): boolean {
  return /[\\/]|\.(cif|jsonl|zip)(\.gz)?$/i.test(input) || (existsSync(input) && !isFormula(input));
}

function isFormula(text: string): boolean {
  try {
    return parseFormula(text).amounts.length > 0;
  } catch {
    return false;
  }
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
