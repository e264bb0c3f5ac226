/** ionsieve/screening: a student over every composition of a space. */

export { compileStudent, type ScreeningPlan, type ScreeningStudent } from './compile.ts';
export { FILTERS, NO_FILTERS, type ScreeningFilters } from './filters.ts';
export type { ScreeningJob, WorkSettings } from './job.ts';
export { type Location, locate, locateAll } from './locate.ts';
export { type Merged, mergeShards } from './merge.ts';
export { createRanker } from './rank.ts';
export { createJob, type ScreenOptions, type ScreenWork, screen } from './screen.ts';
export type { ScreeningResult } from './screening-result.ts';
export {
  type CompositionSpace,
  countArity,
  countSpace,
  createSpace,
  defaultPartners,
  type SpaceCount,
} from './space.ts';
export type { Shard } from './units.ts';
