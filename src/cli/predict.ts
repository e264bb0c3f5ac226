import { join } from 'node:path';
import { Command, Option } from 'commander';
import { atomicNumber } from '../chemistry/elements.ts';
import { fail, UserError } from '../core/errors.ts';
import { packageRoot } from '../core/files.ts';
import { readText } from '../core/read-text.ts';
import { SHIPPED_MEASURED, SHIPPED_STUDENT } from '../experiment/shipped.ts';
import { openLearner } from '../learning/open-learner.ts';
import { learnedText } from '../learning/scope.ts';
import { percent } from '../report/text.ts';
import { readMeasured } from '../transfer/measured-learner.ts';
import type { Measurement } from '../transfer/measurements.ts';
import { parseOwnMeasurements } from '../transfer/own-measurements.ts';
import { type CompoundPredictor, createPredictor } from '../transfer/predict.ts';
import type { Prediction } from '../transfer/prediction.ts';
import { labelsOf } from '../transfer/student-learner.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { measuredOption, studentOption } from './options.ts';
import { learnerAsker, learnerColumns, learnerNotes } from './predict-learner.ts';
import type { Asker, PredictedRow } from './predict-rows.ts';
import {
  type PredictStabilityOptions,
  predictStabilityRule,
  printWithStability,
  withPredictStability,
} from './predict-stability.ts';
import type { Column } from './print-result.ts';
import { type StrictOption, withStrictOption } from './strict-option.ts';
import { unreadText } from './tell-dropped.ts';
import { tellUnread } from './tell-unread.ts';
import type { Value } from './value-text.ts';

interface PredictOptions extends FormOptions, StrictOption, PredictStabilityOptions {
  readonly model: string;
  readonly measuredModel: string;
  readonly measured?: string;
  readonly input?: string;
}

const fixed = (digits: number) => (value: Value) => (value as number).toFixed(digits);
const colours = { inside: 'green', outside: 'yellow' } as const;
const agreement = { agrees: 'green', disagrees: 'yellow' } as const;

