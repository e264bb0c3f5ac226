/** ionsieve/screening: a student over every composition of a space. */

export { compileStudent, type ScreeningPlan, type ScreeningStudent } from './compile.ts';
export { createJob, type ScreenOptions } from './create-job.ts';
export { FILTERS, NO_FILTERS, type ScreeningFilters } from './filters.ts';
export { createSpace, defaultPartners, type GridSpace, type SpaceCount } from './grid-space.ts';
export type { ScreeningJob, WorkSettings } from './job.ts';
export { createList, type ListOptions, type ListOrigin, type ListSpace } from './list-space.ts';
export { type Location, locate, locateAll } from './locate.ts';
export { type Merged, mergeShards } from './merge.ts';
export { createRanker } from './rank.ts';
export { sameCompounds } from './same-compounds.ts';
export { type ScreenWork, screen } from './screen.ts';
export type { ScreeningResult } from './screening-result.ts';
export { type SeriesRange, seriesSpace } from './series-space.ts';
export { type CompositionSpace, countArity, countSpace } from './space.ts';
export { type SpaceStatement, stateSpace } from './state-space.ts';
export { type TemplateSites, templateSpace } from './template-space.ts';
export type { Shard } from './units.ts';
