/** What the threads of a sweep do: score a setting on the inner folds of a stage, or answer for its test rows. */

import { UserError } from '../../core/errors.ts';
import { stream } from '../../core/random.ts';
import type { Task } from '../../core/thread-worker.ts';
import type { Split } from '../../evaluation/held-out.ts';
import { openLibsvm } from '../../models/libsvm.ts';
import { openTensorBackend } from '../../models/tensor-backend.ts';
import { answer } from '../property/answer.ts';
import type { PropertyMethod } from '../property/define.ts';
import type { PropertyData } from '../property/load-table.ts';
import { PERCEPTRON_BACKEND } from './backend.ts';
import type { Objective } from './define.ts';
import { judgedBy, scoreOf } from './objective.ts';
import { type Stage, shareOfGroups } from './stages.ts';

/** What all tasks share. */
export interface SweepGround {
  readonly data: PropertyData;
  readonly groups: readonly string[];
  readonly objective: Objective;
  readonly stages: readonly Stage[];
}

/** One task. */
export type SweepTask =
  /** Learns from a share of the training groups of each inner fold, and is scored on its test rows. */
  | { readonly does: 'score'; readonly stage: number; readonly share: number; readonly method: PropertyMethod }
  /** Learns from all training rows of the stage. */
  | { readonly does: 'answer'; readonly stage: number; readonly method: PropertyMethod };

/** What comes of a task, as plain JSON. */
export type SweepOutcome =
  /** A score for each inner fold, null where it is not defined; or a judged answer for each test row. */
  | { readonly numbers: readonly (number | null)[] }
  /** Why the method could not be fitted. */
  | { readonly failed: string };

/**
 * Makes ready for tasks.
 * @example (await start(ground))({ does: 'answer', stage: 0, method });
 */
export async function start(ground: SweepGround): Promise<Task<SweepTask, SweepOutcome>> {
  await openLibsvm();
  // It takes longer to open than most models to fit.
  let tensors: Promise<string> | undefined;
  return async (task) => {
    if (task.method.model.kind === 'mlp') {
      tensors ??= openTensorBackend(PERCEPTRON_BACKEND);
      await tensors;
    }
    try {
      return { numbers: task.does === 'score' ? innerScores(ground, task) : answers(ground, task) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { failed: error.message };
    }
  };
}

/** The streams depend on stage and fold only: every setting meets the same chance. */
function innerScores(ground: SweepGround, task: Extract<SweepTask, { does: 'score' }>): (number | null)[] {
  const { seed, label, inner } = ground.stages[task.stage]!;
  const score = scoreOf(ground.objective, ground.data);
  return inner.map(({ train, test }, fold) => {
    const order = stream(seed, `sweep, groups of ${label}, inner fold ${fold}`);
    const known = shareOfGroups(train, ground.groups, task.share, order);
    return score(test, judged(ground, task.method, { train: known, test }, seed, `${label}, inner fold ${fold}`));
  });
}

function answers(ground: SweepGround, { stage, method }: Extract<SweepTask, { does: 'answer' }>): number[] {
  const { seed, label, ...split } = ground.stages[stage]!;
  return Array.from(judged(ground, method, split, seed, label));
}

function judged(ground: SweepGround, method: PropertyMethod, { train, test }: Split, seed: number, label: string) {
  const { data, objective } = ground;
  return judgedBy(
    objective,
    method,
    answer(method, data, train, test, stream(seed, `sweep, fit of ${label}`)),
    data.cut,
  );
}
