/** Reads a stored regression back, and refuses whatever {@link Regressor.toJson} cannot have written. */
import { fail } from '../core/errors.ts';
import { checkRegressionSpec } from './check-regression-spec.ts';
import { packedStart } from './cholesky.ts';
import { layerSizes } from './mlp.ts';
import type { Parameters } from './parameters.ts';
import type { RegressionSpec } from './regression-spec.ts';
import { createRegressor, type Regressor } from './regressor.ts';
import { show } from './spec-rules.ts';
import { checkLengths, isRecord, layerLengths, REFIT, readColumns, readParameters } from './stored-parameters.ts';
import { boostedLengths, checkBoosted, checkExtraTrees, extraTreesLengths } from './stored-trees.ts';

/**
 * The regressor that {@link Regressor.toJson} described.
 *
 * @param json parsed JSON
 * @param where the file it came from, for messages
 * @throws {UserError} for another format, a newer version, an unknown or misspelt spec, parameters missing or too many, of the
 * wrong length, not finite or without meaning, or members other than the spec names
 * @example regressorFromJson(JSON.parse(JSON.stringify(regressor.toJson())), 'law.json').predict(X);
 */
export function regressorFromJson(json: unknown, where: string): Regressor {
  const { format, version, spec, columns, parameters, members } = isRecord(json) ? json : {};
  if (format !== 'ionsieve-regressor')
    fail(where, "format 'ionsieve-regressor'", show(format), 'give a regression that ionsieve saved');
  if (version !== 1) fail(where, 'regressor version 1', show(version), 'use a newer ionsieve, or fit it again');
  const checked = checkRegressionSpec(spec, where);
  const width = readColumns(columns, where);
  const values = readParameters(parameters, where);
  checkLengths(values, expectedLengths(checked, width, values), where);
  checkMeaning(checked, width, values, where);
  return createRegressor(checked, width, values, readMembers(checked, width, members, where));
}

/** Length of each parameter; a number of rows, nodes or leaves that only the file knows is taken from it. */
function expectedLengths(spec: RegressionSpec, columns: number, values: Parameters): Record<string, number> {
  const length = (name: string) => values[name]?.length ?? 0;
  switch (spec.kind) {
    case 'ridge':
      return {
        ...{ mean: columns, scale: columns, weights: columns, intercept: 1 },
        ...{ factor: packedStart(columns), variance: 1, rows: 1 },
      };
    case 'gaussian-process':
    case 'nearest':
      return { rows: length('y') * columns, y: length('y') };
    case 'support-vector-regression':
      return {
        ...{ mean: columns, scale: columns, supportVectors: length('coefficients') * columns },
        ...{ coefficients: length('coefficients'), intercept: 1, sd: 1 },
      };
    case 'pls':
      return { mean: columns, scale: columns, weights: columns, intercept: 1, components: 1, variance: 1 };
    case 'extra-trees':
      return extraTreesLengths(spec, values);
    case 'boosted-trees':
      return { ...boostedLengths(spec), sd: 1 };
    case 'mlp': {
      const standardiser = { mean: columns, scale: columns };
      return { ...standardiser, middle: 1, unit: 1, sd: 1, ...layerLengths(layerSizes(spec, columns)) };
    }
    case 'median':
      return { median: 1, sd: 1 };
    case 'blend':
      return {};
  }
}

function checkMeaning(spec: RegressionSpec, columns: number, values: Parameters, where: string): void {
  for (const name of ['variance', 'leafVariance', 'sd']) {
    if (values[name]?.some((value) => value < 0)) fail(where, `${name} of at least 0`, 'one below', REFIT);
  }
  if (spec.kind === 'extra-trees') checkExtraTrees(columns, values, where);
  if (spec.kind === 'boosted-trees') checkBoosted(columns, values, where);
  for (const name of ['scale', 'unit']) {
    if (values[name]?.some((value) => value <= 0)) fail(where, `${name} above 0`, 'one that is not', REFIT);
  }
  if (spec.kind === 'ridge') checkRidge(columns, values, where);
  if (!values.y) return;
  const least = spec.kind === 'nearest' ? spec.neighbours : 1;
  if (values.y.length < least) fail(where, `at least ${least} rows`, `${values.y.length}`, REFIT);
}

function checkRidge(columns: number, { rows, factor }: Parameters, where: string): void {
  if (!(rows![0]! >= 1)) fail(where, 'at least 1 rows', `${rows![0]}`, REFIT);
  for (let j = 0; j < columns; j++) {
    if (!(factor![packedStart(j) + j]! > 0)) fail(where, 'a factor with a diagonal above 0', 'one without', REFIT);
  }
}

function readMembers(spec: RegressionSpec, columns: number, members: unknown, where: string): Regressor[] {
  const expected = spec.kind === 'blend' ? spec.members : [];
  const found = members ?? [];
  if (!Array.isArray(found) || found.length !== expected.length) {
    fail(where, `${expected.length} members`, Array.isArray(found) ? `${found.length}` : show(found), REFIT);
  }
  return (found as unknown[]).map((json, k) => {
    const at = `${where}, member ${k}`;
    const member = regressorFromJson(json, at);
    if (!sameJson(member.spec, expected[k])) fail(at, `the spec ${show(expected[k])}`, show(member.spec), REFIT);
    const width = (json as { columns: number }).columns;
    if (width !== columns) fail(at, `${columns} columns`, `${width}`, REFIT);
    return member;
  });
}

/** Equal but for the order of the names, which a tool that writes JSON may change. */
function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => sameJson(a[name as keyof typeof a], b[name as keyof typeof b]))
  );
}
