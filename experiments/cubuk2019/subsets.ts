/** Labelled formulas on which students are judged. */
import { hasRealAnion } from 'ionsieve/chemistry';
import type { LabelledFormula } from 'ionsieve/transfer';

/**
 * The newest Materials Project number in the screening file that the authors published (ahzeeshan/screening-ml): numbers
 * rise with time, so this parts the structures of the paper's time from later ones.
 */
const NEWEST_OF_2017 = 1_003_313;

/** Rows of the formulas by the name of what they have in common. */
export type Subsets = Readonly<
  Record<'all' | 'real_anion' | `real_anion_${'known' | 'since'}_2017`, readonly number[]>
>;

/**
 * All formulas, those with a real anion, and of these the ones with and without a structure of the paper's time.
 * @example subsetsOf(formulas).real_anion.length;
 */
export function subsetsOf(formulas: readonly LabelledFormula[]): Subsets {
  const rowsWhere = (test: (formula: LabelledFormula) => boolean) =>
    formulas.flatMap((formula, row) => (test(formula) ? [row] : []));
  const known = ({ ids }: LabelledFormula) => ids.some(isOf2017);
  return {
    all: rowsWhere(() => true),
    real_anion: rowsWhere(({ composition }) => hasRealAnion(composition)),
    real_anion_known_2017: rowsWhere((formula) => hasRealAnion(formula.composition) && known(formula)),
    real_anion_since_2017: rowsWhere((formula) => hasRealAnion(formula.composition) && !known(formula)),
  };
}

/** The series mvc- was complete by then: the published file goes up to mvc-16816, as the label table does. */
function isOf2017(id: string): boolean {
  return id.startsWith('mvc-') || Number(id.slice('mp-'.length)) <= NEWEST_OF_2017;
}
