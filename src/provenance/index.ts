/** ionsieve/provenance: records of runs and their check. */

export { type CheckedFile, checkRecord } from './check-record.ts';
export { type FileHash, hashFile } from './hash-file.ts';
export { readRecord } from './read-record.ts';
export { type Crate, type CrateEntity, type FiledRecord, roCrate } from './ro-crate.ts';
export {
  CRATE_FILE,
  type InputFile,
  type LostPart,
  parseRecord,
  RECORD_FILE,
  type RecordedFile,
  type RunPart,
  type RunRecord,
  recordText,
} from './run-record.ts';
