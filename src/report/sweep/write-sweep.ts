import { compactJson } from '../../core/files.ts';
import type { SweepSummary } from '../../experiment/sweep/summary.ts';
import { writeReportFiles } from '../write-report-files.ts';
import { sweepFigures } from './figures.ts';
import { sweepSections } from './sections.ts';

/** The file that holds all of a sweep; it is written last. */
export const SWEEP_FILE = 'sweep.json';

/**
 * Writes what a sweep leaves behind: sweep.md, sweep.html, figures and, last, sweep.json. Report and figures are made of what sweep.json
 * stores.
 * @returns the names of the files
 * @throws {UserError} when the folder cannot be written
 * @example await writeSweep(swept, 'results/algorithms');
 */
export async function writeSweep(summary: SweepSummary, folder: string): Promise<string[]> {
  const json = compactJson(summary);
  const stored = JSON.parse(json) as SweepSummary;
  const page = { sections: sweepSections(stored), figures: sweepFigures(stored), files: { [SWEEP_FILE]: json } };
  return writeReportFiles(page, folder, { name: 'sweep' });
}
