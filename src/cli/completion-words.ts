/** What a shell can complete after each command, read off the commands themselves. */
import type { Command, Option } from 'commander';
import { experimentNames } from '../experiment/load.ts';

/** What can stand in one place of a command line. */
export interface Place {
  readonly words: readonly string[];
  /** Whether it is a path. */
  readonly isPath: boolean;
}

/** An option of a command. */
export interface CompletableOption {
  /** With its dashes, such as `--model`. */
  readonly flag: string;
  readonly description: string;
  /** Undefined for an option without a value. */
  readonly value?: Place;
}

/** A command and what can follow it. */
export interface CompletableCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletableOption[];
  readonly argument: Place;
}

/** Commands that take names of experiments. */
const OF_EXPERIMENTS: readonly string[] = ['reproduce', 'sweep', 'verify'];
/** Names of arguments and values that are paths. */
const PATHS: readonly string[] = ['file', 'files', 'folder', 'folders', 'dir', 'inputs', 'experiment'];

/**
 * The commands of the program with all that can follow each.
 * @example completableCommands(createProgram()).map(({ name }) => name); // ['describe', 'label', 'predict', …]
 */
export function completableCommands(program: Command): CompletableCommand[] {
  const names = program.commands.map((command) => command.name());
  return program.commands.map((command) => {
    const family = [command, ...command.commands];
    return {
      name: command.name(),
      description: command.description(),
      options: [...optionsOf(family), HELP],
      argument: {
        words: [
          ...command.commands.map((each) => each.name()),
          ...family.flatMap((each) => each.registeredArguments.flatMap(({ argChoices }) => argChoices ?? [])),
          ...(family.some((each) => OF_EXPERIMENTS.includes(each.name())) ? experimentNames() : []),
          ...(command.name() === 'help' ? names : []),
        ],
        isPath: family.some((each) => each.registeredArguments.some((argument) => isPath(argument.name()))),
      },
    };
  });
}

/** A command with commands below it is offered the options of all of them, each once. */
function optionsOf(family: readonly Command[]): CompletableOption[] {
  const all = family.flatMap(({ options }) => options.filter(({ long }) => long).map(completable));
  return all.filter(({ flag }, place) => all.findIndex((other) => other.flag === flag) === place);
}

const HELP: CompletableOption = { flag: '--help', description: 'show the help' };

function completable({ long, description, flags, required, optional, argChoices = [] }: Option): CompletableOption {
  const value = { words: argChoices, isPath: isPath(/<(.*)>/.exec(flags)?.[1] ?? '') };
  return { flag: long!, description, ...((required || optional) && { value }) };
}

const isPath = (name: string): boolean => PATHS.includes(name);
