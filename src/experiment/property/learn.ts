/** Fits a Learner to a user's table, alone or with the shipped measurements, and judges it on compounds that it has not seen. */

import { basename } from 'node:path';
import { stream } from '../../core/random.ts';
import type { DatasetCounts } from '../../dataset/counts.ts';
import { readDataset } from '../../dataset/read-dataset.ts';
import type { Learner } from '../../learning/learner.ts';
import { openSolvers } from '../../models/solvers.ts';
import { ROOM_TEMPERATURE } from '../../transfer/measurements.ts';
import { fittedTo, inputOf } from './answer.ts';
import { checkLesson } from './check-lesson.ts';
import { floorMethods } from './floors.ts';
import { descriptorsOf, setFor } from './input.ts';
import { judgeLearner } from './judge-learner.ts';
import { checkLearnRequest, type LearnRequest } from './learn-request.ts';
import { type PropertyData, withClasses } from './load-table.ts';
import { makeLearner } from './make-learner.ts';
import type { PropertyMethod } from './method.ts';
import { type JoinCounts, joinMeasured } from './with-measured.ts';

/** A Learner, and what became of the rows. */
export interface LearnResult {
  readonly learner: Learner;
  /** Own rows. */
  readonly counts: DatasetCounts;
  readonly unread: PropertyData['unread'];
  /** Null without the shipped measurements. */
  readonly joined: JoinCounts | null;
}

/**
 * Fits and judges. Compounds are held out by formula, and by chemical system where there is more than one.
 * @throws {UserError} for a request whose parts do not fit together, a table at fault, too few compounds, and figures or classes that do
 * not differ
 * @example (await learn(request)).learner.scores[0].value;
 */
export async function learn(request: LearnRequest): Promise<LearnResult> {
  checkLearnRequest(request);
  const { name, target, method, contains, withMeasured, seed } = request;
  await openSolvers();
  const methods = [...floorMethods(target.threshold !== null), method];
  const own = await loadOwn(request, methods);
  const joined = withMeasured ? joinMeasured(own, methods, contains) : null;
  const data = joined?.data ?? own;
  const X = inputOf(method, data);
  checkLesson(request, data, X);
  const learner = makeLearner({
    ...{ name, target, does: method.does, X, descriptors: setFor(method.input, data.compositions) },
    calibration: null,
    ...judgeLearner(request, methods, data, joined?.isOwn ?? null),
    fit: fittedTo(method, data, Array.from(data.y.keys()), stream(seed, `learn ${method.name}`)),
    compounds: data.formulas.map((formula, i) => [formula, data.compositions[i]!, data.y[i]!] as const),
    tables: [basename(request.file), ...(joined === null ? [] : ['shipped measurements'])],
    sha256: own.source.sha256,
  });
  return { learner, counts: own.counts, unread: own.unread, joined: joined?.counts ?? null };
}

/** The table of the request; beside shipped measurements, which are of room temperature, its rows of that. */
async function loadOwn(request: LearnRequest, methods: readonly PropertyMethod[]): Promise<PropertyData> {
  const { file, value, contains, target, withMeasured } = request;
  const { threshold, ...told } = target;
  const spec = {
    ...{ file, value, ...told },
    ...(threshold !== null && { threshold }),
    ...(contains !== undefined && { contains }),
    ...(withMeasured && { temperature: ROOM_TEMPERATURE }),
  };
  return withClasses(await readDataset(spec, { inputs: methods.map(({ input }) => descriptorsOf(input)) }));
}
