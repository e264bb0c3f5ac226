import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repeatedKey } from '../../src/core/repeated-key.ts';

test.each([
  ['{"a": 1, "a": 2}', 'a'],
  ['{"a": [{"b": 1}, {"b": {"c": 1, "d": "{", "c" : 2}}]}', 'c'],
  ['{"target": 1, "t\\u0061rget": 2}', 'target'],
  ['{"a\\"": 1, "a\\"": 2}', 'a"'],
  ['{"a": "a", "b": ["a", "a"], "c": {"a": {"a": 1}}}', undefined],
  ['[{"a": 1}, {"a": 1}]', undefined],
  ['{"a": "\\"a\\": 1, \\"a\\": 2"}', undefined],
  ['"a"', undefined],
])('%s', (text, key) => {
  expect(() => JSON.parse(text)).not.toThrow();
  expect(repeatedKey(text)).toBe(key);
});

test('what is written from a value has none, and one that is written twice is found', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, noNullPrototype: true }), (value) => {
      const text = JSON.stringify(value);
      expect(repeatedKey(text)).toBeUndefined();
      const [key] = Object.keys(JSON.parse(text));
      expect(repeatedKey(`${text.slice(0, -1)},${JSON.stringify(key)}:0}`)).toBe(key);
    }),
  );
});
