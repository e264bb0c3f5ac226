/** Learners on disk: those of this program, with the SHA-256 of their content, and those of others, without; docs/models.md has both. */
import { readFileSync } from 'node:fs';
import { fail } from '../core/errors.ts';
import { noteRead } from '../core/read-log.ts';
import { type DescriptorSet, lacksAnchor } from '../descriptors/elemental-sets.ts';
import type { ScorerJson } from '../models/scorer.ts';
import { checkPlain } from '../transfer/check-plain.ts';
import { hashedText, readHashed } from '../transfer/hashed-file.ts';
import { checkParts, external, own, shaped } from './check-learner.ts';
import type { Learner } from './learner.ts';

/** The file that this program writes. */
export const OWN = { format: 'ionsieve-learner', version: 1 };
/** A file that another program writes. */
export const EXTERNAL = { format: 'ionsieve-external-learner', version: 1 };

/**
 * The text of a Learner's file: keys sorted, with the SHA-256 of its content.
 * @example writeAtomic('mine.json', learnerText(learner));
 */
export function learnerText(learner: Learner): string {
  return hashedText(OWN, learner);
}

/** The format that a file of JSON says it has; undefined where it says none, is no JSON, or cannot be read. */
function formatOf(path: string): unknown {
  try {
    const { format } = (JSON.parse(readFileSync(path, 'utf8')) ?? {}) as { format?: unknown };
    return format;
  } catch {
    return undefined;
  }
}

/**
 * Whether a file says that it holds a Learner, of this program or of another.
 * @example isLearnerFile('mine.json');
 */
export function isLearnerFile(path: string): boolean {
  const format = formatOf(path);
  return format === OWN.format || format === EXTERNAL.format;
}

/**
 * Reads a Learner.
 * @throws {UserError} when it cannot be read, is damaged, of another version, or its parts do not fit together
 * @example readLearner('mine.json').target.unit; // 'S/cm'
 */
export function readLearner(path: string): Learner {
  const learner = formatOf(path) === EXTERNAL.format ? readExternal(path) : readOwn(path);
  checkParts(learner, path);
  return learner;
}

function readOwn(path: string): Learner {
  const content = shaped(own, readHashed<unknown>(path, OWN), path);
  return { ...content, model: content.model as ScorerJson, domain: content.domain as Learner['domain'] } as Learner;
}

function readExternal(path: string): Learner {
  const text = readFileSync(path, 'utf8');
  noteRead(path, text);
  const { format: _, version, ...content } = JSON.parse(text) as Record<string, unknown>;
  if (version !== EXTERNAL.version) fail(path, `version ${EXTERNAL.version}`, String(version), 'see docs/models.md');
  checkPlain(content, path);
  const { model, descriptors, ...said } = shaped(external, content, path);
  const anchored = lacksAnchor(descriptors as DescriptorSet) && said.anchor !== null;
  const seen = anchored ? { ...descriptors, anchor: said.anchor } : descriptors;
  const stored = { format: 'ionsieve-external-model', version: 1, model } as const;
  return {
    ...said,
    descriptors: seen,
    model: stored,
    intervals: null,
    domain: null,
    training: null,
    scores: [],
  } as Learner;
}
