/**
 * Why the student of measurements says what it says: it sees the fractions of the elements and nothing else, so each element of a
 * compound, and all that it lacks together, have a Shapley value against the mean composition of the measured materials.
 */
import { SYMBOLS } from '../chemistry/elements.ts';
import type { Composition } from '../chemistry/formula.ts';
import { createMatrix } from '../core/matrix.ts';
import { elementalDescriptorNames, elementalDescriptors } from '../descriptors/elemental.ts';
import { shapleyValues } from '../evaluation/shapley.ts';
import type { Learner } from '../learning/learner.ts';
import { seenSet } from '../learning/sees.ts';
import { scorerFromJson } from '../models/scorer.ts';
import { LOG10_FAST } from '../transfer/measured-data.ts';
import type { Explanation } from './api-compounds.ts';

/** Name of what the elements that a compound lacks add. */
const LACKED = 'elements that it lacks';

/**
 * Explains compositions. Contributions are in log-odds, which are linear in log10 of the conductivity, and add up exactly.
 * @param measured the compositions that the student learned from
 * @throws {Error} for a student that sees more than the fractions of elements
 * @example measuredReasons(readMeasured(path), compositions)(parseFormula('Li3PS4')).contributions[0].descriptor;
 */
export function measuredReasons(
  learner: Learner,
  measured: readonly Composition[],
): (composition: Composition) => Explanation {
  const { name, model, calibration } = learner;
  const input = seenSet(learner)!;
  const { slope, offset } = calibration!;
  const scorer = scorerFromJson(model, name);
  const columns = elementalDescriptorNames(input);
  const symbols = input.fractionsOf ?? [];
  if (symbols.length !== columns.length) throw new Error(`the student ${name} sees more than fractions`);
  const X = elementalDescriptors(measured, input);
  const centre = Float64Array.from(symbols, (_, j) => meanOf(Array.from(measured, (_, i) => X.data[i * X.cols + j]!)));
  return (composition) => {
    const row = elementalDescriptors([composition], input).data;
    const present = Array.from(composition.atomicNumbers, (z) => symbols.indexOf(SYMBOLS[z]!));
    const sets = 2 ** (present.length + 1);
    const mixed = createMatrix(sets, columns.length);
    for (let set = 0; set < sets; set++) {
      columns.forEach((_, j) => {
        const part = present.indexOf(j);
        const bit = 1 << (part < 0 ? present.length : part);
        mixed.data[set * columns.length + j] = (set & bit) === 0 ? centre[j]! : row[j]!;
      });
    }
    const logOdds = scorer.score(mixed).map((value) => slope * (value - LOG10_FAST) + offset);
    const values = shapleyValues(logOdds);
    const contributions = present.map((j, part) => ({
      descriptor: columns[j]!,
      value: row[j]!,
      contribution: values[part]!,
    }));
    contributions.push({ descriptor: LACKED, value: 0, contribution: values[present.length]! });
    return {
      model: `the student of measurements (${name})`,
      base: logOdds[0]!,
      reference: 'the mean composition of the measured materials',
      log_odds: logOdds[sets - 1]!,
      contributions: contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    };
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
