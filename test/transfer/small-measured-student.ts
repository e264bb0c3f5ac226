import { stream } from '../../src/core/random.ts';
import { ELEMENTAL_SETS, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import type { Learner } from '../../src/learning/learner.ts';
import { learnerText } from '../../src/learning/learner-file.ts';
import { scopeOf } from '../../src/learning/scope.ts';
import { fitRegressor } from '../../src/models/regression.ts';
import { loadMeasured } from '../../src/transfer/measured-data.ts';
import { measuredTraining } from '../../src/transfer/measured-learner.ts';
import { FAST_CONDUCTION } from '../../src/transfer/published-model.ts';

const input = ELEMENTAL_SETS['element-fractions'];
const materials = loadMeasured('obelix').filter((_, row) => row % 10 === 0);

const compositions = materials.map(({ composition }) => composition);
const spec = { kind: 'gaussian-process', kernel: 'laplacian', lengthScale: 1, noise: 0.1, columns: 'raw' } as const;

/** The regressor of every tenth measured material: quick to fit, and with a standard deviation that varies. */
export const smallRegressor = fitRegressor(
  spec,
  elementalDescriptors(compositions, input),
  materials.map(({ log10Conductivity }) => log10Conductivity),
  stream(0, 'small measured student'),
);

/** The student of it, which knows all measured materials. */
export const smallMeasuredStudent: Learner = {
  ...{
    name: 'small',
    target: FAST_CONDUCTION,
    ...scopeOf(loadMeasured('obelix').map(({ composition }) => composition)),
  },
  ...{ answers: 'value', descriptors: input, model: smallRegressor.toJson() },
  calibration: { slope: 1.5, offset: 0.25 },
  intervals: { in: 'standard deviation', coverage: 0.9, nearLimit: 0.2, near: 1.5, far: 2.5 },
  ...{ domain: null, training: measuredTraining(loadMeasured('obelix')), scores: [] },
};

/** Its file. */
export const smallMeasuredText = learnerText(smallMeasuredStudent);
