/** ionsieve/dataset: tables of compounds: read, merged, joined. */

export { fromArquero, toArquero } from './arquero.ts';
export type { StructuralNumbers } from './compounds.ts';
export type { DatasetCounts } from './counts.ts';
export { compoundsOf, type Dataset, type DatasetSource, takeRows } from './dataset.ts';
export { type GroupBy, groupsOf } from './groups.ts';
export { type DatasetPart, joinDatasets } from './join-datasets.ts';
export { joinedGroups } from './joined-groups.ts';
export { readDataset } from './read-dataset.ts';
export type { DatasetNeeds, DatasetSpec, RowRules, StructureSpec, TableFile } from './spec.ts';
export type { StructureFiles } from './structures.ts';
export { type Cut, cutOf, learnedUnit, margin, type Target, toAnswer } from './target.ts';
export type { UnreadRow } from './unread-row.ts';
