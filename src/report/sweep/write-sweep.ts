import { join } from 'node:path';
import { compactJson, writeAtomic } from '../../core/files.ts';
import type { SweepSummary } from '../../experiment/sweep/summary.ts';
import { renderSvg } from '../render.ts';
import { sweepFigures } from './figures.ts';
import { sweepReport } from './sweep-report.ts';

/** The file that holds all of a sweep; it is written last. */
export const SWEEP_FILE = 'sweep.json';

/**
 * Writes what a sweep leaves behind: figures, sweep.md and, last, sweep.json. Report and figures are made of what sweep.json stores.
 * @returns the names of the files
 * @throws {UserError} when the folder cannot be written
 * @example await writeSweep(summary, 'results/algorithms');
 */
export async function writeSweep(summary: SweepSummary, folder: string): Promise<string[]> {
  const json = compactJson(summary);
  const stored = JSON.parse(json) as SweepSummary;
  const figures = sweepFigures(stored);
  const files: Record<string, string> = {};
  for (const { file, spec } of figures) files[file] = await renderSvg(spec);
  files['sweep.md'] = sweepReport(stored, figures);
  files[SWEEP_FILE] = json;
  for (const [name, content] of Object.entries(files)) writeAtomic(join(folder, name), content);
  return Object.keys(files).sort();
}
