import { join } from 'node:path';
import { Option } from 'commander';
import { decimalNumber } from '../core/decimal-number.ts';
import { fail } from '../core/errors.ts';
import { packageRoot } from '../core/files.ts';
import { processors } from '../core/processors.ts';
import { DEFAULT_STUDENT, SHIPPED_STUDENT, SHIPPED_STUDENTS } from '../experiment/shipped.ts';

/**
 * A parser for a whole number option between two bounds.
 * @param flag the option, for the error
 * @throws {UserError} for anything else
 * @example wholeNumber('--top', 1, 100)('20'); // 20
 */
export function wholeNumber(flag: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text.trim()) || value < least || value > most) {
      fail(flag, `a whole number from ${least} to ${most}`, `"${text}"`, 'choose one in that range');
    }
    return value;
  };
}

/**
 * A parser for an option that is a number.
 * @param flag the option, for the error
 * @throws {UserError} for anything else
 * @example numeric('--threshold')('1e-3'); // 0.001
 */
export function numeric(flag: string): (text: string) => number {
  return (text) => {
    const value = decimalNumber(text);
    if (Number.isNaN(value)) fail(flag, 'a number', `"${text}"`, 'write it as 1e-3 or 0.5');
    return value;
  };
}

/**
 * A parser for an option that is a list, separated by commas, each part given once.
 * @param flag the option, for the error
 * @param parse reads one part, spaces around it removed
 * @throws {UserError} for an empty or repeated part, and whatever `parse` throws
 * @example list('--arity', wholeNumber('--arity', 2, 5))('3,4'); // [3, 4]
 */
export function list<Part>(flag: string, parse: (text: string) => Part): (text: string) => Part[] {
  return (text) => {
    const parts = text.split(',').map((part) => part.trim());
    if (parts.includes('')) fail(flag, 'values separated by commas', `"${text}"`, 'remove the empty ones');
    const repeated = parts.find((part, i) => parts.indexOf(part) !== i);
    if (repeated !== undefined) fail(flag, 'each value once', `${repeated} twice`, 'remove one');
    return parts.map(parse);
  };
}

/**
 * The option for the seeds with which an experiment is repeated.
 * @example new Command('reproduce').addOption(seedsOption()); // --seeds 0..9, or 0,3,7
 */
export function seedsOption(): Option {
  return new Option(
    '--seeds <list>',
    'repeat it with each of these seeds, such as 0..9 or 0,3,7, and report the spread',
  ).argParser((text) => {
    const seeds = list('--seeds', seedRange)(text).flat();
    const repeated = seeds.find((seed, i) => seeds.indexOf(seed) !== i);
    if (repeated !== undefined) fail('--seeds', 'each seed once', `${repeated} twice`, 'remove one');
    if (seeds.length > MOST_SEEDS) fail('--seeds', `at most ${MOST_SEEDS} seeds`, `${seeds.length}`, 'give fewer');
    return seeds;
  });
}

const MOST_SEEDS = 1000;
const seed = wholeNumber('--seeds', 0, 2 ** 31 - 1);

/** `3` or `0..9`, both ends with it. */
function seedRange(text: string): number[] {
  const [from, to = from, ...rest] = text.split('..');
  const [first, last] = [seed(from!), seed(to!)];
  if (rest.length > 0 || last < first)
    fail('--seeds', 'a range such as 0..9', `"${text}"`, 'give its least seed first');
  return Array.from({ length: Math.min(last - first, MOST_SEEDS) + 1 }, (_, i) => first + i);
}

/**
 * The option for the student's file, by default the shipped one.
 * @example new Command('screen').addOption(studentOption());
 */
export function studentOption(): Option {
  const shipped = join(packageRoot(), SHIPPED_STUDENT);
  return new Option('--model <file>', 'student, Learner or module that answers').default(
    shipped,
    `${SHIPPED_STUDENT} of the package`,
  );
}

/**
 * The option for the user's measurements.
 * @example new Command('screen').addOption(measuredOption());
 */
export function measuredOption(): Option {
  return new Option(
    '--measured <file>',
    'measurements of your own: a CSV table with columns composition and conductivity_S_per_cm',
  );
}

/**
 * The option for which of the shipped students screens.
 * @example new Command('screen').addOption(studentNameOption());
 */
export function studentNameOption(): Option {
  return new Option('--student <name>', 'shipped student that ranks: of measured conductivities, or the paper’s')
    .choices(Object.keys(SHIPPED_STUDENTS))
    .default(DEFAULT_STUDENT);
}

/**
 * The option for the number of worker threads, by default all processors.
 * @example new Command('screen').addOption(threadsOption());
 */
export function threadsOption(): Option {
  return new Option('--threads <n>', 'worker threads')
    .default(processors(), 'one a processor')
    .argParser(wholeNumber('--threads', 1, 256));
}
