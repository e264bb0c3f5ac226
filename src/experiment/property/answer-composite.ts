/** What methods made of others say of held-out rows. Whatever they learn of others, they learn from the rows to learn from alone. */
import { beside, selectRows } from '../../core/matrix.ts';
import { stream } from '../../core/random.ts';
import { type Target, toAnswer } from '../../dataset/target.ts';
import { ensembleWeights } from '../../evaluation/ensemble-weights.ts';
import { groupedFolds } from '../../evaluation/folds.ts';
import { heldOut, splitFolds } from '../../evaluation/held-out.ts';
import { meanAbsoluteError, rootMeanSquaredError } from '../../evaluation/regression-metrics.ts';
import { weightedMean } from '../../evaluation/weighted-mean.ts';
import { fitted, inputOf, truthOf } from './answer.ts';
import type { Company, Part, Shares } from './asking.ts';
import type { ChosenModel, CommitteeModel, HurdleModel, InformedMethod, StackedModel } from './composite.ts';
import { fitHurdle } from './hurdle.ts';
import type { PropertyInput } from './method.ts';
import { statisticOf } from './statistic.ts';

/** Folds that answer for the rows to learn from, whose answers a method then sees. */
const INFORMING_FOLDS = 5;

/** Weights of a stack are multiples of one over at most so many. */
const STACKING_ROUNDS = 30;

/** Scores of which less is better. */
const ERRORS: readonly string[] = ['mae', 'rmse'];

/**
 * The weighted mean of what several say.
 * @param shares of at least one
 * @example committeeAnswer(new Map([['ridge', 0.25], ['trees', 0.75]]), part, company)[0];
 */
export function committeeAnswer(shares: Shares, part: Part, company: Company): Float64Array {
  const said = Array.from(shares.keys(), (name) => company.ask(name, part));
  return weightedMean(said, Array.from(shares.values()));
}

/**
 * What each member counts: of a committee all alike; of one that chooses the best on inner folds of the rows to learn from, of equals the
 * first; of a stack what makes the best mean there.
 * @throws {UserError} for rows to learn from of one group
 * @example sharesIn({ kind: 'chosen', among: ['ridge', 'trees'], best: 1, by: 'mae', folds: 4 }, part, company).get('ridge');
 */
export function sharesIn(model: CommitteeModel | ChosenModel | StackedModel, part: Part, company: Company): Shares {
  if (model.kind === 'stacked') return stackShares(model, part, company);
  const counted = model.kind === 'committee' ? model.of : chooseMembers(model, part, company);
  return new Map(counted.map((name) => [name, 1 / counted.length]));
}

function stackShares({ among, by, folds }: StackedModel, part: Part, company: Company): Shares {
  const said = among.map((name) => saidInside(name, folds, part, company));
  const truth = Array.from(part.train, (row) => company.data.y[row]!);
  const error = by === 'mae' ? meanAbsoluteError : rootMeanSquaredError;
  const weights = ensembleWeights(said, (mean) => error(truth, mean), STACKING_ROUNDS);
  return new Map(among.map((name, k) => [name, weights[k]!] as const).filter(([, weight]) => weight > 0));
}

function chooseMembers({ among, best, by, folds }: ChosenModel, part: Part, company: Company): string[] {
  const { data, plan, members } = company;
  const score = (name: string): number => {
    const method = members.find((member) => member.name === name)!;
    const answers = new Float64Array(data.y.length);
    saidInside(name, folds, part, company).forEach((value, at) => {
      answers[part.train[at]!] = value;
    });
    const value = statisticOf(by, { method, data, plan, answers })?.(part.train) ?? null;
    if (value === null) return Number.NEGATIVE_INFINITY;
    return ERRORS.includes(by) ? -value : value;
  };
  const scored = among.map((name) => ({ name, score: score(name) }));
  return scored
    .toSorted((a, b) => b.score - a.score)
    .slice(0, best)
    .map(({ name }) => name);
}

/**
 * What a method says that has what another says among its descriptors: of the rows to learn from what that one says while they are held
 * out in their turn, of the rows held out what it says after all rows to learn from.
 * @throws {UserError} for what the model refuses, and rows to learn from of one group
 * @example informedAnswer(informed, part, company)[0];
 */
export function informedAnswer(method: InformedMethod, part: Part, company: Company): Float64Array {
  const { train, test } = part;
  const X = inputOf(method, company.data);
  const told = saidInside(method.informedBy, INFORMING_FOLDS, part, company);
  const truth = truthOf(method, company.data);
  const y = Array.from(train, (row) => truth[row]!);
  const { answer } = fitted(method, beside(selectRows(X, train), columnOf(told)), y, streamOf(method, part, company));
  return answer(beside(selectRows(X, test), columnOf(company.ask(method.informedBy, part))));
}

/**
 * What a hurdle says.
 * @param target says what the bound is in the units of what is learned
 * @throws {UserError} for what its models refuse
 * @example hurdleAnswer(hurdle, target, part, company)[0];
 */
export function hurdleAnswer(
  hurdle: { readonly name: string; readonly input: PropertyInput; readonly model: HurdleModel },
  target: Target,
  part: Part,
  company: Company,
): Float64Array {
  const { train, test } = part;
  const X = inputOf(hurdle, company.data);
  const values = Array.from(train, (row) => company.data.y[row]!);
  const model = { ...hurdle.model, at: toAnswer(target, hurdle.model.at) };
  return fitHurdle(model, selectRows(X, train), values, streamOf(hurdle, part, company))(selectRows(X, test));
}

/** What one says of each row to learn from while its inner fold is held out; in the order of these rows. */
function saidInside(name: string, most: number, { train, held, part }: Part, company: Company): Float64Array {
  const { plan, seed } = company;
  const groups = Array.from(train, (row) => plan.groups[row]!);
  const folds = Math.max(2, Math.min(most, new Set(groups).size));
  const inner = groupedFolds(groups, folds, stream(seed, `inner folds ${plan.validation.name} ${part}`));
  return heldOut(train.length, splitFolds(inner), ({ fold, train: others, test }) => {
    const asked = Int32Array.from(test, (at) => train[at]!);
    return company.ask(name, {
      train: Int32Array.from(others, (at) => train[at]!),
      test: asked,
      held: Int32Array.of(...held, ...asked),
      part: `${part} inner ${fold} of ${folds}`,
    });
  });
}

function streamOf({ name }: { readonly name: string }, { part }: Part, { plan, seed }: Company) {
  return stream(seed, `${plan.validation.name} ${name} ${part}`);
}

const columnOf = (data: Float64Array) => ({ data, rows: data.length, cols: 1 });
