import { expect, test } from 'vitest';
import { learnNotes } from '../../src/cli/learn-notes.ts';
import type { LearnResult } from '../../src/experiment/property/learn.ts';

test('the interval of a Learner has its own coverage', () => {
  const learner = {
    target: { unit: 'eV', scale: 'as it stands' },
    ...{ anchor: 'Na', elements: ['Na', 'S'] },
    intervals: { in: 'unit', coverage: 0.8, nearLimit: 0.1, near: 0.25, far: 0.5 },
  };
  const notes = learnNotes({ learner, counts: {}, unread: [], joined: null } as unknown as LearnResult);
  expect(notes.at(-1)).toBe(
    '80 % intervals: ± 0.250 eV near to what it learned (difference up to 0.1), ± 0.500 beyond',
  );
});
