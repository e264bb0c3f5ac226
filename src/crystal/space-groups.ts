/** Space-group symbols and numbers to their settings (data/space-groups.csv, 530 settings of 230 groups). */
import { readShipped } from '../core/shipped-data.ts';
import { parseCsv } from '../core/table.ts';

/** One setting: axes and origin fixed. */
export interface SpaceGroupSetting {
  /** Number in International Tables A, 1 to 230. */
  readonly number: number;
  /** Axes (`b1`, `-cba`), origin (`1`, `2cab`), or `H` and `R`; empty where there is only one. */
  readonly setting: string;
  /** Hall symbol, from which the operations follow (hallOperations). */
  readonly hall: string;
  /** Names it goes by, without spaces, in lower case. */
  readonly names: readonly RegExp[];
}

const FILE = 'space-groups.csv';
const CHOICES: Readonly<Record<string, string>> = { s: '1', z: '2', o1: '1', o2: '2' };
let loaded: SpaceGroupSetting[] | undefined;

/**
 * The settings that a Hermann-Mauguin symbol, a number, or both may mean: short, full and older symbols (`P 21/c`,
 * `P 1 21/c 1`, `Fm3m`, `Cmca`), with or without spaces and underscores; a suffix (`:1`, `:2`, `:H`, `:R`, or H, R, S,
 * Z after a space) narrows them, and SHELX brackets (`P2(1)/c`) are taken off. A monoclinic symbol without its 1s means the unique axis b where that exists. Empty for
 * an unknown symbol without number, and where symbol and number contradict each other.
 * @param symbol empty where only the number is known
 * @example settingsOf('F d -3 m:2', 227).map(({ hall }) => hall); // ['-F 4vw 2vw 3']
 */
export function settingsOf(symbol: string, number: number | undefined): SpaceGroupSetting[] {
  const ofNumber = ({ number: own }: SpaceGroupSetting) => number === undefined || own === number;
  if (parts(symbol).name === '') return number === undefined ? [] : all().filter(ofNumber);
  const named = settingsNamed(symbol).filter(ofNumber);
  const usual = named.filter(({ setting }) => /^-?b\d?$/.test(setting));
  return usual.length > 0 ? usual : named;
}

/**
 * The numbers of the groups that a Hermann-Mauguin symbol may mean, whatever their axes; empty for an unknown symbol.
 * @example [...numbersOfSymbol('P2(1)/c')]; // [14]
 */
export function numbersOfSymbol(symbol: string): Set<number> {
  return new Set(settingsNamed(symbol).map(({ number }) => number));
}

/**
 * The number of the group that a Hall symbol names, as the table spells it; empty for another spelling.
 * @example [...numbersOfHall('-P 2ybc')]; // [14]
 */
export function numbersOfHall(hall: string): Set<number> {
  const plain = (text: string) =>
    text
      .trim()
      .replace(/[\s_]+/g, ' ')
      .toLowerCase();
  return new Set(all().flatMap((one) => (plain(one.hall) === plain(hall) ? [one.number] : [])));
}

function settingsNamed(symbol: string): SpaceGroupSetting[] {
  const { name, choice } = parts(symbol);
  return all().filter(
    ({ names, setting }) => names.some((pattern) => pattern.test(name)) && setting.toLowerCase().startsWith(choice),
  );
}

function all(): SpaceGroupSetting[] {
  loaded ??= load();
  return loaded;
}

/** The symbol without spaces, and the choice of origin or axes that stands behind it. */
function parts(symbol: string): { name: string; choice: string } {
  const text = symbol
    .trim()
    .toLowerCase()
    .replaceAll('_', '')
    .replace(/\(([1-5])\)/g, '$1');
  const [, before, suffix] = /^(.*?)(?:\s*:\s*|\s+(?=[hrsz]$|o[12]$))([a-c0-9hrszo-]+)$/.exec(text) ??
    /^(r.*)([hr])$/.exec(text) ?? [undefined, text, ''];
  return { name: before!.replace(/\s/g, ''), choice: CHOICES[suffix!] ?? suffix! };
}

function load(): SpaceGroupSetting[] {
  const columns = ['number', 'setting', 'hall', 'short', 'full'];
  return parseCsv(readShipped(FILE), `data/${FILE}`, columns).map((row) => {
    const number = Number(row.number);
    return { number, setting: row.setting!, hall: row.hall!, names: namesOf(number, row.short!, row.full!) };
  });
}

function namesOf(number: number, short: string, full: string): RegExp[] {
  const monoclinic = number >= 3 && number <= 15;
  const names = [full, monoclinic ? full.replace(/ 1(?= |$)/g, '') : short];
  if (number >= 195) names.push(...names.map((name) => name.replace('-3', '3')));
  return names.map((name) => {
    const text = name.replaceAll(' ', '').toLowerCase().replace(/[/]/g, '\\/');
    return new RegExp(`^${text.replace('e', '[abce]')}$`);
  });
}
