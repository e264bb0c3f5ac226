/**
 * The one error that a user can cause. The command line prints it as a single line and exits with code 2;
 * everything else is a bug, keeps its stack trace and exits with code 1.
 * @example
 * try {
 *   parseFormula('Li2Q');
 * } catch (error) {
 *   if (error instanceof UserError) console.log(error.message);
 * }
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/**
 * Throws a {@link UserError} of one line: where it happened, what was expected, what was found, what to do.
 *
 * @param where the file, option or formula at fault, with line or position where there is one
 * @param expected what should stand there
 * @param found what stands there
 * @param remedy what the user can do
 * @throws {UserError} always
 * @example fail('Xx2O, position 1', 'an element symbol', '"Xx"', 'check the spelling');
 * // Xx2O, position 1: expected an element symbol, found "Xx"; check the spelling
 */
export function fail(where: string, expected: string, found: string, remedy: string): never {
  throw new UserError(`${where}: expected ${expected}, found ${found}; ${remedy}`.replace(/\s+/g, ' '));
}

/**
 * What a function gives, or the mistake that it refuses.
 * @throws whatever it throws but {@link UserError}
 * @example orRefusal(() => parseFormula('Xx2O')); // a UserError
 */
export function orRefusal<Given>(give: () => Given): Given | UserError {
  try {
    return give();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
