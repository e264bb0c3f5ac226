import { stream } from '../../src/core/random.ts';
import { ELEMENTAL_SETS, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { fitRegressor } from '../../src/models/regression.ts';
import { FAST_CONDUCTION, learnedFrom } from '../../src/transfer/learned.ts';
import { loadMeasured } from '../../src/transfer/measured-data.ts';
import { type MeasuredStudent, measuredStudentText } from '../../src/transfer/measured-student-file.ts';

const input = ELEMENTAL_SETS['element-fractions'];
const materials = loadMeasured('obelix').filter((_, row) => row % 10 === 0);

/** A student of every tenth measured material: quick to fit, and with a standard deviation that varies. */
export const smallMeasuredStudent: MeasuredStudent = {
  name: 'small',
  input,
  regressor: fitRegressor(
    { kind: 'gaussian-process', kernel: 'laplacian', lengthScale: 1, noise: 0.1, columns: 'raw' },
    elementalDescriptors(
      materials.map(({ composition }) => composition),
      input,
    ),
    materials.map(({ log10Conductivity }) => log10Conductivity),
    stream(0, 'small measured student'),
  ),
  calibration: { slope: 1.5, offset: 0.25 },
  intervals: { coverage: 0.9, nearLimit: 0.2, near: 1.5, far: 2.5 },
  learned: learnedFrom(
    materials.map(({ composition }) => composition),
    FAST_CONDUCTION,
    'every tenth measured material',
  ),
};

/** Its file. */
export const smallMeasuredText = measuredStudentText(smallMeasuredStudent);
