/** A screening by the probability of a class says everywhere what the class is; fast conduction has words of its own. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import type { Target } from '../../src/dataset/target.ts';
import { overviewOf } from '../../src/explorer/overview.ts';
import { openRunFolder } from '../../src/explorer/run-folder.ts';
import { learnerText, readLearner } from '../../src/learning/learner-file.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const student = readLearner(join(packageRoot(), 'data', 'models', 'screening.json'));

async function screened(change: Partial<Target>) {
  const [model, out] = ['model.json', 'out'].map((name) => join(folder, name)) as [string, string];
  writeFileSync(model, learnerText({ ...student, target: { ...student.target, ...change } }));
  const space = ['--elements', 'P,S', '--arity', '2', '--max-coefficient', '3', '--threshold', '0.6', '--overwrite'];
  const outcome = await ionsieveHere(['screen', '--model', model, ...space, '--out', out]);
  expect(outcome).toMatchObject({ code: 0 });
  const { class: told } = JSON.parse(readFileSync(join(out, 'screening.json'), 'utf8'));
  const found = openRunFolder(out);
  const { goal } = found.screenings[0]!.summary;
  expect(overviewOf(found).screenings[0]!.goal).toBe(goal);
  return { lines: outcome.out.split('\n'), told, goal };
}

test('of band gaps is a probability of these', async () => {
  const gap = { property: 'band_gap_eV', unit: 'eV', scale: 'as it stands', threshold: 1 } as const;
  const { lines, told, goal } = await screened(gap);
  expect(lines).toContain('reached: probability P(band gap at least 1 eV) >= 0.6');
  expect(lines.some((line) => line.startsWith('reached '))).toBe(true);
  expect(lines.join()).not.toContain('fast');
  expect(told).toEqual({ property: 'band_gap_eV', unit: 'eV', threshold: 1, better: 'larger' });
  expect(goal).toBe('band gap at least 1 eV');
});

test('of small values, or of another threshold of a conductivity, too', async () => {
  const hull = { property: 'energy above hull', unit: 'eV', threshold: 0.05, better: 'smaller' } as const;
  expect((await screened(hull)).goal).toBe('energy above hull at most 0.05 eV');
  const { property } = student.target;
  expect((await screened({ threshold: 1e-3 })).goal).toBe(`${property} at least 0.001 S/cm`);
});

test.each(['--threshold', '--write-above'])(
  '%s of a class is a probability, and a figure of the property is refused',
  async (flag) => {
    const model = join(folder, 'gap.json');
    const gap = { property: 'band_gap_eV', unit: 'eV', scale: 'as it stands', threshold: 1 } as const;
    writeFileSync(model, learnerText({ ...student, target: { ...student.target, ...gap } }));
    const refused = await ionsieveHere([
      'screen',
      '--model',
      model,
      '--elements',
      'P,S',
      '--arity',
      '2',
      flag,
      '1.5',
      '--out',
      join(folder, 'no'),
    ]);
    expect(refused).toEqual({
      code: 2,
      out: '',
      err:
        `ionsieve: ${flag}: expected a probability above 0 and below 1, found "1.5"; committee-distilled tells the probability of ` +
        'band gap at least 1 eV; learn again for another figure\n',
    });
  },
);

test('of fast conduction says fast', async () => {
  const { lines, told, goal } = await screened({});
  expect(lines).toContain('fast: probability P >= 0.6');
  expect(lines.some((line) => line.startsWith('fast '))).toBe(true);
  expect({ told, goal }).toEqual({ told: undefined, goal: null });
});
