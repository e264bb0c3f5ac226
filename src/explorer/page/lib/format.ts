/** Numbers as people read them. A minus is U+2212, a space before a unit does not break. */

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const STEPS: readonly (readonly [number, string])[] = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
];
const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789-−'].map((c, i) => [c, '⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻'[i]!]),
);

/**
 * A whole number with its thousands apart.
 * @example count(18680255230); // '18,680,255,230'
 */
export function count(value: number): string {
  return minus(GROUPED.format(value));
}

/**
 * A count in three digits and a word.
 * @example short(18680255230); // '18.7 billion'
 */
export function short(value: number): string {
  for (const [size, word] of STEPS) {
    if (value >= size) return `${(value / size).toPrecision(3)}\u00a0${word}`;
  }
  return count(value);
}

/**
 * A share in percent; never 0 % or 100 % for what only comes near.
 * @example percent(0.8637); // '86.4 %'
 */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return '<\u20090.1\u00a0%';
  if (value < 100 && value > 99.9) return '>\u200999.9\u00a0%';
  return `${value.toFixed(value === 0 || value === 100 ? 0 : 1)}\u00a0%`;
}

/**
 * A number with fixed decimals; an en dash for null.
 * @example fixed(-3.456, 2); // '−3.46'
 */
export function fixed(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined) return '–';
  const text = value.toFixed(digits);
  return minus(Number(text) === 0 ? text.replace('-', '') : text);
}

/**
 * A probability; never 0 or 1 for what only comes near.
 * @example probability(0.99987); // '>0.999'
 */
export function probability(value: number | null): string {
  if (value === null) return '–';
  if (value > 0.999) return '>0.999';
  if (value < 0.001) return '<0.001';
  return value.toFixed(3);
}

/**
 * A number in at most so many significant digits, thousands apart.
 * @example significant(1234.5678, 4); // '1,235'
 */
export function significant(value: number | null, digits = 4): string {
  if (value === null) return '–';
  if (Number.isInteger(value)) return count(value);
  const small = Math.abs(value) < 1e-4;
  return small ? power(value) : minus(value.toLocaleString('en-US', { maximumSignificantDigits: digits }));
}

/**
 * A power of ten.
 * @example tenTo(-4); // '10⁻⁴'
 */
export function tenTo(exponent: number): string {
  return `10${[...String(exponent)].map((c) => RAISED[c] ?? c).join('')}`;
}

/**
 * A conductivity from its log10, with its unit.
 * @example conductivity(-3.5); // '3.2 × 10⁻⁴ S/cm'
 */
export function conductivity(log10: number): string {
  return `${power(10 ** log10)}\u00a0S/cm`;
}

/**
 * What the probability of a screening is called.
 * @param goal what it is of; null of fast conduction
 * @example probabilityName('band gap at least 1 eV'); // 'P(band gap at least 1 eV)'
 */
export function probabilityName(goal: string | null): string {
  return `P(${goal ?? 'fast'})`;
}

/**
 * What a compound is called that reaches the threshold of a screening by probability.
 * @param goal what the probability is of; null of fast conduction
 * @example calledName('band gap at least 1 eV'); // '“band gap at least 1 eV”'
 */
export function calledName(goal: string | null): string {
  return goal === null ? 'fast' : `“${goal}”`;
}

/**
 * What a screening by value tells, in words: its column, which has its unit.
 * @example valueName({ column: 'log10_sigma_S_per_cm', unit: 'S/cm' }); // 'log10 sigma, S/cm'
 */
export function valueName({ column, unit }: { readonly column: string; readonly unit: string }): string {
  const words = column.replaceAll('_', ' ');
  const ending = ` ${unit.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}`;
  const slashed = ` ${unit.replaceAll('/', ' per ')}`;
  for (const its of [slashed, ending]) {
    if (unit !== '1' && words.endsWith(its)) return `${words.slice(0, -its.length)}, ${unit}`;
  }
  return words;
}

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/ sqrt eV$/, ', √eV'],
  [/ eV$/, ', eV'],
  [/ A$/, ', Å'],
  [/ u$/, ', u'],
  [/ bohr3$/, ', bohr³'],
];

/**
 * A descriptor's name in words, its unit after a comma.
 * @example descriptorName('mean_atomic_radius_A'); // 'mean atomic radius, Å'
 */
export function descriptorName(key: string): string {
  const words = key.replaceAll('_', ' ').replace(/\bli\b/g, 'Li');
  return UNITS.reduce((name, [ending, unit]) => name.replace(ending, unit), words);
}

function power(value: number): string {
  const [digits, exponent] = value.toExponential(1).split('e') as [string, string];
  return `${minus(digits)}\u00a0×\u00a0${tenTo(Number(exponent))}`;
}

function minus(text: string): string {
  return text.replace('-', '−');
}
