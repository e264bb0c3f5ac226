/**
 * The one value of a name in this thread, however many copies of this package it has loaded: a user's TypeScript, translated as it is
 * read, gets a copy of its own.
 * @param make called by whoever asks first
 * @example shared('files read', () => new Map<string, string>());
 */
export function shared<Value>(name: string, make: () => Value): Value {
  const values = globalThis as { [key: symbol]: unknown };
  const key = Symbol.for(`ionsieve ${name}`);
  values[key] ??= make();
  return values[key] as Value;
}
