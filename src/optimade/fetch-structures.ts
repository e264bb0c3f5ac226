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
 * again, a server that announces more data and gives no link to it, and links to other hosts end the fetch with an error.
 * @param position where to go on; by default the start
 * @throws {UserError} when a page cannot be had or is not to be trusted; pages before it have been handed on
 * @example for await (const { structures } of fetchStructures({ baseUrl: baseUrl('cod'), filter: 'elements HAS "Li"' })) console.log(structures.length);
 */
export async function* fetchStructures(
  query: StructureQuery,
  options: RequestOptions = {},
  position: FetchPosition = firstPosition(query),
): AsyncGenerator<FetchedPage> {
  const requester = await openRequester(options);
  const seen = new Set(position.seen);
  let { pages, kept } = position;
  try {
    for (let url: string | undefined = position.url; url !== undefined; ) {
      if (seen.has(url)) fail(shownAddress(url), 'a new page', 'one that was fetched before', NEVER_ENDS);
      if (pages >= MOST_PAGES) fail(shownAddress(url), `up to ${MOST_PAGES} pages`, 'more', 'narrow the filter');
      const page: FetchedPage = await fetchPage(requester, url, query, options.otherHosts ?? []);
      checkNew(page, seen);
      seen.add(url).add(page.digest);
      const whole = upTo(page, (query.most ?? Infinity) - kept);
      if (whole === page) checkLink(page);
      pages++;
      kept += whole.structures.length;
      yield whole;
      url = whole.next;
    }
  } finally {
    await requester.close();
  }
}

async function fetchPage(
  requester: Requester,
  url: string,
  query: StructureQuery,
  otherHosts: readonly string[],
): Promise<FetchedPage> {
  const page = readPage(await requester.get(url), shownAddress(url));
  const next = page.next === undefined ? undefined : asked(followLink(page.next, url, otherHosts), query);
  return { ...page, url, next, digest: sha256(JSON.stringify(page.ids)) };
}

/** A link with the filter and the fields that were asked for: some servers leave them out, and then give other entries, or entries without cells. */
function asked(link: string, { filter }: StructureQuery): string {
  const url = new URL(link);
  if (filter !== '' && !url.searchParams.has('filter')) url.searchParams.set('filter', filter);
  if (!url.searchParams.has('response_fields')) url.searchParams.set('response_fields', FIELDS.join(','));
  url.search = url.search.replaceAll('+', '%20');
  return url.href;
}

function checkNew({ url, digest, ids }: FetchedPage, seen: ReadonlySet<string>): void {
  if (ids.length > 0 && seen.has(digest)) fail(shownAddress(url), 'new entries', 'those of another page', NEVER_ENDS);
}

function checkLink({ url, next, hasMore }: FetchedPage): void {
  if (next !== undefined || !hasMore) return;
  const found = 'more_data_available true and no link';
  fail(shownAddress(url), 'a link to the next page, or no more data', found, 'tell the provider, or use another one');
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
