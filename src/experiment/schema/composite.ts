/** Run-time check of composites and learning curves. */
import { z } from 'zod';
import type {
  ChosenModel,
  CommitteeModel,
  HurdleModel,
  InformedMethod,
  PropertyComposite,
  StackedModel,
} from '../property/composite.ts';
import type { CurveSpec, PropertyInput } from '../property/define.ts';
import { byKey, count, either, list, model, record, regression, text, word } from './parts.ts';

type Informed<Does extends InformedMethod['does']> = Extract<InformedMethod, { readonly does: Does }>;
type Hurdle = Extract<PropertyComposite, { readonly model: HurdleModel }>;
type Together = Exclude<PropertyComposite, Hurdle | InformedMethod>;

const names = z.array(text).min(1) as unknown as z.ZodType<readonly string[]>;
const number = z.number();

const together = byKey<CommitteeModel | ChosenModel | StackedModel>('kind', {
  committee: record<CommitteeModel>({ kind: word('committee'), of: names }),
  chosen: record<ChosenModel>({
    kind: word('chosen'),
    among: names,
    best: z.int().min(1),
    by: word('mae', 'rmse', 'spearman', 'auc', 'mcc'),
    folds: z.int().min(2),
  }),
  stacked: record<StackedModel>({
    kind: word('stacked'),
    among: names,
    by: word('mae', 'rmse'),
    folds: z.int().min(2),
  }),
});

const hurdle = record<HurdleModel>({ kind: word('hurdle'), at: number, classifier: model, regressor: regression });

/**
 * See {@link PropertyComposite}.
 * @param input the schema of what a method sees
 * @example propertyComposite(input).safeParse({ name: 'both', does: 'regress', model: { kind: 'committee', of: ['a'] } }).success;
 */
export function propertyComposite(input: z.ZodType<PropertyInput>): z.ZodType<PropertyComposite> {
  const name = { name: text };
  const informed = byKey<PropertyComposite>('does', {
    regress: record<Informed<'regress'>>({
      ...name,
      does: word('regress'),
      input,
      informedBy: text,
      model: regression,
    }),
    classify: record<Informed<'classify'>>({ ...name, does: word('classify'), input, informedBy: text, model }),
  });
  const sighted = record<Hurdle>({ ...name, does: word('regress'), input, model: hurdle });
  const of = record<Together>({ ...name, does: word('regress'), model: together });
  return either<PropertyComposite>((value) => {
    const { informedBy, model: made } = Object(value) as { informedBy?: unknown; model?: { kind?: unknown } };
    if (informedBy !== undefined) return informed;
    return made?.kind === 'hurdle' ? sighted : of;
  });
}

/** See {@link CurveSpec}. */
export const curveSpec = record<CurveSpec>({
  validation: text,
  methods: list(text),
  rows: list(count),
  repeats: count,
});
