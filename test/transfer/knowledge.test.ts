import { beforeAll, describe, expect, test } from 'vitest';
import { hasRealAnion } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { ELEMENTAL_SETS } from '../../src/descriptors/elemental.ts';
import { spearman } from '../../src/evaluation/spearman.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';
import { openKnowledge } from '../../src/transfer/knowledge.ts';
import { loadLabelTable } from '../../src/transfer/label-table.ts';
import { PUBLISHED_MODEL } from '../../src/transfer/published-model.ts';
import { paper } from './measured-specs.ts';

const knowledge = openKnowledge(0);
const input = ELEMENTAL_SETS['elemental-30'];

beforeAll(async () => {
  await openTensorBackend('wasm');
});

describe('what is known before a measurement', () => {
  test('the labelled formulas with a real anion, and the 39 compositions of the forty', () => {
    expect(knowledge.formulas.length).toBe(7535);
    expect(knowledge.formulas.every(({ composition }) => hasRealAnion(composition))).toBe(true);
    expect(knowledge.forty.length).toBe(39);
  });

  test('each thing is made once and kept', () => {
    expect(knowledge.describe(input)).toBe(knowledge.describe(input));
    expect(knowledge.student(paper)).toBe(knowledge.student({ ...paper }));
    expect(knowledge.student({ ...paper, model: { kind: 'logistic', l2: 2 } })).not.toBe(knowledge.student(paper));
    const net = { kind: 'mlp', hidden: [4], epochs: 1, batchSize: 512, learningRate: 0.01 } as const;
    expect(knowledge.pretrained(input, net)).toBe(knowledge.pretrained(input, net));
  });

  test('the pool to be taught on holds the formulas, then as many drawn compounds as it says', () => {
    const pool = knowledge.describePool(ELEMENTAL_SETS['element-fractions']);
    expect(pool.rows).toBe(7535 + 10_000);
    const own = knowledge.describe(ELEMENTAL_SETS['element-fractions']);
    expect(pool.data.subarray(0, own.data.length)).toEqual(own.data);
  });

  test('structural descriptors are told from composition, roughly', () => {
    const table = loadLabelTable();
    const rows = Array.from({ length: 500 }, (_, i) => 37 * i);
    const predicted = knowledge.structural(rows.map((row) => parseFormula(table.formulas[row]!)));
    expect([predicted.rows, predicted.cols]).toEqual([500, PUBLISHED_MODEL.descriptors.length]);
    for (let column = 0; column < table.X.cols; column++) {
      const truth = rows.map((row) => table.X.data[row * table.X.cols + column]!);
      const told = rows.map((_, i) => predicted.data[i * predicted.cols + column]!);
      expect(spearman(truth, told)!, PUBLISHED_MODEL.descriptors[column]).toBeGreaterThan(0.6);
    }
  });
});