/** In the order of CSV and JSON; those with a title are in the table. */
const COLUMNS = [
  { name: 'input', title: 'input' },
  { name: 'formula' },
  { name: 'measured', title: 'measured', sparse: true },
  { name: 'measured_source', title: 'source', text: shortSource, sparse: true },
  { name: 'measured_against_predicted', title: 'prediction', colours: agreement, sparse: true },
  { name: 'measured_log10_S_per_cm' },
  { name: 'measured_is_bound' },
  { name: 'measured_temperature_C' },
  { name: 'measured_formula' },
  { name: 'also_measured', title: 'also measured', text: shortSource, sparse: true },
  { name: 'probability', title: 'P', text: fixed(3) },
  { name: 'log10_conductivity_S_per_cm', title: 'log10 S/cm', text: fixed(2) },
  { name: 'log10_low', title: '90 % from', text: fixed(2) },
  { name: 'log10_high', title: '90 % to', text: fixed(2) },
  { name: 'domain', title: 'domain', colours },
  { name: 'unmeasured_elements' },
  { name: 'nearest_measured', title: 'nearest measured' },
  { name: 'nearest_measured_family' },
  { name: 'unranked_family', title: 'not ranked within', sparse: true },
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

/** The first of a list of sources, and how many there are: all of them are in CSV and JSON. */
function shortSource(value: Value): string {
  return String(value)
    .split('; ')
    .map((part) => {
      const [name, ...sources] = part.split(/, (?=10\.)/);
      return sources.length === 0 ? name : `${name} and ${sources.length} more`;
    })
    .join('; ');
}

const HELP = `
A measurement comes first: where OBELiX, Liverpool Ionics, Laskowski et al. 2023 or the forty materials of Sendek et al. 2017 hold the compound, or one of the
same elements within 1 % of every atomic fraction (1 % of the larger of the two), the row begins with the measured conductivity and its
source. Several measurements have their median and the decades that they span; one printed as below a limit is \`below\`; one outside 15
to 35 C has its temperature. --measured takes measurements of your own, which stand first: a CSV table with columns composition and
conductivity_S_per_cm (a limit as <1e-10), and where they are known temperature_C (or temperature_K) and source.
\`disagrees\`: a measurement at room temperature lies outside the predicted 90 % interval.

Then three models answer, each with the probability of 1e-4 S/cm or more at room temperature.
  P          from measured conductivities, by composition alone. With it come log10 of the conductivity in S/cm and an interval that
             is to hold the measurement in 90 of 100 materials; whether the composition lies inside what was measured (near to a
             measured material, no new element) or outside, where you should trust it less; and the nearest measured material with
             log10 of its conductivity. \`not ranked within\` names the family of that material where materials of the family from unseen
             papers were not ranked better than chance: do not choose between two of them by these numbers. P is calibrated on unseen papers and passes 0.5 somewhat below 1e-4 S/cm, for the
             conductivity is a mean, and errors reach further down than up.
  paper's P  of the paper's student, by composition alone: it learned the labels that the teacher gave to known structures.
             With --model it is a student of your own, under its own name; compounds without its ion are refused, and those of an
             ion other than lithium have its answer alone, for the others have learned lithium compounds only.
  teacher P  of the paper's teacher, by crystal structure: of a structure given, or for a formula the mean over its known
             structures in the shipped table. It learned from forty measured materials. No known structure, no answer.
--model also takes a file of ionsieve learn, a model of another program or a module (docs/models.md): then it alone answers, with its
value, interval and domain under columns named by what they are.
--json and --csv have all fields in full precision, among them the distance of the paper's two models from what they learned from
(beyond 2 they extrapolate) and the nearest of the forty materials.

--stability adds what the hull of known phases says (docs/stability.md): the mixture that a compound competes with, how far a known phase
lies above the hull, the elements in the mixture, the window against the ion of the model or the metal of --against, and the most probable
oxidation states. A compound without the metal has no window; one with an element that has no energy has empty cells, and a note counts
such compounds.

--input takes a CSV file of up to 512 MiB, also as .gz, with commas, semicolons or tabs, and a header with a column composition (or
formula, reduced_formula, chemical_formula, pretty_formula; in any case). Its columns and rows are kept, in their order, in front of
ours; where it has a column of the same name, ours has ionsieve_ before its name, as in ionsieve_formula.

What cannot be answered, a formula, a structure or a row, has the reason in the last column, and a line on standard error (the first 20
of them, by the line of the table), and so has a row of --measured that cannot be read. The exit code is then 1, and 2 where nothing was
answered or no row of --measured can be read. --strict stops at the first instead.

Examples: ionsieve predict Li3PS4 Li6PS5Cl LiF.cif
          ionsieve predict Li10GeP2S12 --stability --against Li
          ionsieve predict --csv --input compounds.csv > predicted.csv`;

/**
 * `ionsieve predict FORMULA|FILE...`: what teacher and students say of single compounds, or of a table of them.
 * @example program.addCommand(predictCommand());
 */
export function predictCommand(): Command {
  const command = new Command('predict')
    .description('conductivity and probability of fast lithium conduction, for formulas and crystal structures')
    .argument('[inputs...]', 'formulas such as Li3PS4, or files that describe reads')
    .option('--input <file>', 'CSV file with a column of compositions, answered after the inputs')
    .addOption(measuredOption())
    .addOption(measuredModelOption())
    .addOption(studentOption());
  return withFormOptions(withStrictOption(withPredictStability(command)))
    .addHelpText('after', HELP)
    .action(runPredict);
}

function measuredModelOption(): Option {
  const shipped = join(packageRoot(), SHIPPED_MEASURED);
  return new Option('--measured-model <file>', 'file of the student of measured conductivities').default(
    shipped,
    `${SHIPPED_MEASURED} of the package`,
  );
}

async function runPredict(inputs: string[], options: PredictOptions): Promise<void> {
  const { input, strict, model, measured } = options;
  if (inputs.length === 0 && input === undefined) {
    fail('predict', 'a formula, a structure file or --input', 'none', 'see ionsieve predict --help');
  }
  const asked = { inputs, table: input, strict: strict ?? false, form: formOf(options) };
  const learner = await openLearner(model);
  const rule = predictStabilityRule(options, learner.anchor === null ? null : atomicNumber(learner.anchor));
  if (labelsOf(learner) === null) {
    if (measured !== undefined) {
      fail('--measured', `none beside ${model}`, measured, 'learn from these rows: ionsieve learn');
    }
    return printWithStability(learnerAsker(learner), learnerColumns(learner), asked, () => learnerNotes(learner), rule);
  }
  const own = measured === undefined ? [] : ownMeasurements(measured, asked.strict);
  const predictor = createPredictor(learner, readMeasured(options.measuredModel), own);
  const asker: Asker<Prediction> = {
    mobileIon: atomicNumber(learner.anchor ?? 'Li'),
    required: predictor.teacher.descriptors,
    formulas: predictor.formulas,
    structure: predictor.structure,
  };
  const notesOf = (rows: readonly PredictedRow<Prediction>[]) => studentNotes(options, predictor, rows);
  return printWithStability(asker, columnsOf(options, predictor), asked, notesOf, rule);
}

/** @throws {UserError} where it is strict, for the first row that cannot be read */
function ownMeasurements(path: string, strict: boolean): readonly Measurement[] {
  const read = parseOwnMeasurements(readText(path, 'a CSV table'), path);
  const [first] = read.unread;
  if (strict && first !== undefined) throw new UserError(unreadText(first));
  return tellUnread(read);
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
    const other = student.anchor === 'Li' ? (ofLithium[column.name] ?? title) : undefined;
    const shown = titles[column.name] ?? other;
    return shown === undefined ? column : { ...column, title: shown };
  });
}

/** What a user's student is a student of, once, and which elements are new to it. */
function studentNotes(
  { model }: PredictOptions,
  { student }: CompoundPredictor,
  rows: readonly PredictedRow<Prediction>[],
): string[] {
  if (model === join(packageRoot(), SHIPPED_STUDENT)) return [];
  const { property, threshold, unit } = student.target;
  const { name } = student;
  return [
    `${name} P: ${property}, ${threshold}${unit === '1' ? '' : ` ${unit}`} or more; learned from ${labelsOf(student)}`,
    ...rows.flatMap(({ input, prediction }) => {
      const fresh = prediction?.student_unlearned_elements ?? '';
      return fresh === '' ? [] : [`${input}: ${name} has not learned ${fresh}, but ${learnedText(student)}`];
    }),
  ];
}
