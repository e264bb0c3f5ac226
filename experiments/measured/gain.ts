/** What a teacher's labels are worth: each student that learned from them against itself with shuffled labels. */
import { stream } from 'ionsieve/core';
import { bootstrapStatistic, classificationMetrics } from 'ionsieve/evaluation';
import { measured, type Numbers } from 'ionsieve/experiment';
import { isFast } from 'ionsieve/transfer';
import type { CellEffort } from './cells.ts';
import { type HeldOutAnswers, judgeRows } from './choice.ts';
import type { Knowledge } from './knowledge.ts';
import type { MeasuredStudentSpec } from './recipe.ts';
import { GROUPINGS, type MeasuredRows } from './sets.ts';

/** Students that learn from measurements, and from labels before, beside or among the descriptors. */
const FROM_LABELS: ReadonlySet<MeasuredStudentSpec['family']> = new Set(['transfer', 'joint', 'informed']);

/** What is the same whatever the labels are. */
const UNLABELLED = 'structural descriptors';

/**
 * For each student that uses labels and each way of holding out: its AUC less the mean AUC of its controls, which learned from
 * shuffled labels, on the same rows; intervals draw what was held out together.
 * @param answers of the students
 * @param draws controls of each student
 * @example transferGains(students, answers, sets, 3, { resamples: 1000, seed: 0 }, knowledge)['gain.by_doi.mlp-full-fine-tuned.auc'];
 */
export function transferGains(
  students: readonly MeasuredStudentSpec[],
  answers: ReadonlyMap<string, HeldOutAnswers>,
  rows: MeasuredRows,
  draws: number,
  { resamples, seed }: CellEffort,
  knowledge: Knowledge,
): Numbers {
  const { materials, judged, judgings } = rows;
  const fast = judged.map((row) => isFast(materials[row]!.log10Conductivity));
  const numbers: Numbers = {};
  for (const spec of students.filter(usesLabels)) {
    const controls = Array.from({ length: draws }, (_, shuffled) => ({
      ...{ ...spec, name: `${spec.name}, shuffled labels ${shuffled}`, shuffled },
    }));
    const theirs = [...judgeRows(controls, rows, knowledge).values()];
    for (const grouping of GROUPINGS) {
      const groups = judged.map((row) => judgings[grouping].groups[row]!);
      const auc = (answer: HeldOutAnswers, drawn: Int32Array): number | null => {
        const scores = Array.from(drawn, (i) => answer[grouping].score[judged[i]!]!);
        return classificationMetrics(
          Array.from(drawn, (i) => fast[i]!),
          scores,
        ).auc;
      };
      const gain = (drawn: Int32Array): number | null => {
        const own = auc(answers.get(spec.name)!, drawn);
        if (own === null) return null;
        return theirs.reduce((sum, answer) => sum + (own - auc(answer, drawn)!) / theirs.length, 0);
      };
      const random = stream(seed, `gain ${spec.name} ${grouping}`);
      const { estimate, low, high } = bootstrapStatistic(
        judged.length,
        gain,
        { resamples, level: 0.95, groups },
        random,
      );
      numbers[`gain.by_${grouping}.${spec.name}.auc`] = measured(estimate, 'AUC', judged.length, [low, high]);
    }
  }
  return numbers;
}

function usesLabels({ family, recipe }: MeasuredStudentSpec): boolean {
  return FROM_LABELS.has(family) && !(recipe.kind === 'informed' && recipe.by === UNLABELLED);
}
