/** Real text changed at random, and text that a grammar writes: what fuzzing feeds to readers. */
import fc from 'fast-check';

/** What breaks readers: nothing where something was, very large, very deep, other alphabets, words that mean something to machines. */
const SPECIAL: readonly string[] = [
  ...[
    '',
    '\0',
    '\uFEFF',
    '\ud800',
    '\u202e',
    '\u00a0',
    '١٢',
    '₁₂',
    '𝔏𝔦',
    'é',
    '\r',
    '\r\n',
    '\n\n',
    '\t',
    '"',
    "'",
    '`',
    ';',
    ',',
    '#',
  ],
  ...[
    '1e999',
    '-1e308',
    '1e-320',
    '-0',
    '0x10',
    '1_000',
    '.',
    '..',
    '-',
    '+',
    'NaN',
    'Infinity',
    'null',
    'true',
    '?',
    '9'.repeat(400),
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '__proto__":{"x":1},"',
    'loop_',
    'data_',
    '_',
    'save_',
    '{',
    '}',
    '[]',
    '{}',
    '()',
  ],
  ...[
    '('.repeat(300),
    '['.repeat(3000),
    '{"a":'.repeat(1500),
    '"'.repeat(501),
    ','.repeat(2000),
    '1/'.repeat(500),
    ' '.repeat(3000),
  ],
  ...['A'.repeat(10_000), '--', '--out', '=', '../../etc/passwd', '%s%n', '<b>', '\u001b[2J', '0'.repeat(500)],
];

interface Change {
  readonly kind: 'flip' | 'cut' | 'remove' | 'repeat' | 'splice' | 'insert' | 'digit';
  readonly at: number;
  readonly length: number;
  readonly other: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'remove', 'repeat', 'splice', 'insert', 'digit'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 60 }),
  other: fc.nat(0xffff),
});

function changed(text: string, { kind, at, length, other }: Change, corpus: readonly string[]): string {
  const from = Math.floor(at * text.length);
  const [before, part, after] = [text.slice(0, from), text.slice(from, from + length), text.slice(from + length)];
  switch (kind) {
    case 'flip':
      return before + String.fromCharCode(text.charCodeAt(from) ^ (1 << (other % 8))) + text.slice(from + 1);
    case 'cut':
      return before;
    case 'remove':
      return before + after;
    case 'repeat':
      return before + part.repeat(1 + (other % 40)) + after;
    case 'splice': {
      const source = corpus[other % corpus.length]!;
      return before + source.slice((other * 31) % (source.length + 1)).slice(0, 8 * length) + after;
    }
    case 'insert':
      return before + SPECIAL[other % SPECIAL.length] + text.slice(from);
    case 'digit':
      return text.slice(0, from) + text.slice(from).replace(/\d+/, SPECIAL[other % SPECIAL.length]!.slice(0, 500));
  }
}

/** Texts of a corpus with one to five changes each. */
export function mutated(corpus: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...corpus), fc.array(change, { minLength: 1, maxLength: 5 }))
    .map(([text, changes]) => changes.reduce((result, each) => changed(result, each, corpus), text));
}

/** Tokens one after another, a few of which make no sense. */
export function tokens(words: readonly string[], most: number): fc.Arbitrary<string> {
  const word = fc.oneof(
    { arbitrary: fc.constantFrom(...words), weight: 12 },
    { arbitrary: fc.constantFrom(...SPECIAL), weight: 1 },
    { arbitrary: fc.string({ maxLength: 6, unit: 'binary' }), weight: 1 },
    { arbitrary: fc.oneof(fc.nat(400), fc.double()).map(String), weight: 4 },
  );
  return fc.array(word, { maxLength: most }).map((parts) => parts.join(''));
}

/** Values that no file of an experiment should hold where they stand. */
const oddValues = (): unknown[] => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const deep = JSON.parse('['.repeat(4000) + ']'.repeat(4000)) as unknown;
  return [
    ...[
      undefined,
      null,
      NaN,
      Infinity,
      -0,
      1e308,
      10n ** 400n,
      '',
      'x',
      Symbol('s'),
      () => 1,
      [],
      {},
      [[]],
      new Map(),
      new Date(NaN),
    ],
    ...[
      circle,
      deep,
      Object.create(null),
      { toJSON: () => undefined },
      { toString: 1 },
      /x/,
      new Uint8Array(3),
      'k'.repeat(10_000),
    ],
    ...[
      { kind: 'constructor' },
      { kind: '__proto__' },
      { kind: 'mlp', hidden: [] },
      { from: 1, to: 2 },
      { column: null },
      true,
      -1,
      0.5,
    ],
  ];
};

/** Records with one to four values or keys replaced, added, removed or copied from elsewhere in them. */
export function mutatedValues(corpus: readonly object[]): fc.Arbitrary<unknown> {
  const odd = oddValues();
  const step = fc.tuple(
    fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
    fc.nat(odd.length + 3),
    fc.string({ maxLength: 5 }),
  );
  return fc.tuple(fc.constantFrom(...corpus), fc.array(step, { minLength: 1, maxLength: 4 })).map(([base, steps]) => {
    const value = cloned(base) as Record<string, unknown>;
    for (const [path, which, name] of steps) replaceAt(value, path, which, name, odd);
    return value;
  });
}

/** Functions, such as those of an experiment with code of its own, stay as they are. */
function cloned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cloned(part)]));
}

function replaceAt(
  value: Record<string, unknown>,
  path: readonly number[],
  which: number,
  name: string,
  odd: readonly unknown[],
): void {
  let at = value;
  for (const [depth, turn] of path.entries()) {
    const keys = Object.keys(at);
    if (keys.length === 0) return;
    const key = keys[turn % keys.length]!;
    const inner = at[key];
    if (depth < path.length - 1 && typeof inner === 'object' && inner !== null && !ArrayBuffer.isView(inner)) {
      at = inner as Record<string, unknown>;
      continue;
    }
    if (which < odd.length) at[key] = odd[which];
    else if (which === odd.length) delete at[key];
    else if (which === odd.length + 1) at[name] = inner;
    else at[key] = structuredCloneOr(value[Object.keys(value)[turn % Object.keys(value).length]!]);
    return;
  }
}

function structuredCloneOr(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return null;
  }
}
