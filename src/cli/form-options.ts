import { type Command, Option } from 'commander';

/** The forms that a result can take: a table to read, or JSON and CSV for other programs. */
export type Form = 'table' | 'json' | 'csv';

/** What the two options give. */
export interface FormOptions {
  readonly json?: true;
  readonly csv?: true;
}

/**
 * Adds --json and --csv to a command that prints a result; together they are refused.
 * @example withFormOptions(new Command('predict')).parse(['--json']);
 */
export function withFormOptions(command: Command): Command {
  return command
    .addOption(new Option('--json', 'print the result as JSON, in full precision').conflicts('csv'))
    .addOption(new Option('--csv', 'print the result as CSV, in full precision'));
}

/**
 * The form that options ask for.
 * @example formOf({ csv: true }); // 'csv'
 */
export function formOf({ json, csv }: FormOptions): Form {
  return json ? 'json' : csv ? 'csv' : 'table';
}
