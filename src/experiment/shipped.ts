/**
 * The students that screen, relative to the package: the paper's, made by cubuk2019, and the one of measured conductivities, made by
 * the experiment `measured`. data/rebuild/models.ts copies them from results/.
 */
export const SHIPPED_STUDENTS = {
  paper: 'data/models/paper.json',
  measured: 'data/models/screening.json',
} as const;

/** Name of a student that screens. */
export type ShippedStudentName = keyof typeof SHIPPED_STUDENTS;

/** The student that screens unless another is named: it ranks measured conductivities of unseen papers better (results/measured). */
export const DEFAULT_STUDENT: ShippedStudentName = 'measured';

/** The student of the paper, relative to the package. */
export const SHIPPED_STUDENT = SHIPPED_STUDENTS.paper;

/** The student of measured conductivities that predicts, relative to the package. */
export const SHIPPED_MEASURED = 'data/models/measured.json';
