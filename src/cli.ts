#!/usr/bin/env node
/** The command line: parse arguments, call one function, print. Exit codes: 0 done, 1 a bug, 2 a
 * user's mistake, 130 stopped by the user. */
import { createProgram } from './cli/program.ts';
import { runToExit } from './cli/run-to-exit.ts';

await runToExit(async () => {
  const given = process.argv.slice(2);
  await createProgram().parseAsync(given.length === 0 ? ['--help'] : given, { from: 'user' });
});
