/** Rows for scikit-learn.py: `npx tsx test/golden/models/scikit-learn-rows.ts > rows.json`. */
import { elementalDescriptors, ELEMENTAL_SETS, loadMeasured } from '../../../src/index.ts';

const materials = loadMeasured('obelix').filter((_, i) => i % 5 === 0);
const { data, rows, cols } = elementalDescriptors(
  materials.map(({ composition }) => composition),
  ELEMENTAL_SETS['elemental-30'],
);
const X = Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
const y = materials.map(({ log10Conductivity }) => log10Conductivity);
process.stdout.write(JSON.stringify({ formulas: materials.map(({ formula }) => formula), X, y }));
