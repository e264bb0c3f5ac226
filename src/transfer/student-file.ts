/** A student on disk: versioned JSON whose own hash shows damage. */
import { readFileSync } from 'node:fs';
import { fail } from '../core/errors.ts';
import { sha256, stableJson } from '../core/files.ts';
import { type DescriptorSet, elementalDescriptorNames } from '../descriptors/elemental.ts';
import { type Domain, domainFromJson } from '../evaluation/domain.ts';
import { predictorFromJson } from '../models/model.ts';
import type { Student } from './student.ts';

const FORMAT = 'ionsieve-student';
const VERSION = 1;

/** A student with the domain of the compositions that it learned from. */
export interface ShippedStudent {
  readonly student: Student;
  readonly input: DescriptorSet;
  readonly domain: Domain;
}

/**
 * The text of a student's file: keys sorted, with the SHA-256 of its content.
 * @throws {Error} for a student on another input than a descriptor set
 * @example writeAtomic('student.json', studentFileText(student, domain));
 */
export function studentFileText(student: Student, domain: Domain): string {
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
  };
  return stableJson({ format: FORMAT, version: VERSION, sha256: sha256(stableJson(content)), content });
}

/**
 * Reads a student's file.
 * @throws {UserError} when it cannot be read, is damaged, or was written by a newer version
 * @example readStudentFile('results/cubuk2019/student.json').student.spec.name;
 */
export function readStudentFile(path: string): ShippedStudent {
  const file = parseFile(path);
  if (file.format !== FORMAT) fail(path, `format ${FORMAT}`, String(file.format), 'give a student file');
  if (file.version !== VERSION) fail(path, `version ${VERSION}`, String(file.version), 'use a matching ionsieve');
  const found = sha256(stableJson(file.content));
  if (found !== file.sha256) fail(path, `content with SHA-256 ${file.sha256}`, found, 'restore or refit the student');
  const { name, input, learns, trainsOn, predictor: predictorJson, calibration, domain } = file.content;
  const predictor = predictorFromJson(predictorJson, path);
  const columns = elementalDescriptorNames(input).length;
  if (predictor.linear && predictor.linear.weights.length !== columns) {
    fail(path, `${columns} weights`, String(predictor.linear.weights.length), 'restore or refit the student');
  }
  const spec = { name, input, learns, trainsOn, model: predictor.spec };
  const student = { spec, predictor, calibration };
  return { student, input, domain: domainFromJson(domain, path) };
}

interface StudentFile {
  format: unknown;
  version: unknown;
  sha256: string;
  content: {
    name: string;
    input: DescriptorSet;
    learns: Student['spec']['learns'];
    trainsOn: Student['spec']['trainsOn'];
    predictor: unknown;
    calibration: Student['calibration'];
    domain: Parameters<typeof domainFromJson>[0];
  };
}

function parseFile(path: string): StudentFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(path, 'a student file', (error as NodeJS.ErrnoException).code ?? 'none', 'check the path');
  }
  try {
    const file = JSON.parse(text) as StudentFile | null;
    if (typeof file?.content === 'object' && file.content !== null) return file;
  } catch {
    // falls through to the one error below
  }
  return fail(path, 'a student file in JSON', 'something else or a damaged file', 'restore or refit the student');
}
