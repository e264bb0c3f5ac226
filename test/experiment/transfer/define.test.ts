import { describe, expect, test } from 'vitest';
import { cubuk2019 } from '../../../experiments/cubuk2019.ts';
import type { Experiment } from '../../../src/experiment/transfer/define.ts';

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

function setWith<T extends string>(statistic: T) {
  return { name: 'test', date: '2026-11-23', properties: ['group'], statistics: [statistic] };
}
