/** The shapes of JSON that anybody may have written: what is of another shape is never shown, and never stops the server. */

/** Is a value of a shape? */
export type Shape = (value: unknown) => boolean;

/** A text. */
export const isText: Shape = (value) => typeof value === 'string';
/** Neither NaN nor infinite, as 1e999 is. */
export const isNumber: Shape = (value) => Number.isFinite(value);
/** True or false. */
export const isFlag: Shape = (value) => typeof value === 'boolean';

/**
 * Values of a shape, or null.
 * @example orNull(isNumber)(null); // true
 */
export function orNull(shape: Shape): Shape {
  return (value) => value === null || shape(value);
}

/**
 * Values of a shape, or nothing.
 * @example optional(isText)(undefined); // true
 */
export function optional(shape: Shape): Shape {
  return (value) => value === undefined || shape(value);
}

/**
 * Lists of a shape.
 * @example listOf(isNumber)([1, 2]); // true
 */
export function listOf(shape: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(shape);
}

/**
 * Objects all of whose values are of a shape.
 * @example recordOf(isNumber)({ a: 1 }); // true
 */
export function recordOf(shape: Shape): Shape {
  return (value) => isObject(value) && Object.values(value).every(shape);
}

/**
 * Objects with some keys of some shapes, and any others.
 * @example objectOf({ n: isNumber })({ n: 1, other: 'x' }); // true
 */
export function objectOf(shapes: Readonly<Record<string, Shape>>): Shape {
  return (value) => isObject(value) && wrongKey(value, shapes) === undefined;
}

/**
 * The first key whose value is missing or of another shape; undefined where all are as they should be.
 * @example wrongKey({ n: 'one' }, { n: isNumber }); // 'n'
 */
export function wrongKey(
  value: Readonly<Record<string, unknown>>,
  shapes: Readonly<Record<string, Shape>>,
): string | undefined {
  return Object.entries(shapes).find(([key, shape]) => !shape(Object.hasOwn(value, key) ? value[key] : undefined))?.[0];
}

/**
 * Is it an object, neither null nor a list?
 * @example isObject([]); // false
 */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
