/** What a reader must know of the models before believing them: sentences with the scores that came with the shipped students. */
import { shippedLearner } from '../core/shipped-data.ts';
import { SHIPPED_STUDENTS, type ShippedStudentName } from '../experiment/shipped.ts';
import { intervalText, numberText } from '../report/text.ts';

const ALWAYS = 'No model here can tell whether a compound exists, is stable, or can be made.';

/**
 * The sentences for the shipped students.
 * @example modelLimits()[0]; // 'No model here can tell ...'
 */
export function modelLimits(): string[] {
  const auc = (held: string, student: ShippedStudentName): string => {
    const score = shippedLearner(SHIPPED_STUDENTS[student].replace('data/', '')).scores[`${held}.auc`];
    return score === undefined ? 'unknown' : `${numberText(score.value)} (${intervalText(score)}, n = ${score.n})`;
  };
  return [
    ALWAYS,
    `On conductivities from papers that it has not seen, the student of measurements has an AUC of ${auc('by_doi', 'measured')}; ` +
      `on families of structures that it has not seen, ${auc('by_family', 'measured')}. 0.5 is chance.`,
    `The paper’s student says how its teacher would judge a compound, not how it conducts: its AUC on measured conductivities of unseen papers is ` +
      `${auc('by_doi', 'paper')}.`,
    'Outside of what was measured, and far from what a student learned from, trust a score less.',
  ];
}
