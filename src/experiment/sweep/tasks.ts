/** What the threads of a sweep do: score a setting on the inner folds of a stage, or answer for its test rows. */

import { UserError } from '../../core/errors.ts';
import { stream } from '../../core/random.ts';
import type { Task } from '../../core/thread-worker.ts';
import { openLibsvm } from '../../models/libsvm.ts';
import { openTensorBackend } from '../../models/tensor-backend.ts';
import { answerSetting, type SettingGround, type SettingSplit } from './answer-setting.ts';
import { PERCEPTRON_BACKEND } from './backend.ts';
import type { Objective, SweepSetting } from './define.ts';
import { judgedBy, scoreOf } from './objective.ts';
import { settingMethods } from './setting-methods.ts';
import { type Stage, shareOfGroups } from './stages.ts';

/** What all tasks share. */
export interface SweepGround extends SettingGround {
  readonly groups: readonly string[];
  readonly objective: Objective;
  readonly stages: readonly Stage[];
}

/** One task. */
export type SweepTask =
  /** Learns from a share of the training groups of each inner fold, and is scored on its test rows. */
  | { readonly does: 'score'; readonly stage: number; readonly share: number; readonly setting: SweepSetting }
  /** Learns from all training rows of the stage. */
  | { readonly does: 'answer'; readonly stage: number; readonly setting: SweepSetting };

/** What comes of a task, as plain JSON. */
export type SweepOutcome =
  /** A score for each inner fold, null where it is not defined; or a judged answer for each test row. */
  | { readonly numbers: readonly (number | null)[] }
  /** Why the setting could not be fitted. */
  | { readonly failed: string };

/**
 * Makes ready for tasks.
 * @example (await start(ground))({ does: 'answer', stage: 0, setting: { method } });
 */
export async function start(ground: SweepGround): Promise<Task<SweepTask, SweepOutcome>> {
  await openLibsvm();
  // It takes longer to open than most models to fit.
  let tensors: Promise<string> | undefined;
  return async (task) => {
    if (settingMethods(task.setting).some(({ model }) => model.kind === 'mlp')) {
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

/** The streams depend on stage, fold and the names of methods only: every setting of a space meets the same chance. */
function innerScores(ground: SweepGround, task: Extract<SweepTask, { does: 'score' }>): (number | null)[] {
  const { seed, label, inner, test: outside } = ground.stages[task.stage]!;
  const score = scoreOf(ground.objective, ground.data);
  return inner.map(({ train, test }, fold) => {
    const order = stream(seed, `sweep, groups of ${label}, inner fold ${fold}`);
    const known = shareOfGroups(train, ground.groups, task.share, order);
    const split = { train: known, test, heldOut: [...test, ...outside] };
    return score(test, judged(ground, task.setting, split, seed, `${label}, inner fold ${fold}`));
  });
}

function answers(ground: SweepGround, { stage, setting }: Extract<SweepTask, { does: 'answer' }>): number[] {
  const { seed, label, train, test } = ground.stages[stage]!;
  return Array.from(judged(ground, setting, { train, test, heldOut: test }, seed, label));
}

function judged(ground: SweepGround, setting: SweepSetting, split: SettingSplit, seed: number, label: string) {
  const said = answerSetting(setting, ground, split, seed, `sweep, fit of ${label}`);
  return judgedBy(ground.objective, settingMethods(setting)[0], said, ground.data.cut);
}
