/**
 * A screening worked out from the shipped tables alone, one object a compound: nothing of src/chemistry, src/descriptors or
 * src/screening is in it, so that what the engine and they have in common cannot be wrong unseen.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/core/files.ts';

/** What is screened, and by which filters. */
export interface Question {
  /** null: every set of the partners. */
  readonly anchor: number | null;
  readonly partners: readonly number[];
  readonly arities: readonly number[];
  readonly maxCoefficient: number;
  readonly properties: readonly string[];
  readonly statistics: readonly Statistic[];
  /** Property by property, for each the statistics. */
  readonly weights: readonly number[];
  readonly intercept: number;
  readonly excluded: readonly number[];
  readonly realAnion: boolean;
  readonly states: 'common' | 'all';
  readonly charges: 'any' | 'neutral' | 'pauling-order' | 'ionic';
}

export type Statistic = 'mean' | 'sd' | 'min' | 'max' | 'range';

export interface Compound {
  readonly formula: string;
  readonly elements: readonly number[];
  readonly descriptors: readonly number[];
  readonly score: number;
  readonly anion: string;
  readonly isRealAnion: boolean;
  readonly isNeutral: boolean;
  readonly isPauling: boolean;
  readonly isIonic: boolean;
}

type Row = Readonly<Record<string, string>>;

/** Tables without quotes. */
function table(name: string): Row[] {
  const [header, ...lines] = readFileSync(join(packageRoot(), 'data', name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return lines.map((cells) => Object.fromEntries(header!.map((column, i) => [column, cells[i] ?? ''])));
}

const byNumber = (name: string) => new Map(table(name).map((row) => [Number(row.atomic_number), row]));
const ELEMENTS = byNumber('elements.csv');
const STATES = byNumber('oxidation-states.csv');
const REAL_ANIONS = 'H N O F P S Cl As Se Br Te I'.split(' ');

const symbol = (z: number): string => ELEMENTS.get(z)!.symbol!;

/** NaN for a gap. */
export function property(z: number, column: string): number {
  const text = ELEMENTS.get(z)![column]!;
  return text === '' ? Number.NaN : Number(text);
}

const pauling = (z: number): number => property(z, 'pauling_electronegativity');
const orLast = (value: number): number => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);

/** By electronegativity, then symbol; those without one last. */
const inOrder = (a: number, b: number): number => {
  const [first, second] = [orLast(pauling(a)), orLast(pauling(b))];
  if (first !== second) return first - second;
  return symbol(a) < symbol(b) ? -1 : 1;
};

function anionOf(elements: readonly number[]): number {
  const strength = (z: number): number =>
    [property(z, 'descriptor_electronegativity'), pauling(z), Number.NEGATIVE_INFINITY].find((x) => !Number.isNaN(x))!;
  return [...elements].sort(inOrder).reduce((best, z) => (strength(z) >= strength(best) ? z : best));
}

export function combinations(items: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => combinations(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

function product(lists: readonly (readonly number[])[]): number[][] {
  return lists.reduce<number[][]>((all, list) => all.flatMap((one) => list.map((item) => [...one, item])), [[]]);
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

function statisticOf(statistic: Statistic, values: readonly number[], fractions: readonly number[]): number {
  const mean = values.reduce((sum, value, i) => sum + value * fractions[i]!, 0);
  if (statistic === 'mean') return mean;
  if (statistic === 'sd') return Math.sqrt(values.reduce((sum, v, i) => sum + fractions[i]! * (v - mean) ** 2, 0));
  if (statistic === 'min') return Math.min(...values);
  return Math.max(...values) - (statistic === 'max' ? 0 : Math.min(...values));
}

/** Which of neutral, in Pauling order, and with negative states on real anions only, a compound can be. */
function chargesOf(elements: readonly number[], amounts: readonly number[], states: Question['states']) {
  const lists = elements.map((z) => STATES.get(z)![states]!.split(' ').filter(Boolean).map(Number));
  const neutral = product(lists).filter(
    (charges) =>
      Math.min(...charges) < 0 &&
      Math.max(...charges) > 0 &&
      charges.reduce((sum, charge, i) => sum + charge * amounts[i]!, 0) === 0,
  );
  const strength = elements.map(pauling);
  const ordered = neutral.filter((charges) => {
    const ofSign = (sign: number) => strength.filter((_, i) => Math.sign(charges[i]!) === sign);
    return !strength.some(Number.isNaN) && Math.max(...ofSign(1)) < Math.min(...ofSign(-1));
  });
  const isIonic = ordered.some((charges) =>
    charges.every((charge, i) => charge > 0 || REAL_ANIONS.includes(symbol(elements[i]!))),
  );
  return { isNeutral: neutral.length > 0, isPauling: ordered.length > 0, isIonic };
}

/** Every distinct compound, in the order that breaks ties: by element set, then by coefficients. */
export function everyCompound(question: Question): Compound[] {
  const { anchor, partners, arities, maxCoefficient, properties, statistics, weights, intercept, states } = question;
  const first = anchor === null ? [] : [anchor];
  const coefficients = Array.from({ length: maxCoefficient }, (_, i) => i + 1);
  const found: Compound[] = [];
  for (const arity of [...arities].sort()) {
    for (const others of combinations([...partners].sort(inOrder), arity - first.length)) {
      const elements = [...first, ...others];
      const anion = symbol(anionOf(elements));
      const values = properties.map((name) => elements.map((z) => property(z, name)));
      for (const amounts of product(elements.map(() => coefficients))) {
        if (amounts.reduce(divisor) !== 1) continue;
        const atoms = amounts.reduce((sum, amount) => sum + amount);
        const fractions = amounts.map((amount) => amount / atoms);
        const descriptors = values.flatMap((ofProperty) =>
          statistics.map((statistic) => statisticOf(statistic, ofProperty, fractions)),
        );
        const named = elements.map((z, i) => ({ z, amount: amounts[i]! })).sort((a, b) => inOrder(a.z, b.z));
        found.push({
          formula: named.map(({ z, amount }) => symbol(z) + (amount === 1 ? '' : amount)).join(''),
          elements,
          descriptors,
          score: descriptors.reduce((sum, value, i) => sum + value * weights[i]!, intercept),
          anion,
          isRealAnion: REAL_ANIONS.includes(anion),
          ...chargesOf(elements, amounts, states),
        });
      }
    }
  }
  return found;
}
