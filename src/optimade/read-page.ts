/** The text of one page of an OPTIMADE `structures` endpoint (specification 1.2, section JSON Response Schema). */
import { fail } from '../core/errors.ts';
import { lenientJson } from '../core/lenient-json.ts';
import type { Structure } from '../crystal/structure.ts';
import { isObject, shown } from './shown-value.ts';
import { type LeftOut, toStructure } from './to-structure.ts';

/** An entry that was left out. */
export interface LeftOutEntry extends LeftOut {
  /** Its id, or its place on the page where it has none. */
  readonly id: string;
}

/** One page, understood. */
export interface Page {
  /** Ids of all entries in their order, those left out too; of one that is no text what stands there. */
  readonly ids: readonly string[];
  readonly structures: readonly Structure[];
  readonly leftOut: readonly LeftOutEntry[];
  /** The link to the next page as the server wrote it; undefined on the last one. */
  readonly next: string | undefined;
  /** True where the server says that further pages follow (meta.more_data_available). */
  readonly hasMore: boolean;
  /** As the server says it, such as `1.2.0`. */
  readonly apiVersion: string | undefined;
  /** Entries in the whole database. */
  readonly dataAvailable: number | undefined;
  /** Entries of the filter, over all pages. */
  readonly dataReturned: number | undefined;
}

const LONGEST_ID = 200;

/**
 * Reads a page. Fields that the standard does not know are passed over. Entries at fault are left out with a reason; a page at
 * fault is refused.
 * @param text the body of the answer
 * @param where its address, for errors
 * @throws {UserError} for what is not JSON, and for wrong types outside the entries, naming their path; errors that the server
 * reports are given in its own words
 * @example readPage('{"data": [], "meta": {"api_version": "1.2.0"}}', 'http://localhost/v1/structures').structures.length; // 0
 */
export function readPage(text: string, where: string): Page {
  const page = parsed(text, where);
  const told = serverErrors(page);
  if (told !== undefined) fail(where, 'structures', `errors of the server: ${told}`, 'change what is asked for');
  const { data, links = {}, meta = {} } = page;
  if (!Array.isArray(data)) wrong(where, 'data', 'a list of entries', data);
  if (links !== null && !isObject(links)) wrong(where, 'links', 'an object', links);
  if (!isObject(meta)) wrong(where, 'meta', 'an object', meta);
  return {
    ...entriesOf(data),
    // A page without entries is the last one, whatever it links to.
    next: data.length === 0 ? undefined : nextOf(links?.next, where),
    hasMore: meta.more_data_available === true,
    apiVersion: versionOf(meta.api_version, where),
    dataAvailable: countOf(meta.data_available, 'meta.data_available', where),
    dataReturned: countOf(meta.data_returned, 'meta.data_returned', where),
  };
}

/**
 * What a server says of its errors: the details of an OPTIMADE error document, else nothing.
 * @param value parsed JSON, of any type
 * @example serverErrors({ errors: [{ detail: 'bad filter' }] }); // 'bad filter'
 */
export function serverErrors(value: unknown): string | undefined {
  if (!isObject(value) || !Array.isArray(value.errors) || value.errors.length === 0) return undefined;
  const words = value.errors.slice(0, 3).map((error: unknown) => {
    const { detail, title, status } = isObject(error) ? error : {};
    const said = [detail, title, status].find((one) => typeof one === 'string' && one !== '') ?? 'no detail';
    return String(said).slice(0, 300);
  });
  return words.join('; ');
}

function entriesOf(data: readonly unknown[]): Pick<Page, 'ids' | 'structures' | 'leftOut'> {
  const ids: string[] = [];
  const structures: Structure[] = [];
  const leftOut: LeftOutEntry[] = [];
  data.forEach((entry, i) => {
    const place = `data[${i}]`;
    const given = isObject(entry) ? entry.id : undefined;
    const id = isId(given) ? given : undefined;
    ids.push(id ?? (given === undefined ? place : JSON.stringify(given).slice(0, LONGEST_ID)));
    const found =
      id === undefined
        ? {
            reason: 'no entry with an id',
            detail: `id must be a text of up to ${LONGEST_ID} characters, found ${shown(given)}`,
          }
        : toStructure(id, (entry as { attributes?: unknown }).attributes, `${place}.attributes`);
    if ('reason' in found) leftOut.push({ id: id ?? place, ...found });
    else structures.push(found);
  });
  return { ids, structures, leftOut };
}

function isId(given: unknown): given is string {
  return typeof given === 'string' && given !== '' && given.length <= LONGEST_ID;
}

function nextOf(next: unknown, where: string): string | undefined {
  if (next === undefined || next === null) return undefined;
  const link: unknown = isObject(next) ? next.href : next;
  if (link === undefined || link === null) return undefined;
  if (typeof link !== 'string') wrong(where, 'links.next', 'an address, or an object with href', link);
  return link === '' ? undefined : link;
}

function versionOf(version: unknown, where: string): string | undefined {
  if (version === undefined || version === null) return undefined;
  if (typeof version !== 'string' || !/^v?1(\.|$)/.test(version))
    wrong(where, 'meta.api_version', 'version 1', version);
  return version.slice(0, 20);
}

function countOf(count: unknown, path: string, where: string): number | undefined {
  if (count === undefined || count === null) return undefined;
  if (!Number.isSafeInteger(count) || (count as number) < 0) wrong(where, path, 'a whole number', count);
  return count as number;
}

function parsed(text: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = lenientJson(text);
  } catch (error) {
    const found = /^\s*</.test(text) ? 'a web page' : text.trim() === '' ? 'nothing' : (error as Error).message;
    fail(where, 'JSON', found.slice(0, 120), 'check that the address is that of an OPTIMADE server');
  }
  return isObject(value) ? value : wrong(where, 'the answer', 'an object', value);
}

function wrong(where: string, path: string, expected: string, found: unknown): never {
  return fail(where, `${path} to be ${expected}`, shown(found), 'tell the provider, or use another one');
}
