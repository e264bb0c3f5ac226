import type { ScreenedClass, ScreeningStudent } from '../../screening/compile.ts';
import { FAST_CONDUCTION } from '../../transfer/published-model.ts';

/**
 * The class that a student's log-odds are of. None where that is fast conduction, which has words of its own, where it is not known, and of
 * a student that tells a value.
 * @example otherClass(screeningLearner(readLearner('insulators.json')))?.threshold; // 1, of band gaps in eV
 */
export function otherClass({ class: told }: Pick<ScreeningStudent, 'class'>): ScreenedClass | undefined {
  const { unit, threshold, better } = FAST_CONDUCTION;
  const isFast = told?.unit === unit && told.threshold === threshold && told.better === better;
  return isFast ? undefined : told;
}
