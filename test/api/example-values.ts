/** What the examples of the public names take as given. */
import type { Composition } from 'ionsieve/chemistry';
import type { Matrix } from 'ionsieve/core';
import type { Structure } from 'ionsieve/crystal';
import type { Dataset, Target } from 'ionsieve/dataset';
import type { Ions } from 'ionsieve/descriptors';
import type { Domain, ScoredSubset, SubsetProblem } from 'ionsieve/evaluation';
import type { Findings, LearnRequest, OwnExperiment, SweepExperiment, SweepSummary } from 'ionsieve/experiment';
import type { Learner } from 'ionsieve/learning';
import type { Predictor, PredictorJson, Regressor } from 'ionsieve/models';
import type { RunRecord } from 'ionsieve/provenance';
import type { renderSvg } from 'ionsieve/report';
import type {
  CompositionSpace,
  ScreeningJob,
  ScreeningPlan,
  ScreeningResult,
  ScreeningStudent,
} from 'ionsieve/screening';
import type { Hull, Phases } from 'ionsieve/stability';
import type { LabelledFormula, Student, StudentSpec } from 'ionsieve/transfer';

/** Rows of numbers, and what is to be learned of them. */
export declare const X: Matrix;
export declare const y: Float64Array;
export declare const score: Float64Array;
export declare const a: Float64Array;
export declare const b: Float64Array;
export declare const folds: Int32Array;
export declare const problem: SubsetProblem;
export declare const subsets: ScoredSubset[];

/** The text of a file. */
export declare const text: string;
export declare const path: string;

export declare const structure: Structure;
export declare const disordered: Structure;
export declare const phosphate: Structure;
export declare const rockSalt: Structure;
export declare const sulfide: Structure;
export declare const ions: Ions;
export declare const sodiumChloride: Structure;

/** Phases of known energy, and their hull. */
export declare const phases: Phases;
export declare const hull: Hull;

export declare const compositions: readonly Composition[];
export declare const formulas: readonly LabelledFormula[];
export declare const spec: StudentSpec;
export declare const student: Student;
export declare const predictor: Predictor;
export declare const regressor: Regressor;
export declare const domain: Domain;

export declare const model: PredictorJson;
export declare const mine: ScreeningStudent;
export declare const space: CompositionSpace;
export declare const plan: ScreeningPlan;
export declare const job: ScreeningJob;
export declare const result: ScreeningResult;

export declare const learner: Learner;
export declare const target: Target;
export declare const dataset: Dataset;
export declare const request: LearnRequest;

export declare const experiment: SweepExperiment;
export declare const sendek2019: OwnExperiment;
export declare const now: Findings;
export declare const committed: Findings;
export declare const swept: SweepSummary;
export declare const figure: { readonly spec: Parameters<typeof renderSvg>[0] };
export declare const record: RunRecord;
