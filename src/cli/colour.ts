import { styleText } from 'node:util';
import { Command } from 'commander';

/** The colours of words that say how something stands. */
export type Colour = 'green' | 'yellow' | 'red';

/**
 * Whether standard output takes colours: a terminal that is not dumb does. NO_COLOR forbids them, FORCE_COLOR asks for them.
 * @example usesColour(); // false where the output goes into a file
 */
export function usesColour(): boolean {
  return new Command().configureOutput().getOutHasColors?.() ?? false;
}

/**
 * A word in colour, whatever standard output takes. The word alone must say what the colour says.
 * @example paint('ok', 'green');
 */
export function paint(text: string, colour: Colour): string {
  return styleText(colour, text, { validateStream: false });
}
