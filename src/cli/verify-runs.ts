import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail } from '../core/errors.ts';
import { refuseHalfSwapped } from '../core/swap.ts';
import { experimentNames } from '../experiment/load.ts';
import { checkCrate } from '../provenance/check-crate.ts';
import { type CheckedFile, checkRecord } from '../provenance/check-record.ts';
import { recordNames } from '../provenance/record-names.ts';
import { RECORD_FILE } from '../provenance/run-record.ts';
import { foreignFiles } from './foreign-files.ts';
import type { Form } from './form-options.ts';
import { type Column, printResult } from './print-result.ts';
import type { Value } from './value-text.ts';

const SHOWN_DIGITS = 12;

const short = (hash: Value): string => (hash as string).slice(0, SHOWN_DIGITS);

const COLUMNS: readonly Column[] = [
  { name: 'record', title: 'record' },
  { name: 'role', title: 'role' },
  { name: 'file', title: 'file' },
  { name: 'recorded', title: 'SHA-256', text: short },
  { name: 'found', title: 'found', text: short },
  {
    name: 'verdict',
    title: 'verdict',
    colours: { same: 'green', 'input gone': 'yellow', changed: 'red', missing: 'red', foreign: 'red' },
  },
];

/**
 * Whether a name given to `ionsieve verify` means a run: a folder, or a record. What is an experiment's name means the experiment.
 * @example isRun('screened'); // true where there is such a folder
 */
export function isRun(name: string): boolean {
  return !experimentNames().includes(name) && (isFolder(name) || /(^|\.)run\.json$/.test(basename(name)));
}

/**
 * Holds the files of runs against their records, and prints a line for each.
 * @throws {UserError} for a folder without a record, a record that was edited, and where a file differs
 * @example await verifyRuns(['screened'], 'table');
 */
export async function verifyRuns(names: readonly string[], form: Form): Promise<void> {
  const rows = names.flatMap(checkRun);
  const count = (...verdicts: CheckedFile['verdict'][]) => rows.filter((row) => verdicts.includes(row.verdict)).length;
  await printResult(form, {
    columns: COLUMNS,
    pages: [
      rows.map(({ record, role, path, recorded, found, verdict }) => [record, role, path, recorded, found, verdict]),
    ],
    notes: [
      `${rows.length} files: ${count('same')} same, ${count('changed')} changed, ${count('missing')} missing, ` +
        `${count('input gone')} inputs gone, ${count('foreign')} foreign`,
    ],
  });
  const wrong = count('changed', 'missing', 'foreign');
  if (wrong > 0) fail('verify', 'every file as it was recorded', `${wrong} that are not`, 'see the files above');
}

/** The files of its records; of a folder also the metadata, and what no record knows. */
function checkRun(name: string): (CheckedFile & { readonly record: string })[] {
  refuseHalfSwapped(isFolder(name) ? name : dirname(name));
  const files = recordsOf(name).flatMap((record) => checkRecord(record).map((file) => ({ record, ...file })));
  if (!isFolder(name)) return files;
  const known = new Set(files.filter(({ role }) => role === 'output').map(({ path }) => path));
  const crate = checkCrate(name);
  const others = [...(crate === undefined ? [] : [crate]), ...foreignFiles(name, known)];
  return [...files, ...others.map((file) => ({ record: name, ...file }))];
}

function recordsOf(name: string): string[] {
  if (!isFolder(name)) return [name];
  const records = recordNames(name).map((record) => join(name, record));
  if (records.length > 0) return records;
  return fail(
    name,
    `a folder with ${RECORD_FILE}`,
    'none',
    'give the --out of a command, or the name of an experiment',
  );
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
