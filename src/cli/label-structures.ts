/** Labels of structures by a Learner: a row for each, with what it says or the reason why it says nothing. */
import { fail, UserError } from '../core/errors.ts';
import { tellUnread, type Unread } from '../core/unread.ts';
import { readStructures } from '../crystal/read-structures.ts';
import type { Structure } from '../crystal/structure.ts';
import { structureFormula } from '../crystal/structure-formula.ts';
import { ionsOfStructure, structureCompound } from '../dataset/structure-compound.ts';
import { answerColumn } from '../learning/answer-column.ts';
import { askCompounds } from '../learning/ask-compounds.ts';
import type { Learner } from '../learning/learner.ts';
import type { LearnerAnswer } from '../learning/learner-answer.ts';
import { needLearned } from '../learning/scope.ts';
import { seenParts } from '../learning/sees.ts';
import { countKinds } from './tell-counts.ts';

/** What a Learner says of a structure, for one ion of it where the Learner asks which. */
export interface LabelledStructure {
  readonly id: string;
  readonly formula: string;
  /** Symbol; empty where the Learner does not ask. */
  readonly ion: string;
  readonly answer: LearnerAnswer;
}

/** A structure without a label, and why. */
export interface UnlabelledStructure extends Omit<LabelledStructure, 'answer'> {
  readonly reason: string;
}

/** The structures of some files. */
export interface StructureLabels {
  readonly all: readonly (LabelledStructure | UnlabelledStructure | Unread)[];
  /** What was left out while reading: lines for standard error. */
  readonly notes: readonly string[];
}

/**
 * Asks a Learner about every structure of some files; nothing is printed.
 * @param ions symbols; a structure has a row for each of these that it has, where what moves stood in a column of what was learned
 * @param strict whether the first file, line or data block that cannot be read is an error
 * @throws {UserError} for a Learner that sees columns of a table, and ions that are missing
 * @example labelStructures(['cifs/'], readLearner('teacher.json'), [], false).all.length;
 */
export function labelStructures(
  files: readonly string[],
  learner: Learner,
  ions: readonly string[],
  strict: boolean,
): StructureLabels {
  const label = labeller(learner, ions);
  const notes: string[] = [];
  const all: StructureLabels['all'][number][] = [];
  const onUnread = strict ? undefined : (item: Unread) => all.push(item);
  for (const structure of readStructures(files, notes, onUnread)) {
    try {
      all.push(...label(structure));
    } catch (error) {
      tellUnread(structure.id, error, onUnread);
    }
  }
  return { all, notes: countKinds(notes) };
}

function labeller(learner: Learner, ions: readonly string[]) {
  const { name } = learner;
  const parts = seenParts(learner);
  const columns = parts.flatMap((part) => ('columns' in part ? part.columns : []));
  if (columns.length > 0) {
    fail(name, 'a model of structures', `one that sees columns ${columns.join(', ')}`, 'label rows by an experiment');
  }
  const asksIon = parts.some((part) => 'structural' in part && typeof part.mobileIon === 'object');
  if (asksIon && ions.length === 0) fail('--ions', `the ions that ${name} is asked for`, 'none', 'name some: Li,Na');
  if (!asksIon && ions.length > 0)
    fail('--ions', `none: ${name} says itself what moves`, ions.join(','), 'leave it out');
  const ask = askCompounds(learner);
  const one = (structure: Structure, ion: string): LabelledStructure | UnlabelledStructure => {
    const known = { id: structure.id, formula: structureFormula(structure), ion };
    const compound = structureCompound(structure, parts, ion);
    if (typeof compound === 'string') return { ...known, reason: compound };
    try {
      needLearned(known.formula, compound.composition, name, learner);
      return { ...known, answer: ask([compound])[0]! };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const [place] = [known.formula, known.id].filter((each) => error.message.startsWith(`${each}: `));
      return { ...known, reason: error.message.slice(place === undefined ? 0 : place.length + 2) };
    }
  };
  return (structure: Structure): (LabelledStructure | UnlabelledStructure)[] => {
    if (!asksIon) return [one(structure, '')];
    const its = ionsOfStructure(structure, ions);
    if (its.length > 0) return its.map((ion) => one(structure, ion));
    const known = { id: structure.id, formula: structureFormula(structure), ion: '' };
    return [{ ...known, reason: `none of the ions ${ions.join(', ')}` }];
  };
}

/**
 * The table of labels, under names of what they are.
 * @example formatCsv(header, lines);
 */
export function labelTable({ all }: StructureLabels, learner: Learner) {
  const column = answerColumn(learner);
  const header = ['id', 'formula', 'ion', column, `${column}_low`, `${column}_high`];
  const tellsBoth = learner.answers === 'value' && learner.calibration !== null;
  const more = [...(tellsBoth ? ['probability'] : []), 'domain', 'unlearned_elements', 'reason'];
  const empty = Array<string>(more.length + 2).fill('');
  const lines = all.map((row): (string | number)[] => {
    if ('where' in row) return [row.where, '', '', ...empty, row.reason];
    if ('reason' in row) return [row.id, row.formula, row.ion, ...empty, row.reason];
    const { value, low, high, probability, domain, unlearned } = row.answer;
    const both = tellsBoth ? [probability!] : [];
    const numbers = [value, low ?? '', high ?? '', ...both, domain ?? '', unlearned.join(' ')];
    return [row.id, row.formula, row.ion, ...numbers, ''];
  });
  return { header: [...header, ...more], lines };
}
