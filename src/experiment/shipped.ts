/** The student that screens and predicts unless another is named, relative to the package: made by cubuk2019. */
export const SHIPPED_STUDENT = 'results/cubuk2019/student.json';
