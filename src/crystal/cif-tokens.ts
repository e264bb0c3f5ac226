/**
 * CIF 1.1 text to blocks of data items and loops (Hall, Allen and Brown, Acta Cryst. A47, 655 (1991); syntax of
 * version 1.1, iucr.org/resources/cif/spec/version1.1/cifsyntax). Knows nothing of crystals. Tag names are lower
 * case with dots turned into underscores, so that `_cell.length_a` (mmCIF, CIF2) and `_cell_length_a` are one.
 */
import { fail, UserError } from '../core/errors.ts';

/** One value as written, quotes removed, with its line (from 1). `bare` when it stood without quotes. */
export interface CifValue {
  readonly text: string;
  readonly line: number;
  readonly bare: boolean;
}

/** One `loop_`: its tags, and its rows, each with one value a tag. */
export interface CifLoop {
  readonly tags: readonly string[];
  readonly rows: readonly (readonly CifValue[])[];
  readonly line: number;
}

/** One `data_` block: name, single items by tag, loops in order. */
export interface CifBlock {
  readonly name: string;
  readonly line: number;
  readonly items: ReadonlyMap<string, CifValue>;
  readonly loops: readonly CifLoop[];
}

interface Token extends CifValue {
  readonly kind: 'tag' | 'value' | 'data' | 'loop';
}

const REMEDY = 'the file is damaged or cut off; fetch it again';
const SPACE = /\s/;
const CIF2 = /^\uFEFF?#\\#CIF_2\.0/i;

/**
 * The data blocks of a CIF.
 * @param where the file, for errors
 * @throws {UserError} no block, an unterminated quote or text field, a tag without value, a value without tag, a tag
 * given twice, a loop without tags or rows or with an incomplete last row, a reserved word that CIF 1.1 data may not hold
 * @example parseCif("data_x\n_cell_length_a 4.0(1)\n", 'x.cif')[0]?.items.get('_cell_length_a')?.text; // '4.0(1)'
 */
export function parseCif(text: string, where: string): CifBlock[] {
  if (text.trim() === '') fail(where, 'CIF text', 'an empty file', 'fetch the file again');
  if (!CIF2.test(text)) return parsed(text, where);
  try {
    return parsed(text, where);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return fail(where, 'CIF 1.1', 'CIF 2.0 with triple quotes, lists or tables', 'save it as CIF 1.1');
  }
}

function parsed(text: string, where: string): CifBlock[] {
  const tokens = tokenize(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), where);
  const blocks: CifBlock[] = [];
  let next = 0;
  while (next < tokens.length) {
    const token = tokens[next]!;
    if (token.kind !== 'data') {
      fail(`${where}, line ${token.line}`, 'a data_ block', quoted(token.text), 'check that the file is a CIF');
    }
    next = readBlock(tokens, next, where, blocks);
  }
  if (blocks.length === 0) fail(where, 'a data_ block', 'comments only', 'check that the file is a CIF');
  return blocks;
}

function readBlock(tokens: readonly Token[], start: number, where: string, blocks: CifBlock[]): number {
  const items = new Map<string, CifValue>();
  const loops: CifLoop[] = [];
  const seen = new Set<string>();
  const claim = (tag: Token): string => {
    if (seen.has(tag.text))
      fail(`${where}, line ${tag.line}`, 'each tag once', `${tag.text} again`, 'remove one of them');
    seen.add(tag.text);
    return tag.text;
  };
  let next = start + 1;
  while (next < tokens.length && tokens[next]!.kind !== 'data') {
    const token = tokens[next]!;
    if (token.kind === 'loop') {
      next = readLoop(tokens, next, where, loops, claim);
    } else if (token.kind === 'tag') {
      const value = tokens[next + 1];
      if (value?.kind !== 'value') {
        fail(
          `${where}, line ${token.line}`,
          `a value for ${token.text}`,
          value ? quoted(value.text) : 'the end',
          REMEDY,
        );
      }
      items.set(claim(token), value);
      next += 2;
    } else {
      fail(`${where}, line ${token.line}`, 'a tag', `the value ${quoted(token.text)}`, REMEDY);
    }
  }
  blocks.push({ name: tokens[start]!.text, line: tokens[start]!.line, items, loops });
  return next;
}

