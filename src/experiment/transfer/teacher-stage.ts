/** Stage 1: teachers on the measured materials, judged by leave-one-out. */
import { startProgress } from '../../core/progress.ts';
import { stream } from '../../core/random.ts';
import { describeCompounds } from '../../descriptors/descriptors.ts';
import { leaveOneOut } from '../../evaluation/leave-one-out.ts';
import { permutationPValue } from '../../evaluation/permutation.ts';
import { publishedTeacher, structuralMatrix, withStructure } from '../../transfer/teacher.ts';
import { asCompound, type TrainingMaterial } from '../../transfer/training-data.ts';
import { withConstantFits } from '../constant-fits.ts';
import { measured, type Numbers, roundOnce } from '../numbers.ts';
import { scoreNumbers } from '../score.ts';
import type { Effort, Experiment } from './define.ts';

/** A material as a teacher judged it while it was left out. */
export interface Judgement {
  readonly formula: string;
  readonly conductivity_S_per_cm: number;
  readonly fast: boolean;
  /** Decision value; 0 and above is called fast. */
  readonly score: number | null;
  readonly correct: boolean;
}

/** What the stage hands on. */
export interface TeacherStage {
  readonly numbers: Numbers;
  /** Judgements by teacher name, fastest material first. */
  readonly judgements: Record<string, Judgement[]>;
}

/**
 * Judges every teacher of an experiment, and the published model on the materials that it was made from.
 * @example runTeacherStage(experiment, experiment.quick, loadTraining());
 */
export function runTeacherStage(
  experiment: Experiment,
  effort: Effort,
  training: readonly TrainingMaterial[],
): TeacherStage {
  const numbers: Numbers = {};
  const judgements: Record<string, Judgement[]> = {};
  const record = (key: string, materials: readonly TrainingMaterial[], score: Float64Array, ranks: boolean) => {
    const y = materials.map((material) => isFast(material, experiment));
    const options = { ranks, resamples: effort.resamples, seed: experiment.seed };
    Object.assign(numbers, scoreNumbers(`teacher.${key}`, y, score, options));
    judgements[key] = judge(materials, y, score);
  };

  const structured = withStructure(training);
  const everyComposition = [...new Map(training.map((material) => [material.formula, material])).values()];
  numbers['training.materials'] = measured(training.length, 'materials', training.length);
  numbers['training.with_structure'] = measured(structured.length, 'materials', training.length);
  const fast = structured.filter((material) => isFast(material, experiment) === 1).length;
  numbers['training.with_structure_fast'] = measured(fast, 'materials', structured.length);

  const published = publishedTeacher(training);
  const score = published.logOdds(structuralMatrix(structured, published.descriptors));
  record('published.on_its_own_training_set', structured, score, true);

  const bar = startProgress('teachers', experiment.teachers.length, 'teachers');
  for (const teacher of experiment.teachers) {
    const materials = teacher.rows === 'every composition' ? everyComposition : structured;
    const X = describeCompounds(teacher.input, materials.map(asCompound));
    const y = materials.map((material) => isFast(material, experiment));
    const key = `${teacher.name}.leave_one_out`;
    const isFloor = teacher.model.kind === 'majority';
    const left = withConstantFits(`teacher.${key}`, () => leaveOneOut(teacher.model, X, y, experiment.seed));
    record(key, materials, left.value, !isFloor);
    Object.assign(numbers, left.numbers);
    bar.update(experiment.teachers.indexOf(teacher) + 1);
    if (effort.permutations === 0 || isFloor) continue;
    const { pValue, draws } = permutationPValue(teacher.model, X, y, {
      permutations: effort.permutations,
      random: stream(experiment.seed, `permutations ${teacher.name}`),
    });
    numbers[`teacher.${key}.permutation_p`] = measured(pValue, 'probability', draws);
  }
  bar.stop();
  return { numbers, judgements };
}

function isFast(material: TrainingMaterial, experiment: Experiment): 0 | 1 {
  return material.conductivitySPerCm >= experiment.fastSPerCm ? 1 : 0;
}

function judge(materials: readonly TrainingMaterial[], y: readonly number[], score: Float64Array): Judgement[] {
  return materials
    .map((material, i) => ({
      formula: material.formula,
      conductivity_S_per_cm: material.conductivitySPerCm,
      fast: y[i] === 1,
      score: roundOnce(score[i]!),
      correct: score[i]! >= 0 === (y[i] === 1),
    }))
    .sort((a, b) => b.conductivity_S_per_cm - a.conductivity_S_per_cm || (a.formula < b.formula ? -1 : 1));
}
