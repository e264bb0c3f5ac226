/** Opens a Learner wherever it comes from: a file of this program or of another, or a module. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { fail } from '../core/errors.ts';
import { checkParts, declared, shaped } from './check-learner.ts';
import type { Learner } from './learner.ts';
import { NOT_JUDGED, readLearner } from './learner-file.ts';
import { isModulePath, openModule } from './own-module.ts';

/** What a module declares of itself, as `learner`. */
const declaration = z.strictObject(declared);

/**
 * Opens a Learner.
 * @param path of a file, or of a module that exports `learner` (name, target, anchor, elements, answers) and `score(compositions)`
 * @throws {UserError} when it cannot be read, lacks something, or its parts do not fit together
 * @example (await openLearner('./mine.ts')).target.unit;
 */
export async function openLearner(path: string): Promise<Learner> {
  if (!isModulePath(path)) return readLearner(path);
  const { exports, json } = await openModule(resolve(path));
  if (typeof exports.score !== 'function') {
    const found = typeof exports.score === 'undefined' ? 'none' : typeof exports.score;
    fail(path, 'an exported function score(compositions)', found, 'export one that returns a number a composition');
  }
  if (exports.learner === undefined) {
    fail(path, 'an exported constant learner', 'none', 'say there what it tells: see docs/models.md');
  }
  const said = shaped(declaration, exports.learner, `${path}, learner`);
  const learner: Learner = { ...said, ...NOT_JUDGED, descriptors: null, model: json };
  checkParts(learner, path);
  return learner;
}
