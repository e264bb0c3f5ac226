import { describe, expect, test } from 'vitest';
import type { TransferStudy } from '../../../experiments/cubuk2019/define.ts';
import { study } from '../../../experiments/cubuk2019/study.ts';
import { cubuk2019 } from '../../../experiments/cubuk2019.ts';

describe('the study', () => {
  test('does not compile with a misspelt key, option, descriptor statistic or model kind', () => {
    // The type check of the tests fails where one of these lines compiles.
    const [student] = study.students;
    const misspelt: TransferStudy[] = [
      // @ts-expect-error the key is suggested
      { ...study, suggest: [] },
      // @ts-expect-error the option is l2
      { ...study, students: [{ ...student!, model: { kind: 'logistic', L2: 1 } }] },
      // @ts-expect-error the kind is logistic
      { ...study, students: [{ ...student!, model: { kind: 'logistics', l2: 1 } }] },
      // @ts-expect-error the choice is 'real anion'
      { ...study, students: [{ ...student!, trainsOn: 'real anions' }] },
      // @ts-expect-error the statistic is mean
      { ...study, teachers: [{ ...study.teachers[0]!, input: { elemental: setWith('average') } }] },
    ];
    const efforts: (typeof cubuk2019.quick)[] = [
      // @ts-expect-error the key is resamples
      { ...cubuk2019.quick, resample: 50 },
    ];
    expect(misspelt.length + efforts.length).toBe(6);
  });

  test('names students, teachers and numbers once, and screens with one of its students', () => {
    const names = study.students.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(study.teachers.map(({ name }) => name)).size).toBe(study.teachers.length);
    for (const effort of [cubuk2019.full, cubuk2019.quick]) {
      expect(names).toEqual(expect.arrayContaining([...effort.students]));
      expect(effort.students).toContain(study.screeningStudent);
    }
  });
});

function setWith<T extends string>(statistic: T) {
  return { name: 'test', date: '2026-11-23', properties: ['group'], statistics: [statistic] };
}
