/** Names and what opens and closes: all that matters of valid JSON here. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g;

/**
 * A key that an object has twice: JSON.parse takes the last without a word, and a reader of the text may see the first.
 * @param text valid JSON
 * @returns the first such key; undefined where there is none
 * @example repeatedKey('{"unit": "eV", "unit": "meV"}'); // 'unit'
 */
export function repeatedKey(text: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(token.slice(0, token.length - colon.length)) as string;
      const keys = open.at(-1)!;
      if (keys.has(key)) return key;
      keys.add(key);
    }
  }
  return undefined;
}
