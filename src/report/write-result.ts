/** Writes the result of an experiment of any kind: report, figures, summary, and what else the run left behind. */
import type { FullResult } from '../experiment/full-result.ts';
import type { ReportPage } from '../experiment/page.ts';
import { propertyPage } from './property/page.ts';
import { writePage } from './write-page.ts';
import type { WriteOptions } from './write-report-files.ts';

/**
 * Writes report.md, report.html, figures, summary.json and, by the kind of the experiment, students and lists into a folder. Equal
 * results give equal bytes.
 * @returns the names of the files
 * @throws {UserError} when the folder cannot be written
 * @example await writeResult(await fullResult(experiment, { effort: 'quick' }), 'results/mine');
 */
export async function writeResult(result: FullResult, folder: string, options?: WriteOptions): Promise<string[]> {
  switch (result.kind) {
    case 'property':
      return writePage(result.summary, (summary) => withFiles(propertyPage(summary), result.files), folder, options);
    case 'own':
      return writePage(result.summary, (summary) => withFiles(result.page(summary), result.files), folder, options);
  }
}

function withFiles(page: ReportPage, files: NonNullable<ReportPage['files']>): ReportPage {
  return { ...page, files: { ...page.files, ...files } };
}
