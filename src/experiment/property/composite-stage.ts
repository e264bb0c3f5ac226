/** Composites, judged as every method is; and of those that choose, whom they chose in how many folds. */
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

function choiceNumbers({ name, model }: PropertyComposite, { plan, chosen }: Company): Numbers {
  if (model.kind !== 'chosen') return {};
  const choices = plan.folds.map(({ fold }) => chosen(name, `fold ${fold}`));
  return Object.fromEntries(
    model.among.map((member) => {
      const times = choices.filter((each) => each.includes(member)).length;
      return [`chosen.${plan.validation.name}.${name}.${member}`, measured(times, 'folds', plan.folds.length)];
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
  return model.kind === 'committee' ? model.of.join(', ') : `${model.best} of ${model.among.join(', ')}`;
}
