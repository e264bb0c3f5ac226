/** Composites, judged as every method is; and of those that choose, whom they chose in how many folds, or how much each counts. */
import { startProgress } from '../../core/progress.ts';
import { heldOut } from '../../evaluation/held-out.ts';
import { measured, type Numbers } from '../numbers.ts';
import type { Company } from './asking.ts';
import type { PropertyComposite } from './composite.ts';
import { inputText } from './input.ts';
import { judgedRows } from './judged-rows.ts';
import type { Judged } from './statistic.ts';
import type { JudgedMethod } from './summary.ts';

/** What the stage hands on. */
export interface JudgedComposites {
  readonly judged: readonly Judged[];
  readonly numbers: Numbers;
}

/**
 * Judges composites in one validation.
 * @param company of that validation; they and all that they are made of are in it
 * @throws {UserError} for what a model refuses
 * @example judgeComposites(composites, company).judged[0]?.answers.length;
 */
export function judgeComposites(composites: readonly PropertyComposite[], company: Company): JudgedComposites {
  const { plan, data } = company;
  const numbers: Numbers = {};
  const bar = startProgress(`composites, ${plan.validation.name}`, composites.length, 'composites');
  const judged = composites.map((composite, done) => {
    const answers = heldOut(data.y.length, plan.folds, ({ fold, train, test }) =>
      company.ask(composite.name, { train, test, held: test, part: `fold ${fold}` }),
    );
    Object.assign(numbers, choiceNumbers(composite, company));
    bar.update(done + 1);
    return judgedRows({ method: composite, data, plan, answers });
  });
  bar.stop();
  return { judged, numbers };
}

function choiceNumbers({ name, model }: PropertyComposite, { plan, shares }: Company): Numbers {
  if (model.kind !== 'chosen' && model.kind !== 'stacked') return {};
  const folds = plan.folds.length;
  const counted = plan.folds.map(({ fold }) => shares(name, `fold ${fold}`));
  return Object.fromEntries(
    model.among.map((member) => {
      const times = counted.filter((each) => each.has(member)).length;
      const weight = counted.reduce((sum, each) => sum + (each.get(member) ?? 0), 0) / folds;
      const number = model.kind === 'chosen' ? measured(times, 'folds', folds) : measured(weight, 'share', folds);
      return [`${model.kind}.${plan.validation.name}.${name}.${member}`, number];
    }),
  );
}

/**
 * A composite for the report: what it sees is what it is made of.
 * @example describeComposite({ name: 'both', does: 'regress', model: { kind: 'committee', of: ['a', 'b'] } }).input; // 'a, b'
 */
export function describeComposite(composite: PropertyComposite): JudgedMethod {
  const { name, does, model } = composite;
  return { name, does, floor: false, model: model.kind, input: seenBy(composite) };
}

function seenBy(composite: PropertyComposite): string {
  if ('informedBy' in composite) return `${inputText(composite.input)} and ${composite.informedBy}`;
  if ('input' in composite) return inputText(composite.input);
  const { model } = composite;
  if (model.kind === 'committee') return model.of.join(', ');
  return `${model.kind === 'chosen' ? `${model.best} of` : 'weighted'} ${model.among.join(', ')}`;
}
