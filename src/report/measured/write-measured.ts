import { stableJson } from '../../core/files.ts';
import { formatCsv } from '../../core/table.ts';
import type { MeasuredResult, MeasuredSummary } from '../../experiment/measured/run.ts';
import { CANDIDATES_HEADER } from '../../experiment/measured/shortlist.ts';
import type { ReportPage } from '../../experiment/page.ts';
import { type WriteOptions, writeReportFiles } from '../write-report-files.ts';
import { measuredFigures } from './figures.ts';
import { measuredHeadline } from './headline.ts';
import { modelCards } from './model-card.ts';
import { measuredSections } from './sections.ts';

/**
 * Writes what an experiment on measured conductivities leaves behind: report.md, report.html, figures, model cards, students, the list of
 * candidates, summary.json. All but the students is made of what summary.json stores.
 * @returns the names of the files
 * @throws {UserError} when the folder cannot be written
 * @example await writeMeasured(await runMeasured(measured, { effort: 'full' }), 'results/measured');
 */
export async function writeMeasured(
  { summary, studentFiles }: MeasuredResult,
  folder: string,
  options?: WriteOptions,
): Promise<string[]> {
  const json = stableJson(summary);
  const page = measuredPage(JSON.parse(json) as MeasuredSummary);
  const files = { ...page.files, ...studentFiles, 'summary.json': json };
  return writeReportFiles({ ...page, files }, folder, options);
}

/**
 * The page of a summary.
 * @example measuredPage(summary).files['headline.md'];
 */
export function measuredPage(summary: MeasuredSummary): ReportPage {
  const rows = summary.shortlist?.rows.map((row) => CANDIDATES_HEADER.map((column) => row[column]));
  return {
    sections: measuredSections(summary),
    figures: measuredFigures(summary),
    files: {
      'headline.md': measuredHeadline(summary),
      ...modelCards(summary),
      ...(rows && { 'candidates.csv': formatCsv(CANDIDATES_HEADER, rows) }),
    },
  };
}
