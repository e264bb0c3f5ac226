/** Says of a validation in how many fits its model learned nothing. */
import { countFits } from '../models/constant-fits.ts';
import { measured, type Numbers } from './numbers.ts';

const NAME = 'fits_without_split';

/**
 * Does a validation; of fits that learned nothing there is a number, where there are any.
 * @param key start of the number's key
 * @example withConstantFits('teacher', () => crossValidateStudent(spec, { X, formulas }, folds, 0)).numbers; // {} where every fit had a split
 */
export function withConstantFits<Value>(key: string, work: () => Value): { value: Value; numbers: Numbers } {
  const { value, fits, constant } = countFits(work);
  return { value, numbers: constant === 0 ? {} : { [`${key}.${NAME}`]: measured(constant, 'fits', fits) } };
}

/**
 * What the numbers of a run say of fits that learned nothing, one line a validation.
 * @example constantFitLines(summary.numbers); // [] where every fit had a split
 */
export function constantFitLines(numbers: Numbers): string[] {
  return Object.entries(numbers).flatMap(([key, { value, n }]) =>
    key.endsWith(`.${NAME}`)
      ? [
          `${key.slice(0, -NAME.length - 1)}: in ${value} of ${n} fits the trees found no split, and give every row the same score; ` +
            'give more rows, or a smaller leastCurvature',
        ]
      : [],
  );
}
