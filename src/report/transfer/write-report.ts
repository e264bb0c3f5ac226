import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stableJson } from '../../core/files.ts';
import { formatCsv } from '../../core/table.ts';
import type { RunResult } from '../../experiment/transfer/run.ts';
import { TOP_HEADER } from '../../experiment/transfer/screen-stage.ts';
import { type WriteOptions, writeReportFiles } from '../write-report-files.ts';
import { experimentFigures } from './figures.ts';
import { headline } from './headline.ts';
import { experimentSections } from './sections.ts';

/**
 * Writes what an experiment leaves behind into a folder: report.md, report.html, headline.md, figures, top.csv, students, summary.json.
 * Figures of an earlier run's teachers, and its students, are removed, no other file. Equal results give equal bytes.
 * @returns the names of the files
 * @throws {UserError} when the folder cannot be written
 * @example await writeReport(await runExperiment(cubuk2019, options), 'results/cubuk2019');
 */
export async function writeReport(result: RunResult, folder: string, options?: WriteOptions): Promise<string[]> {
  const { summary, top, studentFiles } = result;
  const page = {
    sections: experimentSections(result),
    figures: experimentFigures(summary),
    files: {
      'headline.md': headline(summary),
      'top.csv': formatCsv(TOP_HEADER, top),
      ...studentFiles,
      'summary.json': stableJson(summary),
    },
  };
  const kept = await writeReportFiles(page, folder, options);
  for (const name of replacedFiles(folder, kept)) rmSync(join(folder, name));
  return kept;
}

/**
 * The figures of an earlier run's teachers, its students, Learners and tables, that a new run does not write.
 * @param kept names of the files of the new run
 * @throws {Error} of the file system
 * @example replacedFiles('results/cubuk2019', ['student.forest.json']);
 */
export function replacedFiles(folder: string, kept: readonly string[]): string[] {
  const isOld = (name: string): boolean =>
    /^(judgements\..*\.svg|student\..*\.json|learner\..*\.json|(held-out|labels|top)\.csv(\.gz)?)$/.test(name);
  return readdirSync(folder).filter((name) => isOld(name) && !kept.includes(name));
}
