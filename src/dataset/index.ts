/** ionsieve/dataset: tables of compounds, read in one way. */

export type { RowTable } from './read-row.ts';
export type { PropertyCounts } from './read-rows.ts';
export type { StructureFiles } from './structures.ts';
export { type Cut, cutOf, learnedUnit, margin, type Target, toAnswer } from './target.ts';
export type { UnreadRow } from './unread-row.ts';
