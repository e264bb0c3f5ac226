import { expect, test } from 'vitest';
import { learnNotes } from '../../src/cli/learn-notes.ts';
import type { LearnResult } from '../../src/experiment/property/learn.ts';

test('the interval of a Learner has its own coverage', () => {
  const learner = {
    target: { unit: 'eV', scale: 'as it stands', threshold: null },
    ...{ anchor: 'Na', elements: ['Na', 'S'] },
    intervals: { in: 'unit', coverage: 0.8, nearLimit: 0.1, near: 0.25, far: 0.5 },
  };
  const notes = learnNotes({ learner, counts: {}, unread: [], joined: null } as unknown as LearnResult);
  expect(notes.at(-1)).toBe(
    '80 % intervals: ± 0.250 eV near to what it learned (difference up to 0.1), ± 0.500 beyond',
  );
});

test.each([
  [0.5, 'all compounds count'],
  [3, 'no compound counts'],
  [1.5, undefined],
])('a threshold of %d is said to tell nothing where it does not', (threshold, who) => {
  const learner = {
    target: { unit: 'eV', scale: 'as it stands', threshold, better: 'larger' },
    ...{ anchor: 'Na', elements: ['Na', 'S'], intervals: null },
    training: {
      compounds: [
        ['NaS', 1],
        ['Na2S', 2],
      ],
    },
  };
  const notes = learnNotes({ learner, counts: {}, unread: [], joined: null } as unknown as LearnResult);
  const line = `${who} by the threshold of ${threshold} eV: no score tells the two sides apart`;
  expect(notes.filter((note) => note.includes('threshold'))).toEqual(who === undefined ? [] : [line]);
});
