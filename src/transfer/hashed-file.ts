/** Versioned JSON whose own hash shows damage: how students stand on disk. */
import { readFileSync } from 'node:fs';
import { fail, UserError } from '../core/errors.ts';
import { compactJson, sha256, stableJson } from '../core/files.ts';
import { noteRead } from '../core/read-log.ts';
import { findShipped, readShipped } from '../core/shipped-data.ts';
import { checkPlain } from './check-plain.ts';

/** What a kind of file calls itself. */
export interface FileKind {
  readonly format: string;
  readonly version: number;
}

/**
 * The text of a file: keys sorted, with the SHA-256 of its content.
 * @example hashedText({ format: 'ionsieve-student', version: 1 }, { name: 'demo' });
 */
export function hashedText({ format, version }: FileKind, content: unknown): string {
  return compactJson({ format, version, sha256: sha256(stableJson(content)), content });
}

/**
 * The content of a file, after format, version and hash were checked, and that nothing in it overflows; what is in it is for the caller to check.
 * @throws {UserError} when it cannot be read, is damaged, of another format, or of another version
 * @example readHashed<{ name: string }>('student.json', { format: 'ionsieve-student', version: 1 }).name;
 */
export function readHashed<Content>(path: string, { format, version }: FileKind): Content {
  const file = parseFile(path);
  if (file.format !== format) fail(path, `format ${format}`, String(file.format), 'give a student file');
  if (file.version !== version)
    fail(path, `version ${version}`, String(file.version), 'fit it again, or use a matching ionsieve');
  const found = sha256(stableJson(file.content));
  if (found !== file.sha256) fail(path, `content with SHA-256 ${file.sha256}`, found, 'restore or refit the student');
  return file.content as Content;
}

function parseFile(path: string): { format?: unknown; version?: unknown; sha256?: unknown; content: object } {
  const shipped = findShipped(path);
  const text = shipped ? readShipped(shipped.name) : readOwn(path);
  try {
    const file = JSON.parse(text) as { content?: unknown } | null;
    if (typeof file?.content === 'object' && file.content !== null) {
      checkPlain(file, path);
      return { ...file, content: file.content };
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    // falls through to the one error below
  }
  return fail(path, 'a student file in JSON', 'something else or a damaged file', 'restore or refit the student');
}

function readOwn(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(path, 'a student file', (error as NodeJS.ErrnoException).code ?? 'none', 'check the path');
  }
  noteRead(path, text);
  return text;
}
