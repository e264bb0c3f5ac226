import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Matrix, matrixFrom } from '../../src/core/matrix.ts';
import { domainFromJson, fitDomain } from '../../src/evaluation/domain.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../golden/evaluation/${name}`, import.meta.url), 'utf8'));

const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 30, maxLength: 30 });
const trainingRows = values.map((data): Matrix => ({ data: Float64Array.from(data), rows: 10, cols: 3 }));
const mean = (list: Float64Array) => list.reduce((sum, value) => sum + value, 0) / list.length;

describe('fitDomain', () => {
  it('agrees with NumPy, with a constant and a dependent column among six', () => {
    // Mahalanobis distance on the four free columns over its training mean; test/golden/evaluation/make_golden.py.
    const { X, rows, distance, droppedDirections } = read('reference.json').domain;
    const domain = fitDomain(matrixFrom(X));
    expect(domain.droppedDirections).toBe(droppedDirections);
    domain.distance(matrixFrom(rows)).forEach((found, i) => {
      expect(found).toBeCloseTo(distance[i], 8);
    });
  });

  it('gives the printed distances of 17 candidates of Sendek et al. 2017 within 0.001', () => {
    // Sendek et al., Energy Environ. Sci. 10, 306 (2017), doi 10.1039/C6EE02697D, print such a distance for their 21
    // candidates in "PCA-scaled" coordinates. What is known: 17 of them still give the printed probability to its last digit
    // from today's public structures, and their 17 distances are, within 0.001, sqrt(z' R^-1 z) / s with z from the printed
    // means and standard deviations, one correlation matrix R and s = 2.049 (11 fitted numbers); the four whose structures
    // have changed stray by 0.002 to 0.019. What is inferred: s is the mean of sqrt(z' R^-1 z) over the training rows. The
    // 33 of 40 training structures that are public and hold lithium give 2.03 +- 0.03 for that mean and 1.85 +- 0.10 for the
    // median, scaled to the root mean square of any whole training set, 2.21; that root mean square or sqrt(5) in place of s
    // misses the printed distances by up to 0.025 and 0.028. What is not known: the 40 descriptor rows themselves.
    // Table 3 of the paper. The 40 training rows are not public: these have the printed means and deviations and
    // the correlations and mean distance that the printed distances imply; see test/golden/evaluation/sendek2017_domain.py.
    const { training, candidates, published } = read('sendek2017-domain.json');
    const distance = fitDomain(matrixFrom(training)).distance(matrixFrom(candidates));
    expect(published.length).toBe(17);
    distance.forEach((found, i) => {
      expect(Math.abs(found - published[i])).toBeLessThan(0.001);
    });
  });

  it('gives the training rows a mean distance of 1 and their centre 0', () => {
    fc.assert(
      fc.property(trainingRows, (X) => {
        fc.pre(new Set(X.data).size > 5);
        const domain = fitDomain(X);
        expect(mean(domain.distance(X))).toBeCloseTo(1, 8);
        const centre = [0, 1, 2].map((j) => mean(X.data.filter((_, at) => at % 3 === j)));
        expect(domain.distance(matrixFrom([centre]))[0]).toBeCloseTo(0, 8);
      }),
    );
  });

  it('does not depend on the units of the columns or the order of the rows', () => {
    fc.assert(
      fc.property(trainingRows, (X) => {
        fc.pre(new Set(X.data).size > 8);
        const inOtherUnits = (data: Float64Array) => data.map((value, at) => value * [2, 1e3, 1e-3][at % 3]! + 7);
        const row = Float64Array.of(60, -10, 0);
        const other = { ...X, data: inOtherUnits(X.data) };
        const [first] = fitDomain(X).distance({ data: row, rows: 1, cols: 3 });
        const [second] = fitDomain(other).distance({ data: inOtherUnits(row), rows: 1, cols: 3 });
        expect(second! / first!).toBeCloseTo(1, 6);
      }),
    );
  });

  it('comes back from JSON with the same distances', () => {
    const X = matrixFrom(read('reference.json').domain.X);
    const domain = fitDomain(X);
    const restored = domainFromJson(JSON.parse(JSON.stringify(domain.toJson())), 'file');
    expect(restored.distance(X)).toEqual(domain.distance(X));
    expect(restored.droppedDirections).toBe(2);
  });

  it('says what is wrong with its input', () => {
    expect(() => fitDomain(matrixFrom([[1, 2]]))).toThrow('domain: expected training rows that differ, found 1 rows');
    expect(() => fitDomain(matrixFrom([]))).toThrow('domain: expected training rows that differ, found 0 rows');
    expect(() => fitDomain(matrixFrom([[1], [Number.NaN]]))).toThrow('domain training rows, row 1, column 0');
    const domain = fitDomain(matrixFrom([[0], [2]]));
    expect(() => domain.distance(matrixFrom([[1, 2]]))).toThrow('domain: expected rows of 1 columns, found 2');
    expect(() => domain.distance(matrixFrom([[Number.NaN]]))).toThrow('domain rows, row 0, column 0');
    for (const damaged of [null, {}, { ...domain.toJson(), version: 2 }, { ...domain.toJson(), axes: [[1, 2]] }]) {
      expect(() => domainFromJson(damaged, 'teacher.json')).toThrow(
        'teacher.json: expected a stored domain of version 1',
      );
    }
  });
});
