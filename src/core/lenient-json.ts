/**
 * A JSON value; some programs write NaN and Infinity, which JSON does not have: both are read as null, so that what asks for a number
 * there can name the place.
 * @throws {SyntaxError} for what is not JSON otherwise
 * @example lenientJson('{"energy": NaN}'); // { energy: null }
 */
export function lenientJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    try {
      return JSON.parse(text.replace(/-?\b(?:NaN|Infinity)\b/g, 'null'));
    } catch {
      throw error;
    }
  }
}
