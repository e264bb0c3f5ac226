/** What each of the program's models, and each floor, says of compounds whose verdict is known. */
import { join } from 'node:path';
import { loadLabelTable, loadTraining, openPredictor, publishedTeacher, reducedFormula } from 'ionsieve';
import { mostElectronegative } from 'ionsieve/chemistry';
import { packageRoot } from 'ionsieve/core';
import { loadAllMeasured } from 'ionsieve/transfer';
import type { VerdictRow } from './verdict-data.ts';

const LOG10_FAST = -4;

/** A score for each compound, higher for faster; null where there is no answer. */
export type Ranker = (rows: readonly VerdictRow[]) => (number | null)[];

/**
 * The rankers by name, floors first.
 * @throws {UserError} when a shipped table or student was changed
 * @example openRankers()['published teacher']!(loadVerdicts('candidates'));
 */
export function openRankers(): Readonly<Record<string, Ranker>> {
  const [paper, ofMeasured] = ['paper', 'measured'].map((name) => join(packageRoot(), `data/models/${name}.json`));
  const predictor = openPredictor(paper!, ofMeasured!);
  const predict = (rows: readonly VerdictRow[]) => rows.map(({ formula }) => predictor.formula(formula));
  return {
    floor_anion_rule: anionRule(),
    floor_nearest_measured: (rows) => predict(rows).map((said) => said.nearest_measured_log10_S_per_cm),
    published_teacher: structureTeacher(),
    paper_student: (rows) => predict(rows).map((said) => said.student_probability),
    measured_student: (rows) => predict(rows).map((said) => said.log10_conductivity_S_per_cm),
  };
}

/** Share of fast ones among the measured compounds with the same most electronegative element. */
function anionRule(): Ranker {
  const tally = new Map<number, { fast: number; all: number }>();
  for (const { composition, log10Conductivity } of loadAllMeasured()) {
    const anion = mostElectronegative(composition);
    const seen = tally.get(anion) ?? { fast: 0, all: 0 };
    tally.set(anion, { fast: seen.fast + (log10Conductivity >= LOG10_FAST ? 1 : 0), all: seen.all + 1 });
  }
  return (rows) =>
    rows.map(({ composition }) => {
      const seen = tally.get(mostElectronegative(composition));
      return seen ? seen.fast / seen.all : null;
    });
}

/** The published model on the structure that was judged, from today's Materials Project. */
function structureTeacher(): Ranker {
  const table = loadLabelTable();
  const logOdds = publishedTeacher(loadTraining()).logOdds(table.X);
  const rowOf = new Map(table.ids.map((id, row) => [id, row]));
  return (rows) =>
    rows.map(({ id }) => {
      const row = rowOf.get(id);
      return row === undefined ? null : logOdds[row]!;
    });
}

/**
 * How many compounds stand among the measured ones, or among the forty: what a model has learned from is no test of it.
 * @example measuredBefore(loadVerdicts('controls')); // 0
 */
export function measuredBefore(rows: readonly VerdictRow[]): number {
  const known = new Set([
    ...loadAllMeasured().map(({ formula }) => formula),
    ...loadTraining().map(({ composition }) => reducedFormula(composition)),
  ]);
  return rows.filter(({ composition }) => known.has(reducedFormula(composition))).length;
}
