/** The open parameters of a space, found by one walk, and the setting that a trial's values make of it. */
import { fail } from '../../core/errors.ts';
import type { NumberRange, SweepSetting, SweepSpec } from './define.ts';
import { gridValues, type Parameter } from './parameter.ts';

/**
 * The parameters that stand open, in the order in which they are written.
 * @throws {UserError} for a space without one, a choice of fewer than two values or of one value twice, a range that does not rise,
 * a logarithmic range from 0 or below, an end that is no whole number in a range of whole numbers, fewer than two steps, and steps
 * that round to the same number
 * @example openParameters({ student, threshold: { oneOf: [1e-4, 1e-3] } })[0].path; // 'threshold'
 */
export function openParameters(space: SweepSpec['space']): Parameter[] {
  const parameters = walk(space, '');
  if (parameters.length === 0) fail('sweep, space', 'an open parameter', 'none', 'give a range or a choice');
  parameters.forEach(checkParameter);
  return parameters;
}

/**
 * The setting of a trial.
 * @param values one for each parameter, in their order
 * @example closeSpace(space, parameters, [10]).method.model.l2; // 10
 */
export function closeSpace(
  space: SweepSpec['space'],
  parameters: readonly Parameter[],
  values: readonly number[],
): SweepSetting {
  const chosen = new Map(
    parameters.map((parameter, i) => [
      parameter.path,
      parameter.kind === 'number' ? values[i] : parameter.oneOf[values[i]!],
    ]),
  );
  return close(space, '', chosen) as SweepSetting;
}

/**
 * Every value that a grid takes of each parameter, the others at their first, as settings.
 * @example settingsOf(space, parameters)[0].parameter.path; // 'method.model.C'
 */
export function settingsOf(
  space: SweepSpec['space'],
  parameters: readonly Parameter[],
): { readonly parameter: Parameter; readonly setting: SweepSetting }[] {
  const first = parameters.map((parameter) => gridValues(parameter)[0]!);
  return parameters.flatMap((parameter, j) =>
    gridValues(parameter).map((value) => {
      return { parameter, setting: closeSpace(space, parameters, first.with(j, value)) };
    }),
  );
}

function walk(part: unknown, path: string): Parameter[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('oneOf' in part) return [{ kind: 'choice', path, oneOf: part.oneOf as readonly unknown[] }];
  if ('from' in part) return [{ kind: 'number', path, ...(part as NumberRange) }];
  return Object.entries(part).flatMap(([key, inner]) => walk(inner, join(path, key)));
}

function close(part: unknown, path: string, chosen: ReadonlyMap<string, unknown>): unknown {
  if (chosen.has(path)) return chosen.get(path);
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map((item, i) => close(item, join(path, String(i)), chosen));
  return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, close(inner, join(path, key), chosen)]));
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function checkParameter(parameter: Parameter): void {
  const where = `sweep, ${parameter.path}`;
  if (parameter.kind === 'choice') {
    const { oneOf } = parameter;
    if (oneOf.length < 2)
      fail(where, 'at least 2 values to choose from', `${oneOf.length}`, 'add one, or fix the value');
    const texts = oneOf.map((value) => JSON.stringify(value));
    const twice = texts.find((text, i) => texts.indexOf(text) !== i);
    if (twice !== undefined) fail(where, 'each value once', `${twice} twice`, 'remove one');
    return;
  }
  const { from, to, scale, steps, whole } = parameter;
  const ends = `${from} to ${to}`;
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) {
    fail(where, 'a range that rises', ends, 'give the lower end first, or fix the value');
  }
  if (scale === 'log' && from <= 0) fail(where, 'a logarithmic range above 0', ends, 'raise its lower end');
  if (whole && !(Number.isInteger(from) && Number.isInteger(to))) {
    fail(where, 'ends that are whole numbers', ends, 'round them');
  }
  if (!Number.isInteger(steps) || steps < 2) fail(where, 'at least 2 steps', `${steps}`, 'give a count');
  const values = gridValues(parameter);
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) fail(where, 'steps of different values', `${twice} twice`, 'ask for fewer steps');
}
