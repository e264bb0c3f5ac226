/**
 * One open parameter of a sweep: its values, and its unit scale, on which searches draw and models of good and bad are made. Numbers
 * are rounded to four digits where they are made, so that the report shows what was tried.
 */
import { inputText } from '../property/input.ts';
import type { PropertyInput } from '../property/method.ts';
import type { NumberRange } from './define.ts';

const DIGITS = 4;

/** A number that stands open. */
export interface NumberParameter extends NumberRange {
  readonly kind: 'number';
  /** Where it stands in the space, such as 'method.model.C'. */
  readonly path: string;
}

/** One of some values that stands open. */
export interface ChoiceParameter {
  readonly kind: 'choice';
  readonly path: string;
  readonly oneOf: readonly unknown[];
}

/** A parameter. Its value in a trial is one number: itself, or the place of what is chosen. */
export type Parameter = NumberParameter | ChoiceParameter;

/**
 * The values that a grid takes, in order.
 * @example gridValues({ kind: 'number', path: 'method.model.C', from: 1, to: 100, scale: 'log', steps: 3 }); // [1, 10, 100]
 */
export function gridValues(parameter: Parameter): number[] {
  if (parameter.kind === 'choice') return parameter.oneOf.map((_, place) => place);
  const { from, to, steps, whole } = parameter;
  return Array.from({ length: steps }, (_, step) => {
    if (step === 0 || step === steps - 1) return step === 0 ? from : to;
    const value = between(parameter, from, to, step / (steps - 1));
    return rounded(parameter, whole ? Math.round(value) : value);
  });
}

/**
 * The value at a place of the unit scale, on which all numbers of a linear range, all ratios of a logarithmic one, all whole
 * numbers of a linear range and all choices have equal room.
 * @param unit from 0 up to 1
 * @example valueAt({ kind: 'choice', path: 'columns', oneOf: ['a', 'b'] }, 0.7); // 1
 */
export function valueAt(parameter: Parameter, unit: number): number {
  if (parameter.kind === 'choice')
    return Math.min(Math.floor(unit * parameter.oneOf.length), parameter.oneOf.length - 1);
  const value = between(parameter, ...edges(parameter), unit);
  return rounded(parameter, parameter.whole ? Math.round(value) : value);
}

/**
 * The place of a value on the unit scale: of a whole number, the middle of its room.
 * @example unitOf({ kind: 'number', path: 'model.C', from: 1, to: 100, scale: 'log', steps: 3 }, 10); // 0.5
 */
export function unitOf(parameter: Parameter, value: number): number {
  if (parameter.kind === 'choice') return (value + 0.5) / parameter.oneOf.length;
  const [low, high] = edges(parameter);
  return parameter.scale === 'linear' ? (value - low) / (high - low) : Math.log(value / low) / Math.log(high / low);
}

/**
 * What a value stands for, as a reader wants it: a number, a word, descriptors by name, a list in brackets.
 * @example valueText({ kind: 'choice', path: 'columns', oneOf: ['a', 'b'] }, 1); // 'b'
 */
export function valueText(parameter: Parameter, value: number): string {
  if (parameter.kind === 'number') return String(Number(value.toPrecision(3)));
  const chosen = parameter.oneOf[value];
  if (/(^|\.)input$/.test(parameter.path)) {
    const text = inputText(chosen as PropertyInput);
    return text.includes(', ') ? `(${text})` : text;
  }
  return typeof chosen === 'string' ? chosen : JSON.stringify(chosen);
}

function rounded({ from, to, whole }: NumberParameter, value: number): number {
  return Math.min(Math.max(whole ? value : Number(value.toPrecision(DIGITS)), from), to);
}

/** Ends of the scale: a whole number has half a step of room on both sides. */
function edges({ from, to, whole }: NumberParameter): [low: number, high: number] {
  return whole ? [from - 0.5, to + 0.5] : [from, to];
}

function between({ scale }: NumberParameter, low: number, high: number, unit: number): number {
  // Versions of Node round ** differently, exp and log alike.
  return scale === 'linear' ? low + unit * (high - low) : low * Math.exp(unit * Math.log(high / low));
}
