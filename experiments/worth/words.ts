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
 * The findings in three sentences: where transfer is worth it, where it is not, and where nobody can tell.
 * @example findingText(summary); // 'On 20 to 640 rows transfer is worth it in 2 of 14 pairs of a source and a task: formation energies for ...'
 */
export function findingText({ verdicts, tasks }: Pick<WorthFound, 'verdicts' | 'tasks'>): string {
  const pairs = (worth: Verdict['worth']) => {
    const parts = SOURCES.flatMap((source) => {
      const found = verdicts.filter((one) => one.source === source && one.worth === worth);
      return found.length === 0
        ? []
        : [`${SOURCE_TITLES[source]} for ${listed(found.map(({ task }) => TASK_TITLES[task]))}`];
    });
    const count = verdicts.filter((one) => one.worth === worth).length;
    return { count, text: count === 0 ? '' : `: ${parts.join('; ')}` };
  };
  const [is, isNot, open] = (['worth it', 'not worth it', 'cannot tell'] as const).map(pairs);
  return (
    `On ${sizeText(tasks)} rows transfer is worth it in ${is!.count} of ${verdicts.length} pairs of a source and a task${is!.text}. ` +
    `In ${isNot!.count} it is not worth it${isNot!.text}. In ${open!.count} this run cannot tell${open!.text}.`
  );
}

/**
 * From how many rows to how many the curves go.
 * @example sizeText(summary.tasks); // '20 to 640'
 */
export function sizeText(tasks: WorthFound['tasks']): string {
  const sizes = tasks.flatMap((task) => task.sizes);
  return `${Math.min(...sizes)} to ${Math.max(...sizes)}`;
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
    `Gain over the controls ${difference('gain')}, ${percent} % of the error; over no transfer ${difference('over_floor')}. Head: ${head}.`
  );
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
