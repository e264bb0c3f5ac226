import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { atomicNumber } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { fail, UserError } from '../core/errors.ts';
import { packageRoot } from '../core/files.ts';
import { startProgress } from '../core/progress.ts';
import { SHIPPED_MEASURED, SHIPPED_STUDENT } from '../experiment/shipped.ts';
import { percent } from '../report/text.ts';
import { learnedText } from '../transfer/learned.ts';
import { type CompoundPredictor, openPredictor, type Prediction } from '../transfer/predict.ts';
import { type CompositionRow, readCompositions } from './composition-file.ts';
import { describeFiles, printNotes } from './describe-files.ts';
import { type Form, type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { studentOption } from './options.ts';
import { type Column, printResult, type Rows } from './print-result.ts';
import { countReasons, plural } from './tell-counts.ts';
import type { Value } from './value-text.ts';

interface PredictOptions extends FormOptions {
  readonly model: string;
  readonly measuredModel: string;
  readonly input?: string;
}

const fixed = (digits: number) => (value: Value) => (value as number).toFixed(digits);
const colours = { inside: 'green', outside: 'yellow' } as const;

/** In the order of CSV and JSON; those with a title are in the table. */
const COLUMNS = [
  { name: 'input', title: 'input' },
  { name: 'formula' },
  { name: 'probability', title: 'P', text: fixed(3) },
  { name: 'log10_conductivity_S_per_cm', title: 'log10 S/cm', text: fixed(2) },
  { name: 'log10_low', title: '90 % from', text: fixed(2) },
  { name: 'log10_high', title: '90 % to', text: fixed(2) },
  { name: 'domain', title: 'domain', colours },
  { name: 'unmeasured_elements' },
  { name: 'nearest_measured', title: 'nearest measured' },
  { name: 'nearest_measured_family' },
  { name: 'nearest_measured_log10_S_per_cm', title: 'its log10 S/cm', text: fixed(2) },
  { name: 'nearest_measured_difference' },
  { name: 'student' },
  { name: 'student_probability', title: "paper's P", text: fixed(3) },
  { name: 'student_domain_distance' },
  { name: 'student_unlearned_elements' },
  { name: 'teacher_probability', title: 'teacher P', text: fixed(3) },
  { name: 'teacher_domain_distance' },
  { name: 'teacher_structure', title: 'structure' },
  { name: 'nearest_of_the_forty' },
  { name: 'nearest_of_the_forty_S_per_cm' },
] as const satisfies readonly (Column & { readonly name: keyof Prediction })[];

/** Rows printed at once: what is kept in memory, and how much of a table shares its widths under one header. */
const ROWS_A_PAGE = 1000;
/** Rows of a file from which on a user wants to see how far it is. */
const MANY_ROWS = 500;
const MOST_LISTED = 20;

const HELP = `
Three models answer, each with the probability of 1e-4 S/cm or more at room temperature.
  P          from measured conductivities, by composition alone. With it come log10 of the conductivity in S/cm and an interval that
             is to hold the measurement in 90 of 100 materials; whether the composition lies inside what was measured (near to a
             measured material, no new element) or outside, where you should trust it less; and the nearest measured material with
             log10 of its conductivity. P is calibrated on unseen papers and passes 0.5 somewhat below 1e-4 S/cm, for the
             conductivity is a mean, and errors reach further down than up.
  paper's P  of the paper's student, by composition alone: it learned the labels that the teacher gave to known structures.
             With --model it is a student of your own, under its own name; compounds without its ion are refused, and those of an
             ion other than lithium have its answer alone, for the others have learned lithium compounds only.
  teacher P  of the paper's teacher, by crystal structure: of a structure given, or for a formula the mean over its known
             structures in the shipped table. It learned from forty measured materials. No known structure, no answer.
--json and --csv have all fields in full precision, among them the distance of the paper's two models from what they learned from
(beyond 2 they extrapolate) and the nearest of the forty materials.

--input takes a CSV file of any length, also as .gz, with a header and a column named composition; other columns are ignored. Rows
that cannot be answered are told of on standard error, by their line, and left out.

Examples: ionsieve predict Li3PS4 Li6PS5Cl LiF.cif
          ionsieve predict --csv --input compounds.csv > predicted.csv`;

/**
 * `ionsieve predict FORMULA|FILE...`: what teacher and students say of single compounds, or of a table of them.
 * @example program.addCommand(predictCommand());
 */
export function predictCommand(): Command {
  const command = new Command('predict')
    .description('conductivity and probability of fast lithium conduction, for formulas and crystal structures')
    .argument('[inputs...]', 'formulas such as Li3PS4, or files that describe reads')
    .option('--input <file>', 'CSV file with a column composition, answered after the inputs')
    .addOption(measuredModelOption())
    .addOption(studentOption());
  return withFormOptions(command).addHelpText('after', HELP).action(runPredict);
}

function measuredModelOption(): Option {
  const shipped = join(packageRoot(), SHIPPED_MEASURED);
  return new Option('--measured-model <file>', 'file of the student of measured conductivities').default(
    shipped,
    `${SHIPPED_MEASURED} of the package`,
  );
}

async function runPredict(inputs: string[], options: PredictOptions): Promise<void> {
  if (inputs.length === 0 && options.input === undefined) {
    fail('predict', 'a formula, a structure file or --input', 'none', 'see ionsieve predict --help');
  }
  const predictor = openPredictor(options.model, options.measuredModel);
  const notes: string[] = [];
  const rows = inputs.flatMap((input) =>
    isPath(input) ? predictStructures(predictor, input, notes) : [predictor.formula(input)],
  );
  printNotes([...notes, ...studentNotes(options, predictor, rows)]);
  const form = formOf(options);
  const more = options.input === undefined ? [] : predictFile(predictor, options.input, showsProgress(form));
  await printResult(form, { columns: columnsOf(options, predictor), pages: pagesOf(rows, more) });
}

/** A student of the user's stands under its own name, alone where it has not learned lithium compounds. */
function columnsOf({ model }: PredictOptions, { student, coverage }: CompoundPredictor): readonly Column[] {
  const isOwn = model !== join(packageRoot(), SHIPPED_STUDENT);
  const titles: Readonly<Record<string, string>> = isOwn
    ? {
        input: 'input',
        student_probability: `${student.name} P`,
        student_domain_distance: 'distance',
        student_unlearned_elements: 'not learned',
      }
    : {};
  const ofLithium: Readonly<Record<string, string>> = {
    log10_low: `${percent(coverage)} from`,
    log10_high: `${percent(coverage)} to`,
  };
  return COLUMNS.map(({ title, ...column }: Column) => {
    const other = student.learned.anchor === 'Li' ? (ofLithium[column.name] ?? title) : undefined;
    const shown = titles[column.name] ?? other;
    return shown === undefined ? column : { ...column, title: shown };
  });
}

/** What a user's student is a student of, once, and which elements are new to it. */
function studentNotes(
  { model }: PredictOptions,
  { student }: CompoundPredictor,
  rows: readonly Prediction[],
): string[] {
  if (model === join(packageRoot(), SHIPPED_STUDENT)) return [];
  const { name, learned } = student;
  const { property, threshold, unit, labels } = learned;
  const fresh = rows.filter((row) => row.student_unlearned_elements !== '');
  return [
    `${name} P: ${property}, ${threshold}${unit === '1' ? '' : ` ${unit}`} or more; learned from ${labels}`,
    ...fresh.map(
      (row) => `${row.input}: ${name} has not learned ${row.student_unlearned_elements}, but ${learnedText(learned)}`,
    ),
  ];
}

function predictStructures(predictor: CompoundPredictor, path: string, notes: string[]): Prediction[] {
  if (/\.csv(\.gz)?$/i.test(path)) fail(path, 'a formula or structures', 'a table', 'give it with --input');
  const {
    described,
    undescribed,
    notes: more,
  } = describeFiles(
    [path],
    'periodic',
    predictor.teacher.descriptors,
    atomicNumber(predictor.student.learned.anchor ?? 'Li'),
  );
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

/** Answers for the rows of a file; those without one are told of at the end. Fails when none has one. */
function* predictFile(predictor: CompoundPredictor, path: string, shows: boolean): Generator<Prediction> {
  const rows = readCompositions(path);
  const reasons: string[] = [];
  let left = 0;
  const bar = shows && rows.length > MANY_ROWS ? startProgress('predict', rows.length, 'rows') : undefined;
  try {
    for (const [done, row] of rows.entries()) {
      const answer = predictRow(predictor, row);
      if (typeof answer !== 'string') yield answer;
      else if (++left <= MOST_LISTED) reasons.push(`${path}, line ${row.line}: ${answer}`);
      bar?.update(done + 1);
    }
  } finally {
    bar?.stop();
  }
  printNotes(left > MOST_LISTED ? [...reasons, `... and ${left - MOST_LISTED} more`] : reasons);
  if (left === rows.length) {
    fail(path, 'a composition that can be predicted', `none in ${plural(left, 'row')}`, 'mend the rows listed above');
  }
  if (left > 0) printNotes([`${path}: ${left} of ${plural(rows.length, 'row')} not predicted`]);
}

/** The answer, or the reason why there is none. */
function predictRow(predictor: CompoundPredictor, row: CompositionRow): Prediction | string {
  if ('reason' in row) return row.reason;
  try {
    return predictor.formula(row.composition);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** Rows that run over the terminal show themselves how far it is; a bar would be torn by them. */
function showsProgress(form: Form): boolean {
  return form === 'table' || !process.stdout.isTTY;
}

/** The rows of the command line, then those of a file. No page comes before the file has its first answer: it may have none. */
function* pagesOf(rows: readonly Prediction[], more: Iterable<Prediction>): Generator<Rows> {
  const cells = (row: Prediction): readonly Value[] => COLUMNS.map(({ name }) => row[name]);
  let page = rows.map(cells);
  for (const row of more) {
    page.push(cells(row));
    if (page.length < ROWS_A_PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}
