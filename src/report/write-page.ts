import { stableJson } from '../core/files.ts';
import type { Findings } from '../experiment/findings.ts';
import type { ReportPage } from '../experiment/page.ts';
import { wholeReport } from './page.ts';
import { type WriteOptions, writeReportFiles } from './write-report-files.ts';

/**
 * Writes report.md, report.html, figures, further files and, last, summary.json; the report is made of what summary.json stores.
 * @param page makes of a summary what stands between the paper's numbers and the figures
 * @returns the names of the files
 * @throws {UserError} when the folder cannot be written
 * @example await writePage(summary, propertyPage, 'results/bandgap');
 */
export async function writePage<Summary extends Findings>(
  summary: Summary,
  page: (summary: Summary) => ReportPage,
  folder: string,
  options?: WriteOptions,
): Promise<string[]> {
  const json = stableJson(summary);
  const stored = JSON.parse(json) as Summary;
  const { sections, figures, files } = page(stored);
  const whole = { sections: wholeReport(stored, sections), figures, files: { ...files, 'summary.json': json } };
  return writeReportFiles(whole, folder, options);
}
