/** What is asked of `ionsieve predict`, item by item: formulas, structures, rows of a table. Each has an answer, or the reason why not. */
import { existsSync } from 'node:fs';
import { parseFormula } from '../chemistry/formula.ts';
import { fail, orRefusal, UserError } from '../core/errors.ts';
import type { DescribedStructure, UndescribedStructure } from '../descriptors/describe.ts';
import type { CompositionFile } from './composition-file.ts';
import { describeFiles } from './describe-files.ts';

/** Rows of a table that are asked about together: models are quicker with many, and memory stays flat. */
const ROWS_AT_ONCE = 256;

/** What answers: the fields of an answer are the columns of the table, under their names. */
export interface Asker<Answer extends { readonly formula: string }> {
  /** Atomic number of the ion, and columns, by which structures are described; without columns it sees compositions alone. */
  readonly mobileIon: number;
  readonly required: readonly string[];
  /** Answers to formulas, in their order; for one that cannot be answered the reason. */
  formulas(texts: readonly string[]): (Answer | UserError)[];
  /** @throws {UserError} for a structure that cannot be answered */
  structure(input: string, described: DescribedStructure | UndescribedStructure): Answer;
}

/** An answer, or the reason why there is none. */
export interface PredictedRow<Answer> {
  /** As given. */
  readonly input: string;
  /** Reduced, where it could be read. */
  readonly formula: string | null;
  readonly prediction: Answer | null;
  readonly reason: string | null;
  /** The reason with its place, for standard error; null where there is an answer. */
  readonly message: string | null;
  /** Of a row of a table what its owner has in it. */
  readonly cells?: CompositionFile['rows'][number]['cells'];
}

/**
 * The rows of one input of the command line: a formula, or files of structures.
 * @param notes receives what was left out while reading
 * @throws {UserError} for a table, which has an option of its own
 * @example predictInput(asker, 'Li3PS4', [])[0].prediction?.formula;
 */
export function predictInput<Answer extends { readonly formula: string }>(
  asker: Asker<Answer>,
  input: string,
  notes: string[],
): PredictedRow<Answer>[] {
  if (/\.csv(\.gz)?$/i.test(input)) fail(input, 'a formula or structures', 'a table', 'give it with --input');
  if (input.includes('/') && !existsSync(input) && !/\.\w+$/.test(input)) {
    const remedy = 'check the path, or write fractions as 0.5';
    return [orReason(input, () => fail(input, 'a formula, or a path of structures', 'neither', remedy))];
  }
  if (!isPath(input)) return asker.formulas([input]).map((answer) => rowOf(input, answer));
  const { required, mobileIon } = asker;
  const described = describeFiles([input], { images: 'periodic', required, mobileIon });
  notes.push(...described.notes);
  return described.all.map((item): PredictedRow<Answer> => {
    if ('where' in item) return { input, formula: null, prediction: null, reason: item.message, message: item.message };
    if (!('reason' in item) || required.length === 0) return orReason(input, () => asker.structure(input, item));
    const { id, formula, reason } = item;
    return { input, formula, prediction: null, reason: `${id}: ${reason}`, message: `${input}: ${id}: ${reason}` };
  });
}

/**
 * The rows of a table, in its order.
 * @param path of the table, for the places of reasons
 * @example [...predictTable(asker, readCompositions('compounds.csv'), 'compounds.csv')].length;
 */
export function* predictTable<Answer extends { readonly formula: string }>(
  asker: Asker<Answer>,
  { rows }: CompositionFile,
  path: string,
): Generator<PredictedRow<Answer>> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    const answers = asker.formulas(
      some.flatMap(({ composition, reason }) => (reason === undefined ? composition : [])),
    );
    let next = 0;
    for (const { line, cells, composition: input, reason } of some) {
      const row =
        reason === undefined ? rowOf(input, answers[next++]!) : { input, formula: null, prediction: null, reason };
      yield { ...row, message: row.reason === null ? null : `${path}, line ${line}: ${row.reason}`, cells };
    }
  }
}

function orReason<Answer extends { readonly formula: string }>(
  input: string,
  predict: () => Answer,
): PredictedRow<Answer> {
  return rowOf(input, orRefusal(predict));
}

function rowOf<Answer extends { readonly formula: string }>(
  input: string,
  answer: Answer | UserError,
): PredictedRow<Answer> {
  if (!(answer instanceof UserError)) {
    return { input, formula: answer.formula, prediction: answer, reason: null, message: null };
  }
  return { input, formula: null, prediction: null, reason: answer.message, message: answer.message };
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
