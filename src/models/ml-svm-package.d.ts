/** The part of ml-svm 2.1.2 that is used here; the package ships no types. */
declare module 'ml-svm' {
  interface Kernel {
    compute(a: Float64Array, b: Float64Array): number;
  }
  interface Options {
    C: number;
    tol: number;
    maxPasses: number;
    maxIterations: number;
    alphaTol: number;
    kernel: Kernel;
    whitening: boolean;
    random: () => number;
  }
  /** Labels are +1 and -1. */
  export default class SVM {
    constructor(options: Options);
    train(features: Float64Array[], labels: number[]): void;
    /** Support vectors X with labels Y and multipliers, for any kernel but the string 'linear'. */
    toJSON(): { b: number; X: Float64Array[]; Y: number[]; alphas: number[] };
  }
}
