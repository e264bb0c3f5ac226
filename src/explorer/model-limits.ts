/** What a reader must know of the models before believing them: sentences whose numbers come from the experiment `measured`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../core/files.ts';
import type { Numbers } from '../experiment/numbers.ts';
import { SHIPPED_MEASURED } from '../experiment/shipped.ts';
import { intervalText, numberText } from '../report/text.ts';

const ALWAYS = 'No model here can tell whether a compound exists, is stable, or can be made.';

/**
 * The sentences for the shipped students.
 * @example modelLimits()[0]; // 'No model here can tell ...'
 */
export function modelLimits(): string[] {
  const path = join(packageRoot(), SHIPPED_MEASURED, '..', 'summary.json');
  const { numbers, screening_student, paper_student } = JSON.parse(readFileSync(path, 'utf8')) as {
    numbers: Numbers;
    screening_student: string;
    paper_student: string;
  };
  const auc = (held: string, student: string): string => {
    const number = numbers[`obelix.${held}.${student}.auc`];
    if (number === undefined) return 'unknown';
    return `${numberText(number.value)} (${intervalText(number)}, n = ${number.n})`;
  };
  return [
    ALWAYS,
    `On conductivities from papers that it has not seen, the student of measurements has an AUC of ${auc('by_doi', screening_student)}; ` +
      `on families of structures that it has not seen, ${auc('by_family', screening_student)}. 0.5 is chance.`,
    `The paper’s student says how its teacher would judge a compound, not how it conducts: its AUC on measured conductivities of unseen papers is ` +
      `${auc('by_doi', paper_student)}.`,
    'Outside of what was measured, and far from what a student learned from, trust a score less.',
  ];
}
