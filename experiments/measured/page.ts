/** The report, the model cards and the list of candidates, from what summary.json stores. */
import { formatCsv } from 'ionsieve/core';
import type { ReportPage } from 'ionsieve/report';
import { measuredFigures } from './figures.ts';
import type { MeasuredSummary } from './found.ts';
import { measuredHeadline } from './headline.ts';
import { modelCards } from './model-card.ts';
import { measuredSections } from './sections.ts';
import { CANDIDATES_HEADER } from './shortlist-row.ts';

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
