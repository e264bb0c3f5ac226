import { join } from 'node:path';
import { stableJson, writeAtomic } from '../../core/files.ts';
import { formatCsv } from '../../core/table.ts';
import type { MeasuredResult, MeasuredSummary } from '../../experiment/measured/run.ts';
import { CANDIDATES_HEADER } from '../../experiment/measured/shortlist.ts';
import { renderSvg } from '../render.ts';
import { measuredFigures } from './figures.ts';
import { measuredHeadline } from './headline.ts';
import { modelCards } from './model-card.ts';
import { measuredReport } from './report.ts';

/**
 * Writes what an experiment on measured conductivities leaves behind: summary.json, report.md, model cards, figures, students, and the list of
 * candidates.
 * @returns the names of the files
 * @throws {UserError} when the folder cannot be written
 * @example await writeMeasured(await runMeasured(measured, { effort: 'full' }), 'results/measured');
 */
export async function writeMeasured(result: MeasuredResult, folder: string): Promise<string[]> {
  const { studentFiles } = result;
  const json = stableJson(result.summary);
  // From what is stored, in its order: the report can be made again from the summary alone.
  const summary = JSON.parse(json) as MeasuredSummary;
  const figures = measuredFigures(summary);
  const files: Record<string, string> = {
    'summary.json': json,
    'report.md': measuredReport(summary, figures),
    'headline.md': measuredHeadline(summary),
    ...modelCards(summary),
    ...studentFiles,
  };
  if (summary.shortlist !== null) {
    const rows = summary.shortlist.rows.map((row) => CANDIDATES_HEADER.map((column) => row[column]));
    files['candidates.csv'] = formatCsv(CANDIDATES_HEADER, rows);
  }
  for (const { file, spec } of figures) files[file] = await renderSvg(spec);
  for (const [name, content] of Object.entries(files)) writeAtomic(join(folder, name), content);
  return Object.keys(files).sort();
}
