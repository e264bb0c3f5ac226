/** Stage 1: teachers on the measured materials, judged by leave-one-out. */
import { startProgress, stream } from 'ionsieve/core';
import { describeCompounds } from 'ionsieve/descriptors';
import { leaveOneOut, permutationPValue } from 'ionsieve/evaluation';
import { measured, type Numbers, roundOnce, scoreNumbers, withConstantFits } from 'ionsieve/experiment';
import {
  asCompound,
  FAST_CONDUCTION,
  publishedTeacher,
  structuralMatrix,
  type TrainingMaterial,
  withStructure,
} from 'ionsieve/transfer';
import type { TeacherModel, TransferEffort } from './define.ts';

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
 * Judges every teacher, and the published model on the materials that it was made from.
 * @example judgeTeachers(study.teachers, cubuk2019.quick, 0, loadTraining()).judgements['linear-svm.leave_one_out'];
 */
export function judgeTeachers(
  teachers: readonly TeacherModel[],
  { resamples, permutations }: Pick<TransferEffort, 'resamples' | 'permutations'>,
  seed: number,
  training: readonly TrainingMaterial[],
): TeacherStage {
  const structured = withStructure(training);
  const everyComposition = [...new Map(training.map((material) => [material.formula, material])).values()];
  const numbers: Numbers = countNumbers(training, structured);
  const judgements: Record<string, Judgement[]> = {};
  const record = (key: string, materials: readonly TrainingMaterial[], score: Float64Array, ranks: boolean) => {
    const y = materials.map(isFast);
    Object.assign(numbers, scoreNumbers(`teacher.${key}`, y, score, { ranks, resamples, seed }));
    judgements[key] = judge(materials, y, score);
  };

  const published = publishedTeacher(training);
  const score = published.logOdds(structuralMatrix(structured, published.descriptors));
  record('published.on_its_own_training_set', structured, score, true);

  const bar = startProgress('teachers', teachers.length, 'teachers');
  teachers.forEach(({ name, input, rows, model }, done) => {
    const materials = rows === 'every composition' ? everyComposition : structured;
    const X = describeCompounds(input, materials.map(asCompound));
    const y = materials.map(isFast);
    const key = `${name}.leave_one_out`;
    const isFloor = model.kind === 'majority';
    const left = withConstantFits(`teacher.${key}`, () => leaveOneOut(model, X, y, seed));
    record(key, materials, left.value, !isFloor);
    Object.assign(numbers, left.numbers);
    bar.update(done + 1);
    if (permutations === 0 || isFloor) return;
    const random = stream(seed, `permutations ${name}`);
    const { pValue, draws } = permutationPValue(model, X, y, { permutations, random });
    numbers[`teacher.${key}.permutation_p`] = measured(pValue, 'probability', draws);
  });
  bar.stop();
  return { numbers, judgements };
}

function countNumbers(training: readonly TrainingMaterial[], structured: readonly TrainingMaterial[]): Numbers {
  const fast = structured.filter((material) => isFast(material) === 1).length;
  return {
    'training.materials': measured(training.length, 'materials', training.length),
    'training.with_structure': measured(structured.length, 'materials', training.length),
    'training.with_structure_fast': measured(fast, 'materials', structured.length),
  };
}

/** From the conductivity on from which the published model, whose labels students learn, calls a material fast. */
function isFast({ conductivitySPerCm }: TrainingMaterial): 0 | 1 {
  return conductivitySPerCm >= FAST_CONDUCTION.threshold! ? 1 : 0;
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
