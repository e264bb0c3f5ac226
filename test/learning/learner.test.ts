import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { packageRoot, stableJson } from '../../src/core/files.ts';
import { toAnswer } from '../../src/dataset/target.ts';
import { ELEMENTAL_SETS, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { answerColumn } from '../../src/learning/answer-column.ts';
import { askLearner } from '../../src/learning/ask-learner.ts';
import type { Learner } from '../../src/learning/learner.ts';
import { learnerText, readLearner } from '../../src/learning/learner-file.ts';
import { learnerSchema } from '../../src/learning/learner-schema.ts';
import { openLearner } from '../../src/learning/open-learner.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-learner-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const docs = readFileSync(join(packageRoot(), 'docs', 'models.md'), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(docs)![1]!;
const smallest = JSON.parse(block('json')) as Record<string, unknown>;

const sound: Learner = {
  name: 'sound',
  target: { property: 'sound', unit: 'km/s', scale: 'as it stands', threshold: 4, better: 'larger' },
  ...{ anchor: 'Li', elements: ['Li', 'O', 'S'], answers: 'value' },
  descriptors: { name: 'mass', date: '2026-11-29', properties: ['atomic_mass_u'], statistics: ['mean'] },
  model: {
    format: 'ionsieve-external-model',
    version: 1,
    model: { kind: 'linear', weights: [-0.1], intercept: 6 },
  },
  calibration: null,
  intervals: { in: 'unit', coverage: 0.9, nearLimit: 0.1, near: 0.5, far: 2 },
  domain: { version: 1, centre: [10], axes: [[1]], droppedDirections: 0 },
  training: {
    tables: ['a.csv'],
    sha256: 'x',
    compounds: [
      ['Li2O', 5],
      ['Li2S', 4.5],
    ],
  },
  scores: [],
};

/** A set that counts an anchor and names none. */
const shares = {
  name: 'share',
  date: '2026-11-29',
  properties: [],
  statistics: [],
  stoichiometry: ['anchor_fraction'],
};

describe('the documents', () => {
  test('hold the schema that files are read by', () => {
    const committed = readFileSync(join(packageRoot(), 'docs', 'model.schema.json'), 'utf8');
    expect(stableJson(JSON.parse(committed))).toBe(stableJson(learnerSchema()));
  });

  test('show a file that answers', () => {
    const learner = readLearner(write('heavy.json', smallest));
    const [oxide] = askLearner(learner)([parseFormula('Li2O')]);
    // Mean mass of Li2O: (2 x 6.94 + 15.999) / 3.
    expect(oxide!.value).toBeCloseTo(6 - 0.1 * 9.9597, 3);
    expect(oxide).toMatchObject({ low: null, high: null, domain: null, nearest: null, unlearned: [] });
  });

  test('show a module that answers', async () => {
    const learner = await openLearner(write('shown.ts', block('ts')));
    expect(askLearner(learner)([parseFormula('Li3PS4'), parseFormula('Li2O')]).map(({ value }) => value)).toEqual([
      3 / 8,
      2 / 3,
    ]);
  });
});

describe('a Learner', () => {
  test('comes back from its file as it was', () => {
    const text = learnerText(sound);
    const path = write('sound.json', text);
    expect(learnerText(readLearner(path))).toBe(text);
    expect(readLearner(path)).toEqual({ ...sound, elements: ['Li', 'O', 'S'] });
  });

  test('has a narrow interval near to what it learned, a wide one elsewhere', () => {
    const [known, odd, fresh] = askLearner(sound)(['Li2O', 'LiS9', 'Li100O50Se'].map(parseFormula));
    expect(known).toMatchObject({ domain: 'inside', nearest: { formula: 'Li2O', value: 5, difference: 0 } });
    expect(known!.high! - known!.low!).toBeCloseTo(1, 12);
    expect(odd).toMatchObject({ domain: 'outside', unlearned: [] });
    expect(odd!.high! - odd!.low!).toBeCloseTo(4, 12);
    // Near to Li2O but for an element that is new.
    expect(fresh!.nearest!.difference).toBeLessThan(0.1);
    expect(fresh).toMatchObject({ domain: 'outside', unlearned: ['Se'] });
    expect(fresh!.high! - fresh!.low!).toBeCloseTo(4, 12);
  });

  test('is the same however many are asked at once', () => {
    const formula = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }));
    const ask = askLearner(sound);
    fc.assert(
      fc.property(fc.array(formula, { minLength: 1, maxLength: 8 }), (all) => {
        const compositions = all.map(([li, o]) => parseFormula(`Li${li}O${o}`));
        expect(ask(compositions)).toEqual(compositions.flatMap((one) => ask([one])));
      }),
    );
  });

  test.each([
    [{ property: 'ionic conductivity', unit: 'S/cm', scale: 'log10' }, 'log10_ionic_conductivity_S_per_cm'],
    [{ property: 'barrier_eV', unit: 'eV', scale: 'as it stands' }, 'barrier_eV'],
    [{ property: 'rank', unit: '1', scale: 'as it stands' }, 'rank_value'],
    [{ property: 'Known', unit: '1', scale: 'as it stands' }, 'Known_value'],
    [{ property: 'known', unit: 'eV', scale: 'as it stands' }, 'known_eV'],
  ] as const)('names its column by what it tells: %#', (target, name) => {
    const full = { ...target, threshold: null, better: 'larger' } as const;
    expect(answerColumn({ answers: 'value', target: full })).toBe(name);
    expect(answerColumn({ answers: 'log-odds', target: full })).toBe('probability');
    expect(toAnswer(full, 1000)).toBeCloseTo(target.scale === 'log10' ? 3 : 1000, 12);
  });

  test.each([
    [{ anchor: 'Na' }, 'expected Na among the elements, as the anchor, found Li, O, P, S; see docs/models.md'],
    [
      { descriptors: { ...shares, anchor: 'Na' } },
      'expected descriptors with the anchor of the model, Li, found Na; leave it out of the descriptors, or name one ion',
    ],
    [
      { descriptors: { ...shares, anchor: 'Na' }, anchor: null },
      'expected descriptors with the anchor of the model, none, found Na',
    ],
    [{ descriptors: shares, anchor: null }, 'expected an anchor, which columns of share count, found none; see docs'],
    [{ elements: ['Li', 'Xx'] }, 'expected a model, found elements.1: Invalid'],
    [{ answers: 'values' }, 'expected a model, found answers: Invalid'],
    [{ descriptors: 'elemental-30' }, 'expected a model of 30 columns, as elemental-30 has, found 1'],
    [{ version: 2 }, 'expected version 1, found 2; see docs/models.md'],
    [{ extra: 1 }, 'expected a model, found its content: Unrecognized key: "extra"'],
    [
      { target: { ...(smallest.target as object), scale: 'log10', threshold: -3 } },
      'expected a threshold above 0 of what is learned as log10, found -3; give it in the unit itself',
    ],
    [{ model: { kind: 'linear', weights: [1] } }, 'expected a model, found model.intercept: Invalid input'],
    [
      { model: { kind: 'linear', weights: [1e31], intercept: 0 } },
      'expected numbers from -1e+30 to 1e+30, found 1e+31',
    ],
  ])('of another program is refused in one line: %#', (changed, message) => {
    const path = write('wrong.json', { ...smallest, ...changed });
    expect(() => readLearner(path)).toThrow(message);
    expect(() => readLearner(path)).toThrow(path);
  });

  test.each([
    ['export const score = 1;', 'expected an exported function score(compositions), found number; export one'],
    ['export const a = 1;', 'expected an exported function score(compositions), found none'],
    ['export const score = (all) => all.map(() => 1);', 'expected an exported constant learner, found none; say there'],
    [
      "export const score = () => [1]; export const learner = { name: 'a' };",
      ', learner: expected a model, found target: Invalid',
    ],
    ['export const = 1;', 'expected a module that can be run, found '],
  ])('of a module that lacks something is refused: %#', async (text, message) => {
    await expect(openLearner(write(`wrong-${text.length}.ts`, text))).rejects.toThrow(message);
  });

  test.each([
    [
      "throw new Error('boom');",
      'score: expected a number for each composition, found the error "boom"; mend the module',
    ],
    ['return all.map(() => Number.NaN);', 'score: expected a finite number for Li2O, found NaN; mend the module'],
    ['return [];', 'score: expected 1 numbers, found 0; return one a composition'],
  ])('of a module that says no number is refused: %#', async (body, message) => {
    const text = block('ts').replace(/export function score[\s\S]*$/, `export function score(all) { ${body} }`);
    const learner = await openLearner(write(`odd-${body.length}.ts`, text));
    expect(() => askLearner(learner)([parseFormula('Li2O')])).toThrow(message);
  });

  test('counts its own anchor in descriptors that name none', () => {
    const model = { kind: 'linear', weights: [1], intercept: 0 };
    for (const descriptors of [shares, { ...shares, anchor: 'Li' }]) {
      const learner = readLearner(write('share.json', { ...smallest, descriptors, model }));
      expect(askLearner(learner)([parseFormula('Li3PS4')])[0]!.value).toBe(3 / 8);
    }
  });

  test('sees the descriptors that its file names', () => {
    const weights = Array.from({ length: 30 }, (_, j) => (j === 3 ? 1 : 0));
    const file = { ...smallest, descriptors: 'elemental-30', model: { kind: 'linear', weights, intercept: 0 } };
    const [answer] = askLearner(readLearner(write('third.json', file)))([parseFormula('Li3PS4')]);
    expect(answer!.value).toBe(elementalDescriptors([parseFormula('Li3PS4')], ELEMENTAL_SETS['elemental-30']).data[3]);
  });
});
