import { styleText } from 'node:util';
import { Command } from 'commander';
import { packageVersion } from '../core/files.ts';
import { checkManifest } from './check-manifest.ts';
import { compareCommand } from './compare.ts';
import { completionCommand } from './completion.ts';
import { describeCommand } from './describe.ts';
import { doctorCommand } from './doctor.ts';
import { exploreCommand } from './explore.ts';
import { fetchCommand } from './fetch.ts';
import { kubernetesCommand } from './kubernetes.ts';
import { labelCommand } from './label.ts';
import { learnCommand } from './learn.ts';
import { mergeCommand } from './merge.ts';
import { newCommand } from './new.ts';
import { predictCommand } from './predict.ts';
import { queryCommand } from './query.ts';
import { reproduceCommand } from './reproduce.ts';
import { complain } from './run-to-exit.ts';
import { screenCommand } from './screen.ts';
import { slurmCommand } from './slurm.ts';
import { stabilityCommand } from './stability.ts';
import { studentCommand } from './student.ts';
import { sweepCommand } from './sweep.ts';
import { verifyCommand } from './verify.ts';

const EXIT_CODES = `
Exit codes: 0 done; 1 some of many items failed, each told in one line and the others done, or a bug, with its stack trace;
2 a mistake in what was given, told in one line, or no item done; 130 stopped.
Example: ionsieve predict Li3PS4 Li6PS5Cl`;

/**
 * The program with all of its commands. Commander's own complaints become one line; it then throws a CommanderError.
 * @example await createProgram().parseAsync(['predict', 'Li3PS4'], { from: 'user' });
 */
export function createProgram(): Command {
  const program = new Command('ionsieve')
    .description('Transfer learning for small-data materials screening, with lithium-ion conductors as its flagship')
    .version(packageVersion())
    .helpCommand(false)
    .addHelpText('after', EXIT_CODES);
  for (const command of [
    fetchCommand,
    describeCommand,
    labelCommand,
    studentCommand,
    learnCommand,
    predictCommand,
    stabilityCommand,
    screenCommand,
    mergeCommand,
    queryCommand,
    exploreCommand,
    reproduceCommand,
    sweepCommand,
    slurmCommand,
    kubernetesCommand,
    verifyCommand,
    compareCommand,
    newCommand,
    doctorCommand,
  ]) {
    program.addCommand(command().hook('preAction', checkManifest));
  }
  program.addCommand(completionCommand(program)).addCommand(helpCommand(program));
  dress(program, 'ionsieve');
  return program;
}

/** Commander's own shows the whole help where a command does not exist. */
function helpCommand(program: Command): Command {
  return new Command('help')
    .description('show the help of a command')
    .argument('[command]')
    .addHelpText('after', '\nExample: ionsieve help predict')
    .action((name?: string) => {
      const command = name === undefined ? program : program.commands.find((other) => other.name() === name);
      if (command === undefined) program.error(`error: unknown command '${name}'`);
      command.outputHelp();
    });
}

/** Titles in bold and complaints in one line, for a command and those below it. */
function dress(command: Command, words: string): void {
  complainInOneLine(command, `${words} --help`);
  command.configureHelp({ styleTitle: (title) => styleText('bold', title, { validateStream: false }) });
  for (const each of command.commands) dress(each, `${words} ${each.name()}`);
}

function complainInOneLine(command: Command, help: string): void {
  const outputError = (text: string): void => {
    const message = text.trim().replace(/^error: /, '');
    complain(`${message.replace(/\.$/, '')}; see ${help}`);
  };
  command.exitOverride().configureOutput({ outputError });
}
