/** The report of the study, from what summary.json stores. */
import type { ReportPage } from 'ionsieve/report';
import { transferFigures } from './figures.ts';
import type { TransferSummary } from './found.ts';
import { transferHeadline } from './headline.ts';
import { transferSections } from './sections.ts';

/**
 * The page of a summary.
 * @example transferPage(summary).files['headline.md'];
 */
export function transferPage(summary: TransferSummary): ReportPage {
  return {
    sections: transferSections(summary),
    figures: transferFigures(summary),
    files: { 'headline.md': transferHeadline(summary) },
  };
}
