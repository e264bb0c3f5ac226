/** ionsieve/optimade: structures from databases over the network. */

export {
  type FetchedPage,
  type FetchPosition,
  fetchStructures,
  type StructureQuery,
} from './fetch-structures.ts';
export { type FetchToFileOptions, fetchToFile, type SourceRecord } from './fetch-to-file.ts';
export { baseUrl, PROVIDERS } from './providers.ts';
export { type LeftOutEntry, type Page, readPage } from './read-page.ts';
export type { RequestLimits, RequestOptions } from './request.ts';
export { type LeftOut, toStructure } from './to-structure.ts';
