/** What no file of ours holds, whatever hash it carries: deep nesting, endless or odd texts, numbers that overflow what is computed. */
import { fail } from '../core/errors.ts';

const DEEPEST = 32;
const LONGEST_TEXT = 1000;
/** Sums of products of a few such numbers are finite. */
const LARGEST = 1e30;

/** Where trees split: numbers that are compared and never multiplied; the largest of all means everything. */
const COMPARED = 'threshold';

const REMEDY = 'restore or refit the model';

/**
 * Looks at every value of parsed JSON.
 * @param path the file, for the message
 * @throws {UserError} for nesting beyond 32, a text or name beyond 1,000 characters or with control characters, and a number beyond 1e30
 * @example checkPlain(JSON.parse(text), 'mine.json');
 */
export function checkPlain(json: unknown, path: string): void {
  // A list of what is left to be looked at: the stack of calls would end before the nesting does.
  const left: [value: unknown, depth: number][] = [[json, 0]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string') checkText(value, path);
    if (typeof value === 'number') checkNumber(value, path);
    if (typeof value !== 'object' || value === null) continue;
    if (depth === DEEPEST) fail(path, `nesting of at most ${DEEPEST}`, 'more', REMEDY);
    if (!Array.isArray(value)) for (const name of Object.keys(value)) checkText(name, path);
    for (const [name, item] of Object.entries(value)) {
      if (name !== COMPARED || !Array.isArray(item) || !item.every(Number.isFinite)) left.push([item, depth + 1]);
    }
  }
}

function checkText(text: string, path: string): void {
  if (text.length > LONGEST_TEXT) fail(path, `texts of at most ${LONGEST_TEXT} characters`, `${text.length}`, REMEDY);
  const odd = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.exec(text);
  if (odd !== null) {
    fail(path, 'texts without control characters', `U+${hex(odd[0])}`, REMEDY);
  }
}

const hex = (character: string): string => character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');

function checkNumber(value: number, path: string): void {
  if (!(Math.abs(value) <= LARGEST)) fail(path, `numbers from -${LARGEST} to ${LARGEST}`, `${value}`, REMEDY);
}
