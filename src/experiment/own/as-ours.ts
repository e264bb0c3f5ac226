import { UserError } from '../../core/errors.ts';

/**
 * Throws what the code of a user's file threw, mistakes as ours: a file that is translated as it is read has another copy of this
 * package, whose errors are of another class. Bugs stay as they are.
 * @throws {UserError} for a mistake
 * @example
 * try {
 *   experiment.page(summary);
 * } catch (error) {
 *   throwAsOurs(error);
 * }
 */
export function throwAsOurs(error: unknown): never {
  throw error instanceof Error && error.name === 'UserError' ? new UserError(error.message) : error;
}
