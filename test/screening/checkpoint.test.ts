import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/files.ts';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from '../../src/screening/checkpoint.ts';
import type { WrittenFile } from '../../src/screening/parquet-file.ts';
import { emptyTally, type Tally } from '../../src/screening/tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-checkpoint-'));
const path = join(folder, 'checkpoint.json');

afterAll(() => rmSync(folder, { recursive: true }));

const count = fc.oneof(fc.nat(9), fc.maxSafeNat());
const score = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));

const fileOf = (unit: number): WrittenFile => {
  const name = `candidates-${String(unit).padStart(6, '0')}-000.parquet`;
  return { name, bytes: 100 + unit, sha256: sha256(name) };
};

/** Fills an array of counts. */
const filled = (values: Float64Array): fc.Arbitrary<Float64Array> =>
  fc.array(count, { minLength: values.length, maxLength: values.length }).map((list) => Float64Array.from(list));

const tallies: fc.Arbitrary<Tally> = fc.nat(3).chain((ranks) => {
  const empty = emptyTally(ranks);
  const counts = ({ scored, above }: Tally['arities']) => fc.record({ scored: filled(scored), above: filled(above) });
  return fc.record({
    arities: counts(empty.arities),
    elements: counts(empty.elements),
    anions: counts(empty.anions),
    removed: filled(empty.removed),
    bins: filled(empty.bins),
    ranks: fc.tuple(...empty.ranks.map(filled)),
    systems: count,
    undecided: count,
    written: count,
    files: fc
      .uniqueArray(fc.nat(99), { maxLength: 20 })
      .map((units) => units.sort((a, b) => a - b).map((unit) => fileOf(unit))),
    top: fc.array(fc.record({ score, set: count, index: count }), { maxLength: 50 }),
  });
});

const checkpoints: fc.Arbitrary<Checkpoint> = fc.record({
  job: fc.string().map(sha256),
  shard: fc.record({ index: fc.nat(), count: fc.nat() }),
  done: fc.uniqueArray(fc.nat(60), { maxLength: 60 }).map((numbers) => numbers.sort((a, b) => a - b)),
  tally: tallies,
});

const [EXAMPLE] = fc.sample(checkpoints, { numRuns: 1, seed: 1 }) as [Checkpoint];

describe('a checkpoint', () => {
  test('is read as it was written, whatever the tally', () => {
    fc.assert(
      fc.property(checkpoints, (checkpoint) => {
        writeCheckpoint(path, checkpoint);
        expect(readCheckpoint(path)).toEqual(checkpoint);
      }),
    );
    expect(readdirSync(folder)).toEqual(['checkpoint.json']);
  });

  test('is small where many units are done one after another', () => {
    const done = Array.from({ length: 100_000 }, (_, unit) => unit).filter((unit) => unit !== 7);
    writeCheckpoint(path, { ...EXAMPLE, done, tally: emptyTally(0) });
    expect(readFileSync(path, 'utf8')).toContain('"done":[[0,6],[8,99999]]');
    expect(readCheckpoint(path).done).toEqual(done);
  });

  test('replaces the one before whole or not at all', () => {
    writeCheckpoint(path, EXAMPLE);
    const before = readFileSync(path);
    const below = join(path, 'checkpoint.json');
    expect(() => writeCheckpoint(below, EXAMPLE)).toThrow(
      `${below}: expected a path that can be written, found ENOTDIR`,
    );
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('is refused in one line that names the file', () => {
  const damaged = join(folder, 'damaged.json');
  const message = (content: string | Uint8Array): string => {
    writeFileSync(damaged, content);
    try {
      readCheckpoint(damaged);
    } catch (error) {
      expect((error as Error).name).toBe('UserError');
      return (error as Error).message;
    }
    return 'read without complaint';
  };
  const line = /^\S+damaged\.json: expected [^\n]+, found [^\n]+; [^\n]+$/;
  writeCheckpoint(path, EXAMPLE);
  const whole = readFileSync(path);

  test('with any bit of any byte flipped', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), (position, bit) => {
        const bytes = Uint8Array.from(whole);
        bytes[position]! ^= 1 << bit;
        expect(message(bytes)).toMatch(line);
      }),
      { numRuns: 1000 },
    );
  });

  test('with any bit of its head, or of its last byte, flipped', () => {
    const head = whole.indexOf('\n');
    for (const position of [...Array(head + 2).keys(), whole.length - 1]) {
      for (let bit = 0; bit < 8; bit++) {
        const bytes = Uint8Array.from(whole);
        bytes[position]! ^= 1 << bit;
        expect(message(bytes)).toMatch(line);
      }
    }
  });

  test('cut short anywhere', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 2), (length) => {
        expect(message(whole.subarray(0, length))).toMatch(line);
      }),
    );
  });

  test.each([
    ['empty', '', 'expected a checkpoint of a screening, found something else, or a damaged one; remove the folder'],
    ['of other content', 'Li3PS4\n', 'expected a checkpoint of a screening, found something else, or a damaged one'],
    [
      'JSON of another kind',
      'null\n{}',
      'expected a checkpoint of a screening, found something else, or a damaged one',
    ],
  ])('%s', (_title, content, expected) => {
    expect(message(content)).toContain(`${damaged}: ${expected}`);
  });

  test('of another version', () => {
    const newer = whole.toString().replace('"version":2', '"version":3');
    expect(message(newer)).toBe(`${damaged}: expected checkpoint version 2, found 3; use a matching ionsieve`);
  });

  test('with another content', () => {
    const other = whole.toString().replace('"tally"', '"Tally"');
    expect(message(other)).toMatch(
      /damaged\.json: expected content with SHA-256 [0-9a-f]{64}, found [0-9a-f]{64}; remove the folder and screen again$/,
    );
  });

  test('that is missing, or a folder', () => {
    const missing = join(folder, 'missing.json');
    expect(() => readCheckpoint(missing)).toThrow(`${missing}: expected a checkpoint, found ENOENT; check the path`);
    expect(() => readCheckpoint(folder)).toThrow(`${folder}: expected a checkpoint, found EISDIR; check the path`);
    expect(existsSync(missing)).toBe(false);
  });
});
