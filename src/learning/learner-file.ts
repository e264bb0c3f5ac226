/** Learners on disk: those of this program, with the SHA-256 of their content, and those of others, without; docs/models.md has both. */
import { readFileSync } from 'node:fs';
import { fail, UserError } from '../core/errors.ts';
import { compactJson, sha256, stableJson } from '../core/files.ts';
import { noteRead } from '../core/read-log.ts';
import { repeatedKey } from '../core/repeated-key.ts';
import { findShipped, readShipped } from '../core/shipped-data.ts';
import { lacksAnchor } from '../descriptors/elemental-sets.ts';
import { checkParts, external, own, shaped } from './check-learner.ts';
import { checkPlain } from './check-plain.ts';
import type { Learner } from './learner.ts';

/** The file that this program writes. Version 2: calibration, and what it learned from in labels. */
export const OWN = { format: 'ionsieve-learner', version: 2 };
/** A file that another program writes. */
export const EXTERNAL = { format: 'ionsieve-external-learner', version: 1 };

/**
 * The text of a Learner's file: keys sorted, with the SHA-256 of its content.
 * @example writeAtomic('mine.json', learnerText(learner));
 */
export function learnerText(learner: Learner): string {
  return compactJson({ ...OWN, sha256: sha256(stableJson(learner)), content: learner });
}

/** What the copy of a Learner is called in the folder of the screening that it made. */
export const LEARNER_FILE = 'learner.json';

/**
 * Reads a Learner.
 * @throws {UserError} when it cannot be read, is damaged, of another version, or its parts do not fit together
 * @example readLearner('mine.json').target.unit; // 'S/cm'
 */
export function readLearner(path: string): Learner {
  return parseLearner(readLearnerText(path), path);
}

/**
 * The Learner of a file's text.
 * @param where the file, for errors
 * @throws {UserError} when it is damaged, of another version, or its parts do not fit together
 * @example parseLearner(learnerText(learner), 'mine.json').name; // that of the Learner
 */
export function parseLearner(text: string, where: string): Learner {
  const file = parseFile(text, where);
  const learner = file.format === EXTERNAL.format ? readExternal(file, where) : readOwn(file, where);
  checkParts(learner, where);
  return learner;
}

const RESTORE = 'restore or refit the model';

function readOwn({ format, version, sha256: expected, content }: Record<string, unknown>, path: string): Learner {
  if (format !== OWN.format) {
    fail(path, `format ${OWN.format}`, String(format), 'give a model file, and make one of an older ionsieve again');
  }
  if (version !== OWN.version) {
    fail(path, `version ${OWN.version}`, String(version), 'fit it again, or use a matching ionsieve');
  }
  const found = sha256(stableJson(content));
  if (found !== expected) fail(path, `content with SHA-256 ${expected}`, found, RESTORE);
  return shaped(own, content, path) as Learner;
}

function readExternal({ format: _, version, ...content }: Record<string, unknown>, path: string): Learner {
  if (version !== EXTERNAL.version) fail(path, `version ${EXTERNAL.version}`, String(version), 'see docs/models.md');
  const { model, descriptors, ...said } = shaped(external, content, path);
  const anchored = lacksAnchor(descriptors) && said.anchor !== null;
  return {
    ...said,
    ...NOT_JUDGED,
    descriptors: anchored ? { ...descriptors, anchor: said.anchor! } : descriptors,
    model: { format: 'ionsieve-external-model', version: 1, model },
  };
}

/** What is not known of a Learner of another program, or of a module. */
export const NOT_JUDGED = { calibration: null, intervals: null, domain: null, training: null, scores: [] } as const;

/** JSON of one of the two kinds: of a file of this program a content is there. */
function parseFile(text: string, path: string): Record<string, unknown> {
  try {
    const file = JSON.parse(text) as Record<string, unknown> | null;
    const { format, content } = file ?? {};
    if (file !== null && (format === EXTERNAL.format || (typeof content === 'object' && content !== null))) {
      const twice = repeatedKey(text);
      if (twice !== undefined)
        fail(path, 'each key once', `${JSON.stringify(twice)} twice in one place`, 'keep the one that is right');
      checkPlain(file, path);
      return file;
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    // falls through to the one error below
  }
  return fail(path, 'a model file in JSON', 'something else or a damaged file', RESTORE);
}

/**
 * The text of a Learner's file, as it stands.
 * @throws {UserError} when it cannot be read
 * @example parseLearner(readLearnerText('mine.json'), 'mine.json');
 */
export function readLearnerText(path: string): string {
  const shipped = findShipped(path);
  if (shipped) return readShipped(shipped.name);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(path, 'a model file', (error as NodeJS.ErrnoException).code ?? 'none', 'check the path');
  }
  noteRead(path, text);
  return text;
}
