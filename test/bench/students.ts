/**
 * The students of the benchmarks: logistic ones, fitted on the label table as an experiment fits its own, since how much
 * bounds decide and how many compounds are near a threshold depends on the weights.
 */
import { labelKnown } from '../../experiments/cubuk2019/labels.ts';
import { type DescriptorSet, ELEMENTAL_SETS } from '../../src/descriptors/elemental.ts';
import { fitDomain } from '../../src/evaluation/domain.ts';
import { screeningLearner } from '../../src/experiment/property/screen-learner.ts';
import type { Learner } from '../../src/learning/learner.ts';
import type { ScreeningStudent } from '../../src/screening/compile.ts';
import { FAST_CONDUCTION } from '../../src/transfer/published-model.ts';
import { fitStudent, studentInput } from '../../src/transfer/student.ts';
import { studentLearner } from '../../src/transfer/student-learner.ts';
import { publishedTeacher } from '../../src/transfer/teacher.ts';
import { loadTraining } from '../../src/transfer/training-data.ts';

/** A student as it is fitted, and as the screening engine takes it. */
export interface BenchStudent {
  readonly learner: Learner;
  readonly screening: ScreeningStudent;
}

/** Students to choose from. */
export interface BenchStudents {
  /** Ten properties by mean, minimum, maximum and range. */
  readonly means: BenchStudent;
  /** Six properties by mean and standard deviation. */
  readonly deviations: BenchStudent;
  /** As many properties by mean and standard deviation; for 0, ten by mean. */
  withDeviations(properties: number): BenchStudent;
}

const TEN = ELEMENTAL_SETS['elemental-mmmr'].properties;

/** Fits the students. */
export function fitStudents(): BenchStudents {
  const { formulas } = labelKnown(publishedTeacher(loadTraining()));
  const compositions = formulas.map(({ composition }) => composition);
  const fit = (name: string, input: DescriptorSet): BenchStudent => {
    const X = studentInput(input, compositions);
    const model = { kind: 'logistic', l2: 1 } as const;
    const spec = { name, input, model, learns: 'label', trainsOn: 'real anion' } as const;
    const taught = { target: FAST_CONDUCTION, labels: 'the published model', compositions, domain: fitDomain(X) };
    const learner = studentLearner(fitStudent(spec, { X, formulas }, 0), taught);
    return { learner, screening: screeningLearner(learner) };
  };
  const withDeviations = (properties: number): BenchStudent =>
    fit(`${properties} deviations`, {
      name: `bench-sd-${properties}`,
      date: '2026-11-24',
      properties: properties === 0 ? TEN : TEN.slice(0, properties),
      statistics: properties === 0 ? ['mean'] : ['mean', 'sd'],
    });
  return {
    means: fit('means', ELEMENTAL_SETS['elemental-mmmr']),
    deviations: withDeviations(6),
    withDeviations,
  };
}
