import { beforeAll, describe, expect, test } from 'vitest';
import { openKnowledge } from '../../../experiments/measured/knowledge.ts';
import { hasRealAnion } from '../../../src/chemistry/composition.ts';
import { ELEMENTAL_SETS } from '../../../src/descriptors/elemental.ts';
import { openTensorBackend } from '../../../src/models/tensor-backend.ts';
import { paper } from './specs.ts';

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

  test('shuffled labels are the same labels on other formulas, another draw another deal', () => {
    const [first, again, other] = [0, 0, 1].map((draw) => knowledge.shuffled(draw).formulas);
    expect(again).toEqual(first);
    const labels = (formulas: typeof knowledge.formulas) => formulas.map(({ probability }) => probability);
    expect(labels(first!).toSorted()).toEqual(labels(knowledge.formulas).toSorted());
    const kept = labels(first!).filter((probability, row) => probability === knowledge.formulas[row]!.probability);
    expect(kept.length).toBeLessThan(100);
    expect(labels(other!)).not.toEqual(labels(first!));
    expect(first!.map(({ formula }) => formula)).toEqual(knowledge.formulas.map(({ formula }) => formula));
  });

  test('the pool to be taught on holds the formulas, then as many drawn compounds as it says', () => {
    const pool = knowledge.describePool(ELEMENTAL_SETS['element-fractions']);
    expect(pool.rows).toBe(7535 + 10_000);
    const own = knowledge.describe(ELEMENTAL_SETS['element-fractions']);
    expect(pool.data.subarray(0, own.data.length)).toEqual(own.data);
  });
});
