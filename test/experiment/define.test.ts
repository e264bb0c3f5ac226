import { describe, expect, test } from 'vitest';
import { cubuk2019 } from '../../experiments/cubuk2019.ts';
import { measured } from '../../experiments/measured.ts';
import type { Experiment } from '../../src/experiment/define.ts';
import { loadExperiment } from '../../src/experiment/load.ts';

describe('an experiment', () => {
  test('does not compile with a misspelt key, option, descriptor statistic or model kind', () => {
    // The type check of the tests fails where one of these lines compiles.
    const [student] = cubuk2019.students;
    const misspelt: Experiment[] = [
      // @ts-expect-error the key is seed
      { ...cubuk2019, sead: 0 },
      // @ts-expect-error the key is resamples
      { ...cubuk2019, quick: { ...cubuk2019.quick, resample: 50 } },
      // @ts-expect-error the option is l2
      { ...cubuk2019, students: [{ ...student!, model: { kind: 'logistic', L2: 1 } }] },
      // @ts-expect-error the kind is logistic
      { ...cubuk2019, students: [{ ...student!, model: { kind: 'logistics', l2: 1 } }] },
      // @ts-expect-error the choice is 'real anion'
      { ...cubuk2019, students: [{ ...student!, trainsOn: 'real anions' }] },
      // @ts-expect-error the statistic is mean
      { ...cubuk2019, teachers: [{ ...cubuk2019.teachers[0]!, input: { elemental: setWith('average') } }] },
    ];
    expect(misspelt.length).toBe(6);
  });

  test('names students, teachers and numbers once, and screens with one of its students', () => {
    const names = cubuk2019.students.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(cubuk2019.teachers.map(({ name }) => name)).size).toBe(cubuk2019.teachers.length);
    for (const effort of [cubuk2019.full, cubuk2019.quick]) {
      expect(names).toEqual(expect.arrayContaining([...effort.students]));
      expect(effort.students).toContain(cubuk2019.screeningStudent);
    }
  });
});

describe('loadExperiment', () => {
  test('gives the experiment that its file exports', async () => {
    expect(await loadExperiment('cubuk2019')).toEqual(cubuk2019);
    expect(await loadExperiment('measured')).toEqual(measured);
  });

  test.each(['cubuk2020', '', '../src/index', 'cubuk2019.ts', 'a/../cubuk2019'])(
    'refuses "%s" in one line',
    async (name) => {
      await expect(loadExperiment(name)).rejects.toThrow(
        `${name}: expected the name of a file under experiments/, found no such file; try cubuk2019 or measured`,
      );
    },
  );
});

function setWith<T extends string>(statistic: T) {
  return { name: 'test', date: '2026-11-23', properties: ['group'], statistics: [statistic] };
}
