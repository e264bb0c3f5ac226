import { describe, expect, test } from 'vitest';
import { joinMeasured } from '../../src/transfer/join-measured.ts';
import { loadMeasured, MEASURED_SETS } from '../../src/transfer/measured-data.ts';

const sets = MEASURED_SETS.map(loadMeasured);
const joined = joinMeasured(sets);
const find = (wanted: string) => joined.find(({ formula }) => formula === wanted)!;

describe('the shipped tables joined', () => {
  test('hold each formula of each table once, sorted', () => {
    const formulas = joined.map(({ formula }) => formula);
    expect(formulas).toEqual([...new Set(sets.flat().map(({ formula }) => formula))].sort());
    expect(formulas).toHaveLength(729);
  });

  test('of two figures the mean, with all their sources and the family of the first table', () => {
    // obelix.csv: -2.886057, the median of 3; liverpool.csv: -3.347419, the median of 2.
    const { log10Conductivity, measurements, family, dois } = find('Li6PS5Cl');
    expect(log10Conductivity).toBeCloseTo((-2.886057 - 3.347419) / 2, 6);
    expect([measurements, family]).toEqual([5, 'argyrodite']);
    const theirs = sets.flat().filter(({ formula }) => formula === 'Li6PS5Cl');
    expect(dois).toEqual([...new Set(theirs.flatMap((row) => row.dois))].sort());
  });

  test('a figure below detection in the only table stays a bound', () => {
    expect(find('LiScO2')).toMatchObject({ belowDetection: true, log10Conductivity: -10 });
  });

  test('materials that share a source in any table are one group', () => {
    const groupOf = new Map<string, string>();
    for (const { dois, doiGroup } of joined) {
      for (const doi of dois) {
        expect(groupOf.get(doi) ?? doiGroup).toBe(doiGroup);
        groupOf.set(doi, doiGroup);
      }
    }
  });

  test('a model to be judged on the test split of OBELiX sees no row of Liverpool that touches it', () => {
    const liverpool = loadMeasured('liverpool');
    const closed = liverpool.filter(({ log10ForJudgedModels }) => log10ForJudgedModels === null);
    expect(closed).toHaveLength(140);
    const others = new Set([...sets[0]!, ...sets[2]!].map(({ formula }) => formula));
    for (const { formula } of closed) {
      if (!others.has(formula)) expect(find(formula).log10ForJudgedModels, formula).toBeNull();
    }
  });
});
