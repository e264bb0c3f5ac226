/** `ionsieve predict --model` of a Learner: what it says of a compound, under columns named by what they are. */
import { reducedFormula } from '../chemistry/composition.ts';
import { atomicNumber } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { askEach } from '../core/ask-each.ts';
import { answerColumn } from '../learning/answer-column.ts';
import { askLearner } from '../learning/ask-learner.ts';
import { figuresOf, type Learner } from '../learning/learner.ts';
import { learnedText, needLearned } from '../learning/scope.ts';
import { percent } from '../report/text.ts';
import type { Asker } from './predict-rows.ts';
import type { Column } from './print-result.ts';
import type { Value } from './value-text.ts';

/** An answer, under the names of its columns. */
export interface LearnerRow extends Readonly<Record<string, Value>> {
  readonly formula: string;
}

/**
 * What answers: formulas and structures by their reduced formula alone.
 * @example learnerAsker(readLearner('mine.json')).formulas(['Li3PS4']);
 */
export function learnerAsker(learner: Learner): Asker<LearnerRow> {
  const ask = askLearner(learner);
  const column = answerColumn(learner);
  const read = (input: string, text: string) => {
    const formula = reducedFormula(parseFormula(text));
    const composition = parseFormula(formula);
    needLearned(input, composition, learner.name, learner);
    return { input, formula, composition };
  };
  const answer = (asked: readonly ReturnType<typeof read>[]): LearnerRow[] => {
    const answers = ask(asked.map(({ composition }) => composition));
    return asked.map(({ input, formula }, i) => {
      const { value, probability, low, high, domain, unlearned, nearest } = answers[i]!;
      return {
        ...{ input, formula, [column]: value, [`${column}_low`]: low, [`${column}_high`]: high },
        ...(tellsBoth(learner) && { probability }),
        domain,
        unlearned_elements: unlearned.join(' '),
        nearest_learned: nearest?.formula ?? null,
        [`nearest_learned_${valueColumn(learner)}`]: nearest?.value ?? null,
        nearest_learned_difference: nearest?.difference ?? null,
      };
    });
  };
  return {
    mobileIon: atomicNumber(learner.anchor ?? 'Li'),
    required: [],
    formulas: (texts) => askEach(texts, (text) => read(text, text), answer),
    structure: (input, { formula }) => answer([read(input, formula)])[0]!,
  };
}

/** A value, and with it the probability of reaching the threshold. */
const tellsBoth = ({ answers, calibration }: Learner): boolean => answers === 'value' && calibration !== null;

/** The compounds that were learned from have values, whatever the model tells. */
const valueColumn = ({ target }: Learner): string => answerColumn({ target, answers: 'value' });

const colours = { inside: 'green', outside: 'yellow' } as const;
const short = (value: Value): string => String(Number((value as number).toPrecision(4)));

/**
 * The columns of the answers, in the order of CSV and JSON.
 * @example learnerColumns(learner)[2].name; // 'log10_conductivity_S_per_cm'
 */
export function learnerColumns(learner: Learner): Column[] {
  const { intervals, target } = learner;
  const column = answerColumn(learner);
  const { property, unit, scale } = target;
  const named = `${scale === 'log10' ? 'log10 ' : ''}${property}${unit === '1' ? '' : ` (${unit})`}`;
  const share = intervals === null ? '' : percent(intervals.coverage);
  return [
    { name: 'input', title: 'input' },
    { name: 'formula' },
    { name: column, title: learner.answers === 'value' ? named : `P (${learner.name})`, text: short },
    { name: `${column}_low`, title: `${share} from`, text: short, sparse: true },
    { name: `${column}_high`, title: `${share} to`, text: short, sparse: true },
    ...(tellsBoth(learner) ? [{ name: 'probability', title: `P (${learner.name})`, text: short }] : []),
    { name: 'domain', title: 'domain', colours, sparse: true },
    { name: 'unlearned_elements', title: 'not learned', sparse: true, text: (value) => String(value) || '-' },
    { name: 'nearest_learned', title: 'nearest learned', sparse: true },
    { name: `nearest_learned_${valueColumn(learner)}`, title: 'its value', text: short, sparse: true },
    { name: 'nearest_learned_difference', title: 'difference', text: short, sparse: true },
  ];
}

/**
 * What the Learner is, in lines.
 * @example learnerNotes(learner)[0]; // 'mine: conductivity, log10 of S/cm; it learned lithium compounds only, ...'
 */
export function learnerNotes(learner: Learner): string[] {
  const { name, target, answers } = learner;
  const figures = figuresOf(learner);
  const { property, unit, scale, threshold, better } = target;
  const what = scale === 'log10' ? `log10 of ${unit}` : unit === '1' ? 'as it stands' : unit;
  const from = figures === null ? '' : `; from ${figures.tables.join(' and ')}`;
  const reached =
    threshold === null
      ? ''
      : `, ${threshold}${unit === '1' ? '' : ` ${unit}`} or ${better === 'larger' ? 'more' : 'less'}`;
  const told = answers === 'value' ? `${property}, ${what}` : `probability of ${property}${reached}`;
  return [`${name}: ${told}; it learned ${learnedText(learner)}${from}`];
}
