/** The findings in words. */
import type { Numbers } from 'ionsieve/experiment';
import { SOURCES, type SourceName, type TaskName, type Verdict, type WorthFound } from './define.ts';
import { DECIDES, floorError } from './verdict.ts';

/** What a source is called. */
export const SOURCE_TITLES: Readonly<Record<SourceName, string>> = {
  energies: 'formation energies',
  labels: 'a teacher’s labels',
};

/** What a task is called. */
export const TASK_TITLES: Readonly<Record<TaskName, string>> = {
  steels: 'strength of steels',
  expt_gap: 'measured band gaps',
  expt_is_metal: 'metal or not',
  glass: 'glass or not',
  conductivity_by_paper: 'conductivities of unseen papers',
  conductivity_by_family: 'conductivities of unseen families',
  barriers: 'migration barriers',
};

/**
 * A number with three digits.
 * @example short(0.123456); // '0.123'
 */
export function short(value: number | null): string {
  return value === null ? 'not defined' : String(Number(value.toPrecision(3)));
}

/**
 * The findings of all sources in a sentence.
 * @example findingText(summary); // 'On few rows formation energies are worth it for migration barriers; ...'
 */
export function findingText({ verdicts, numbers }: Pick<WorthFound, 'verdicts' | 'numbers'>): string {
  const parts = SOURCES.map((source) => {
    const titles = (worth: Verdict['worth']) =>
      verdicts.filter((one) => one.source === source && one.worth === worth).map(({ task }) => TASK_TITLES[task]);
    const said = [
      ['worth it for', titles('worth it')],
      ['not worth it for', titles('not worth it')],
      ['not to be told of for', titles('cannot tell')],
    ] as const;
    const clauses = said.filter(([, tasks]) => tasks.length > 0).map(([text, tasks]) => `${text} ${listed(tasks)}`);
    const rows = numbers[`source.${source}.rows`]!.n.toLocaleString('en-US');
    return `a network of ${rows} ${source === 'energies' ? 'formation energies' : 'of a teacher’s labels'} is ${clauses.join('; ')}`;
  });
  return `What ${parts.join('. What ')}.`;
}

/**
 * What a source is worth to a task in a sentence, with the numbers that decide.
 * @example verdictText(verdict, numbers);
 */
export function verdictText({ source, task, head, worth }: Verdict, numbers: Numbers): string {
  const key = `${task}.${source}.${DECIDES}.${head}.few`;
  const { value, unit } = numbers[key]!;
  const difference = (name: string) => {
    const { value: gain, interval } = numbers[`${key}.${name}`]!;
    return `${short(gain)} (${short(interval![0])} to ${short(interval![1])})`;
  };
  const metric = unit === 'AUC' ? 'AUC' : `Mean absolute error in ${unit}`;
  const without = numbers[`${task}.floor.${head}.few`]!.value;
  const error = floorError(numbers, task, head, 'few');
  const percent = short((100 * numbers[`${key}.gain`]!.value!) / error);
  return (
    `**${capital(SOURCE_TITLES[source])}, ${TASK_TITLES[task]}: ${worth}.** ${metric}: ${short(without)} without transfer, ${short(value)} with it. ` +
    `Better than the controls by ${difference('gain')}, ${percent} % of the error; better than no transfer by ${difference('over_floor')}. Head: ${head}.`
  );
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
