import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareCandidates, createTopCandidates } from '../../src/screening/top-candidates.ts';

const candidates = fc.uniqueArray(
  fc.record({ score: fc.integer({ min: 0, max: 3 }), set: fc.nat(5), index: fc.nat(9) }),
  { selector: ({ set, index }) => `${set} ${index}`, maxLength: 40 },
);

describe('top candidates', () => {
  test('are those that a full sort would keep, ties included, whatever the order of arrival', () => {
    fc.assert(
      fc.property(candidates, fc.nat(12), (list, capacity) => {
        const top = createTopCandidates(capacity);
        for (const { score, set, index } of list) top.offer(score, set, index);
        expect(top.sorted()).toEqual([...list].sort(compareCandidates).slice(0, capacity));
      }),
      { numRuns: 1000 },
    );
  });

  test('let every score in until full, and then tell the score to beat', () => {
    const top = createTopCandidates(2);
    expect(top.floor).toBe(-Infinity);
    top.offer(1, 0, 0);
    top.offer(3, 0, 1);
    expect(top.floor).toBe(1);
    top.offer(2, 0, 2);
    expect(top.floor).toBe(2);
    expect(createTopCandidates(0).floor).toBe(Infinity);
  });
});
