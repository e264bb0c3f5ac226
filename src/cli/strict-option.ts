import type { Command } from 'commander';

/** What the option gives. */
export interface StrictOption {
  readonly strict?: true;
}

/**
 * Adds --strict to a command over many items, which otherwise does what can be done and reports the rest.
 * @example withStrictOption(new Command('describe')).parse(['--strict']);
 */
export function withStrictOption(command: Command): Command {
  return command.option('--strict', 'stop at the first file or row that fails');
}
