import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compactJson } from '../../src/core/files.ts';

test('lists of numbers stand on one line, keys are sorted', () => {
  expect(compactJson({ b: [1, 2.5, 1e-7], a: { d: 'x', c: [[1], [2, 3]] }, e: [] })).toBe(
    '{\n  "a": {\n    "c": [\n      [1],\n      [2,3]\n    ],\n    "d": "x"\n  },\n  "b": [1,2.5,1e-7],\n  "e": []\n}\n',
  );
});

test('reads back as what was written, whatever the texts in it are', () => {
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.array(fc.double({ noDefaultInfinity: true, noNaN: true }).map((x) => x + 0)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 3, noNullPrototype: true }),
      fc.string(),
      fc.constant(null),
      fc.boolean(),
    ),
  })).value;
  fc.assert(
    fc.property(values, (value) => {
      const parsed = JSON.parse(compactJson({ value, numbers: [1, 2] })) as unknown;
      expect(parsed).toEqual(JSON.parse(JSON.stringify({ value, numbers: [1, 2] })));
    }),
  );
});
