/** Where a student can be believed: its errors family by family, with the family's other papers known, and with nothing of it known. */

import { stream } from 'ionsieve/core';
import { bootstrapStatistic, classificationMetrics, meanAbsoluteError } from 'ionsieve/evaluation';
import type { MeasuredAnswer } from 'ionsieve/experiment';
import { FLOORS, measured, type Numbers } from 'ionsieve/experiment';
import { isFast } from 'ionsieve/transfer';
import type { CellEffort } from './cells.ts';
import type { HeldOutAnswers } from './choice.ts';
import { LEAST_FAMILY, type MeasuredRows } from './sets.ts';

/**
 * For each family of five judged materials or more: materials, fast ones, and AUC and mean absolute error (floor 1e-10) on unseen
 * papers and as an unseen family.
 * @param answers of a student that tells conductivities
 * @example familyNumbers(answers, sets, { resamples: 1000, seed: 0 })['family.garnet.materials'].value;
 */
export function familyNumbers(
  answers: HeldOutAnswers,
  { materials, judged }: MeasuredRows,
  { resamples, seed }: CellEffort,
): Numbers {
  const numbers: Numbers = {};
  const familyOf = (row: number) => materials[row]!.family;
  for (const family of [...new Set(judged.map(familyOf))].sort()) {
    const rows = judged.filter((row) => familyOf(row) === family);
    if (rows.length < LEAST_FAMILY) continue;
    const key = `family.${family}`;
    const truth = rows.map((row) => Math.max(materials[row]!.log10Conductivity, FLOORS['1e-10']));
    const fast = truth.map(isFast);
    const n = rows.length;
    numbers[`${key}.materials`] = measured(n, 'compositions', judged.length);
    numbers[`${key}.fast`] = measured(fast.filter((label) => label === 1).length, 'compositions', n);
    const put = (name: string, unit: string, of: (drawn: Int32Array) => number | null): void => {
      const random = stream(seed, `bootstrap ${key} ${name}`);
      const { estimate, low, high } = bootstrapStatistic(n, of, { resamples, level: 0.95 }, random);
      numbers[`${key}.${name}`] = measured(estimate, unit, n, [low, high]);
    };
    for (const [name, answer] of Object.entries({ unseen_papers: answers.doi, unseen_family: answers.family })) {
      const said = rows.map((row) => toldBy(answer)[row]!);
      const pick = (values: readonly number[], drawn: Int32Array) => Array.from(drawn, (i) => values[i]!);
      put(`auc_${name}`, 'score', (drawn) => classificationMetrics(pick(fast, drawn), pick(said, drawn)).auc);
      put(`mae_${name}`, 'decades', (drawn) =>
        meanAbsoluteError(pick(truth, drawn), pick(said, drawn), FLOORS['1e-10']),
      );
    }
  }
  return numbers;
}

function toldBy({ log10Conductivity }: MeasuredAnswer): Float64Array {
  if (log10Conductivity === null) throw new Error('a student of classes has no errors in decades');
  return log10Conductivity;
}
