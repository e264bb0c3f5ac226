/** Formulas and systems that were typed without capitals. */
import { ELEMENTS } from './elements.ts';

const SYMBOLS = new Map(ELEMENTS.map(({ symbol }) => [symbol.toLowerCase(), symbol]));
const LONGEST = 60;
const MOST = 4;

/**
 * What a text may mean when its letters get their capitals, those with the fewest elements first; none where they make no symbols,
 * and none that is the text itself. In a list or a system (li-p-s) each word is one element.
 * @example formulaReadings('li6ps5cl'); // ['Li6PS5Cl']
 */
export function formulaReadings(text: string): string[] {
  const given = text.trim();
  if (given.length > LONGEST) return [];
  const isList = /[-,;*\s]/.test(given);
  let found: { text: string; symbols: number }[] = [{ text: '', symbols: 0 }];
  for (const [piece] of given.matchAll(/[A-Za-z]+|[^A-Za-z]+/g)) {
    const readings = /[A-Za-z]/.test(piece) ? symbolSplits(piece.toLowerCase(), isList ? 1 : piece.length) : [[piece]];
    found = found
      .flatMap((before) =>
        readings.map((parts) => ({
          text: before.text + parts.join(''),
          symbols: before.symbols + parts.length,
        })),
      )
      .sort((a, b) => a.symbols - b.symbols)
      .slice(0, 4 * MOST);
  }
  return found
    .map((one) => one.text)
    .filter((one) => one !== given)
    .slice(0, MOST);
}

/** All ways to write letters as at most so many symbols. */
function symbolSplits(letters: string, most: number): string[][] {
  if (letters === '') return [[]];
  if (most === 0) return [];
  return [2, 1].flatMap((length) => {
    const symbol = letters.length < length ? undefined : SYMBOLS.get(letters.slice(0, length));
    return symbol === undefined ? [] : symbolSplits(letters.slice(length), most - 1).map((rest) => [symbol, ...rest]);
  });
}
