/** A student on disk: versioned JSON whose own hash shows damage. */
import type { DescriptorSet } from '../descriptors/elemental.ts';
import { type Domain, domainFromJson } from '../evaluation/domain.ts';
import { predictorFromJson } from '../models/model.ts';
import { checkStudent } from './check-student.ts';
import { hashedText, readHashed } from './hashed-file.ts';
import { checkLearned, type Learned } from './learned.ts';
import type { Student } from './student.ts';

/** Version 2: says what the student has learned. */
const KIND = { format: 'ionsieve-student', version: 2 };

/** A student with the domain of the compositions that it learned from. */
export interface ShippedStudent {
  readonly student: Student;
  readonly input: DescriptorSet;
  readonly domain: Domain;
  readonly learned: Learned;
}

/**
 * The text of a student's file: keys sorted, with the SHA-256 of its content.
 * @throws {Error} for a student on another input than a descriptor set
 * @example writeAtomic('student.json', studentFileText(student, domain, learnedFrom(compositions, FAST_CONDUCTION, 'labels.csv')));
 */
export function studentFileText(student: Student, domain: Domain, learned: Learned): string {
  const { spec, predictor, calibration } = student;
  if (spec.input === 'anion') throw new Error(`student ${spec.name} does not see a descriptor set`);
  const content = {
    name: spec.name,
    input: spec.input,
    learns: spec.learns,
    trainsOn: spec.trainsOn,
    predictor: predictor.toJson(),
    calibration,
    domain: domain.toJson(),
    learned,
  };
  return hashedText(KIND, content);
}

/**
 * Reads a student's file.
 * @throws {UserError} when it cannot be read, is damaged, or was written by another version
 * @example readStudentFile('data/students/paper.json').student.spec.name;
 */
export function readStudentFile(path: string): ShippedStudent {
  const content = readHashed<StoredStudent>(path, KIND);
  checkStudent('student', content, path);
  const { name, input, learns, trainsOn, predictor: predictorJson, calibration, domain, learned } = content;
  const predictor = predictorFromJson(predictorJson, path);
  const spec = { name, input, learns, trainsOn, model: predictor.spec };
  const student = { spec, predictor, calibration };
  return { student, input, domain: domainFromJson(domain, path), learned: checkLearned(learned, path) };
}

interface StoredStudent {
  readonly name: string;
  readonly input: DescriptorSet;
  readonly learns: Student['spec']['learns'];
  readonly trainsOn: Student['spec']['trainsOn'];
  readonly predictor: unknown;
  readonly calibration: Student['calibration'];
  readonly domain: Parameters<typeof domainFromJson>[0];
  readonly learned: unknown;
}
