/** ionsieve/core: what every floor uses: errors, matrices, seeded random streams, tables, files. */

export { type CsvFault, type CsvRecord, type CsvTable, readCsv, type Separator } from './csv.ts';
export { fail, UserError } from './errors.ts';
export { compactJson, packageRoot, packageVersion, readBytes, sha256, stableJson, writeAtomic } from './files.ts';
export { beside, createMatrix, type Matrix, matrixFrom, rowOf, selectColumns, selectRows } from './matrix.ts';
export { nearestWord } from './nearest-word.ts';
export { type Progress, type ShowProgress, startProgress } from './progress.ts';
export { normal, type Stream, shuffled, stream } from './random.ts';
export { type ColumnRecord, type FileRecord, readShipped, shippedNames, shippedRecord } from './shipped-data.ts';
export { sizedFile } from './sized-file.ts';
export { formatCsv, parseCsv, type TextRow } from './table.ts';
export type { OnUnread, Unread } from './unread.ts';
