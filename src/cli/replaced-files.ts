import { readdirSync } from 'node:fs';

/**
 * The students, Learners and tables of an earlier run in a folder that a new run does not write.
 * @param kept names of the files of the new run
 * @throws {Error} of the file system
 * @example replacedFiles('results/cubuk2019', ['student.forest.json']);
 */
export function replacedFiles(folder: string, kept: readonly string[]): string[] {
  const isOld = (name: string): boolean =>
    /^(student\..*\.json|learner\..*\.json|(held-out|labels|top)\.csv(\.gz)?)$/.test(name);
  return readdirSync(folder).filter((name) => isOld(name) && !kept.includes(name));
}
