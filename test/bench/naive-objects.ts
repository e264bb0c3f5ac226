import { predictorFromJson } from '../../src/models/model.ts';
import type { ScreeningStudent } from '../../src/screening/compile.ts';
import type { GridSpace } from '../../src/screening/grid-space.ts';
import { countSpace } from '../../src/screening/space.ts';
import { naiveScreening } from '../screening/naive.ts';
import type { Method } from './measure.ts';

/** One object a compound, each through the descriptors that train a student, and a map that knows multiples. */
export function naiveObjects({ descriptors, model }: ScreeningStudent, space: GridSpace): Method {
  const { linear } = predictorFromJson(model, 'student');
  return {
    name: 'one object a compound',
    compounds: countSpace(space).distinct,
    run: () => naiveScreening(descriptors, linear!, space).filter(({ score }) => score >= 0).length,
  };
}