function readLoop(
  tokens: readonly Token[],
  start: number,
  where: string,
  loops: CifLoop[],
  claim: (tag: Token) => string,
): number {
  const { line } = tokens[start]!;
  const place = `${where}, line ${line}`;
  const tags: string[] = [];
  let next = start + 1;
  while (tokens[next]?.kind === 'tag') tags.push(claim(tokens[next++]!));
  if (tags.length === 0) fail(place, 'tags after loop_', tokens[next] ? quoted(tokens[next]!.text) : 'the end', REMEDY);
  const first = next;
  while (tokens[next]?.kind === 'value') next++;
  const count = next - first;
  if (count === 0) fail(place, `rows in the loop of ${tags[0]}`, 'none', REMEDY);
  if (count % tags.length !== 0) {
    const found = `${count} values`;
    fail(place, `whole rows of ${tags.length} values in the loop of ${tags[0]}`, found, REMEDY);
  }
  const rows: Token[][] = [];
  for (let row = first; row < next; row += tags.length) rows.push(tokens.slice(row, row + tags.length));
  loops.push({ tags, rows, line });
  return next;
}

function tokenize(text: string, where: string): Token[] {
  const tokens: Token[] = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    if (lines[i]!.startsWith(';')) {
      let end = i + 1;
      while (end < lines.length && !lines[end]!.startsWith(';')) end++;
      if (end === lines.length)
        fail(`${where}, line ${i + 1}`, 'a text field closed by a line with ;', 'the end', REMEDY);
      const field = [lines[i]!.slice(1), ...lines.slice(i + 1, end)].join('\n').trim();
      tokens.push({ kind: 'value', text: field, line: i + 1, bare: false });
      i = end;
      tokenizeLine(lines[i]!, 1, i + 1, where, tokens);
    } else {
      tokenizeLine(lines[i]!, 0, i + 1, where, tokens);
    }
  }
  return tokens;
}

function tokenizeLine(text: string, start: number, line: number, where: string, tokens: Token[]): void {
  let at = start;
  while (at < text.length) {
    const first = text[at]!;
    if (SPACE.test(first)) {
      at++;
    } else if (first === '#') {
      return;
    } else if (first === "'" || first === '"') {
      const end = closingQuote(text, at);
      if (end < 0) fail(`${where}, line ${line}`, `a closing ${first}`, 'the end of the line', REMEDY);
      tokens.push({ kind: 'value', text: text.slice(at + 1, end), line, bare: false });
      at = end + 1;
    } else {
      let end = at;
      while (end < text.length && !SPACE.test(text[end]!)) end++;
      tokens.push(bareToken(text.slice(at, end), line, where));
      at = end;
    }
  }
}

/** A quote closes only before white space or the end of the line: 'O5'' holds O5'. */
function closingQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === text[open] && (at + 1 === text.length || SPACE.test(text[at + 1]!))) return at;
  }
  return -1;
}

function bareToken(word: string, line: number, where: string): Token {
  const lower = word.toLowerCase();
  if (word.startsWith('_')) return { kind: 'tag', text: lower.replaceAll('.', '_'), line, bare: true };
  if (lower === 'loop_') return { kind: 'loop', text: word, line, bare: true };
  if (lower.startsWith('data_')) return { kind: 'data', text: word.slice(5), line, bare: true };
  if (lower.startsWith('save_') || lower === 'stop_' || lower === 'global_') {
    fail(`${where}, line ${line}`, 'data blocks only', quoted(word), 'give a structure, not a dictionary');
  }
  return { kind: 'value', text: word, line, bare: true };
}

function quoted(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}...` : text}"`;
}
