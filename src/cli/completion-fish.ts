import type { CompletableCommand, Place } from './completion-words.ts';

/**
 * The completion script for fish: a line for each command and option.
 * @example fishScript(completableCommands(program)); // 'complete -c ionsieve -f…'
 */
export function fishScript(commands: readonly CompletableCommand[]): string {
  const lines = commands.flatMap(({ name, description, options, argument }) => [
    `complete -c ionsieve -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    `complete -c ionsieve -n '__fish_seen_subcommand_from ${name}'${place(argument)}`,
    ...options.map(({ flag, description, value }) => {
      const option = ` -l ${flag.slice(2)} -d ${quoted(description)}${value ? ` -r${place(value)}` : ''}`;
      return `complete -c ionsieve -n '__fish_seen_subcommand_from ${name}'${option}`;
    }),
  ]);
  return `complete -c ionsieve -f\n${lines.join('\n')}\n`;
}

function place({ words, isPath }: Place): string {
  return `${isPath ? ' -F' : ' -f'}${words.length > 0 ? ` -a ${quoted(words.join(' '))}` : ''}`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
