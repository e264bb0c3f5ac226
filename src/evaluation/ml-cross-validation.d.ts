/** The one function used of ml-cross-validation 1.3.0, which brings no types of its own. */
declare module 'ml-cross-validation' {
  /** Calls back once for each sample left out; the callback returns the predicted label of each test sample. */
  export function leaveOneOut<Feature, Label>(
    features: readonly Feature[],
    labels: readonly Label[],
    callback: (trainFeatures: Feature[], trainLabels: Label[], testFeatures: Feature[]) => Label[],
  ): unknown;
}
