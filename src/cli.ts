#!/usr/bin/env node
/** The command line: parse arguments, call one function, print. Exit codes: 0 done, 1 a bug, 2 a
 * user's mistake, 130 stopped by the user. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { describeCommand } from './cli/describe.ts';
import { Interrupted } from './cli/interrupt.ts';
import { labelCommand } from './cli/label.ts';
import { predictCommand } from './cli/predict.ts';
import { reproduceCommand } from './cli/reproduce.ts';
import { screenCommand } from './cli/screen.ts';
import { UserError } from './core/errors.ts';
import { packageRoot } from './core/files.ts';

const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };

const program = new Command('ionsieve')
  .description('Transfer learning for small-data materials screening, with lithium-ion conductors as its flagship')
  .version(version);
for (const command of [describeCommand, labelCommand, predictCommand, screenCommand, reproduceCommand]) {
  program.addCommand(command());
}
for (const command of [program, ...program.commands]) {
  command.exitOverride().configureOutput({ outputError: () => {} });
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.exitCode !== 0) {
      process.stderr.write(`ionsieve: ${error.message.replace(/^error: /, '')}; see ionsieve --help\n`);
      process.exitCode = 2;
    }
  } else if (error instanceof UserError) {
    process.stderr.write(`ionsieve: ${error.message}\n`);
    process.exitCode = 2;
  } else if (error instanceof Interrupted) {
    process.stderr.write(`ionsieve: stopped by ${error.message}; nothing was written\n`);
    process.exitCode = 130;
  } else {
    process.stderr.write(`${(error as Error).stack ?? error}\n`);
    process.exitCode = 1;
  }
}
