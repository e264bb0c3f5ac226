/** `ionsieve label --model`: structures labelled by a Learner. */
import { basename } from 'node:path';
import { fail, UserError } from '../core/errors.ts';
import { writeAtomic } from '../core/files.ts';
import { formatCsv } from '../core/table.ts';
import type { Unread } from '../core/unread.ts';
import { openLearner } from '../learning/open-learner.ts';
import { finishRun } from '../provenance/end-run.ts';
import type { StartedRun } from '../provenance/start-run.ts';
import { countsResult } from './counts.ts';
import { DISORDER_SEED, printNotes } from './describe-files.ts';
import { type FormOptions, formOf } from './form-options.ts';
import { type LabelledStructure, labelStructures, labelTable, type UnlabelledStructure } from './label-structures.ts';
import { learnerNotes } from './predict-learner.ts';
import { printResult } from './print-result.ts';
import { complain, endWithFailures } from './run-to-exit.ts';
import { countByReason, countReasons } from './tell-counts.ts';

/** What is asked. */
export interface LabelByModel extends FormOptions {
  readonly model: string;
  /** Symbols. */
  readonly ions: readonly string[];
  readonly strict: boolean;
  readonly out: string;
}

/**
 * Labels, writes and prints counts.
 * @throws {UserError} where nothing is labelled, and of a Learner that cannot label structures
 * @example await labelByModel(['cifs/'], { model: 'teacher.json', ions: [], strict: false, out: 'labels.csv' }, run);
 */
export async function labelByModel(
  files: readonly string[],
  { model, ions, strict, out, ...form }: LabelByModel,
  run: StartedRun,
): Promise<void> {
  const learner = await openLearner(model);
  const labels = labelStructures(files, learner, ions, strict);
  const labelled = labels.all.filter((row): row is LabelledStructure => 'answer' in row);
  const without = labels.all.filter((row): row is UnlabelledStructure => 'reason' in row && 'id' in row);
  const unread = labels.all.filter((row): row is Unread => 'where' in row);
  if (labelled.length === 0) refuseNone(files, without, unread);
  for (const { message } of unread) complain(message);
  const { header, lines } = labelTable(labels, learner);
  writeAtomic(out, formatCsv(header, lines));
  finishRun(run, { outputs: [basename(out)], seeds: [DISORDER_SEED], tensorBackend: null });
  printNotes([...learnerNotes(learner), ...labels.notes]);
  const all = { what: 'rows', value: labels.all.length };
  const outside = labelled.filter(({ answer }) => answer.domain === 'outside').length;
  const counts = [
    all,
    { what: 'labelled', value: labelled.length, of: all },
    { what: 'outside_domain', value: outside, of: { what: 'labelled', value: labelled.length } },
    ...countByReason(without).map(([reason, value]) => ({ what: `not_labelled.${reason}`, value, of: all })),
    ...(unread.length === 0 ? [] : [{ what: 'not_read', value: unread.length, of: all }]),
  ];
  await printResult(formOf(form), {
    ...countsResult(counts.map((count) => ({ ...count, unit: 'rows' }))),
    notes: [`written to ${out}`, ...without.slice(0, 1).map(({ id }) => `the first without a label: ${id}`)],
  });
  endWithFailures(unread.length, labelled.length);
}

function refuseNone(
  files: readonly string[],
  without: readonly UnlabelledStructure[],
  unread: readonly Unread[],
): never {
  if (without.length === 0 && unread.length === 1) throw new UserError(unread[0]!.message);
  const found = [
    ...(unread.length === 0 ? [] : [`${unread.length} that cannot be read, the first: ${unread[0]!.message}`]),
    ...(without.length === 0 ? [] : [`only ${countReasons(without)}`]),
  ];
  const where = files.length > 1 ? `${files[0]} and ${files.length - 1} more` : files[0]!;
  return fail(where, 'a structure that can be labelled', found.join(' and ') || 'no structure', 'give others');
}
