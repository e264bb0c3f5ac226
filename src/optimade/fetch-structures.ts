/** All pages of a filter, one after the other. */
import { fail } from '../core/errors.ts';
import { sha256 } from '../core/files.ts';
import { followLink } from './follow-link.ts';
import { type LeftOutEntry, type Page, readPage } from './read-page.ts';
import { openRequester, type Requester, type RequestOptions } from './request.ts';
import { shownAddress } from './shown-value.ts';

/** What is asked for. */
export interface StructureQuery {
  /** With its version, from {@link baseUrl}. */
  readonly baseUrl: string;
  /** In the filter language of OPTIMADE: `elements HAS "Li"`; empty for everything. */
  readonly filter: string;
  /** Entries a page; the server may give fewer. */
  readonly pageLimit?: number;
  /** Structures after which the fetch ends. */
  readonly most?: number;
}

/** Where a fetch stands: what comes next, and what has been. */
export interface FetchPosition {
  readonly url: string;
  /** Addresses and digests of the pages that have been fetched. */
  readonly seen: ReadonlySet<string>;
  readonly pages: number;
  readonly entries: number;
  readonly kept: number;
}

/** A page with its place in the fetch. */
export interface FetchedPage extends Page {
  readonly url: string;
  /** Of the ids on it. */
  readonly digest: string;
}

/** Pages after which a fetch ends, whatever the server says. */
export const MOST_PAGES = 100_000;

const FIELDS = [
  'lattice_vectors',
  'cartesian_site_positions',
  'species_at_sites',
  'species',
  'structure_features',
  'dimension_types',
];
const DEFAULT_PAGE_LIMIT = 100;
const NEVER_ENDS = 'the server never ends: tell the provider';

/**
 * Where a fetch starts.
 * @example firstPosition({ baseUrl: baseUrl('mp'), filter: 'elements HAS "Li"' }).url;
 */
export function firstPosition({
  baseUrl,
  filter,
  pageLimit = DEFAULT_PAGE_LIMIT,
  most,
}: StructureQuery): FetchPosition {
  const url = new URL(`${baseUrl}/structures`);
  if (filter !== '') url.searchParams.set('filter', filter);
  url.searchParams.set('page_limit', String(Math.min(pageLimit, most ?? pageLimit)));
  url.searchParams.set('response_fields', FIELDS.join(','));
  url.search = url.search.replaceAll('+', '%20'); // which every server reads
  return { url: url.href, seen: new Set(), pages: 0, entries: 0, kept: 0 };
}

/**
 * Fetches the structures of a filter page by page. Each page is checked before it is handed on: addresses or contents that come
 * again, more entries than the database has, and links to other hosts end the fetch.
 * @param position where to go on; by default the start
 * @throws {UserError} when a page cannot be had or is not to be trusted; pages before it have been handed on
 * @example for await (const { structures } of fetchStructures({ baseUrl: baseUrl('cod'), filter: 'elements HAS "Li"' })) use(structures);
 */
export async function* fetchStructures(
  query: StructureQuery,
  options: RequestOptions = {},
  position: FetchPosition = firstPosition(query),
): AsyncGenerator<FetchedPage> {
  const requester = await openRequester(options);
  const seen = new Set(position.seen);
  let { pages, entries, kept } = position;
  try {
    for (let url: string | undefined = position.url; url !== undefined; ) {
      if (seen.has(url)) fail(shownAddress(url), 'a new page', 'one that was fetched before', NEVER_ENDS);
      if (pages >= MOST_PAGES) fail(shownAddress(url), `up to ${MOST_PAGES} pages`, 'more', 'narrow the filter');
      const page: FetchedPage = await fetchPage(requester, url, options.otherHosts ?? []);
      entries += page.ids.length;
      checkNew(page, seen, entries);
      seen.add(url).add(page.digest);
      const whole = upTo(page, (query.most ?? Infinity) - kept);
      pages++;
      kept += whole.structures.length;
      yield whole;
      url = whole.next;
    }
  } finally {
    await requester.close();
  }
}

async function fetchPage(requester: Requester, url: string, otherHosts: readonly string[]): Promise<FetchedPage> {
  const page = readPage(await requester.get(url), shownAddress(url));
  const next = page.next === undefined ? undefined : followLink(page.next, url, otherHosts);
  return { ...page, url, next, digest: sha256(JSON.stringify(page.ids)) };
}

function checkNew(page: FetchedPage, seen: ReadonlySet<string>, entries: number): void {
  const { url, digest, dataAvailable, ids, next } = page;
  if (seen.has(digest) || (ids.length === 0 && next !== undefined)) {
    fail(
      shownAddress(url),
      'new entries',
      ids.length === 0 ? 'none, and a next page' : 'those of another page',
      NEVER_ENDS,
    );
  }
  if (dataAvailable !== undefined && entries > dataAvailable) {
    fail(shownAddress(url), `up to ${dataAvailable} entries (meta.data_available)`, String(entries), NEVER_ENDS);
  }
}

/** The page without what lies beyond the number asked for; with that, the fetch is at its end. */
function upTo(page: FetchedPage, most: number): FetchedPage {
  if (page.structures.length < most) return page;
  const beyond = page.structures
    .slice(most)
    .map(({ id }): LeftOutEntry => ({ id, reason: 'beyond the number asked for', detail: `more than asked for` }));
  return {
    ...page,
    structures: page.structures.slice(0, most),
    leftOut: [...page.leftOut, ...beyond],
    next: undefined,
  };
}
