import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { atomicNumber } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { writeAtomic } from '../core/files.ts';
import { experimentNames } from '../experiment/load.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { experimentTemplate, tableTemplate } from './new-template.ts';
import { printResult } from './print-result.ts';

const HELP = `
Writes NAME.mts, an experiment on a property of compounds, and NAME.csv, its table. The table holds calculated band gaps as an
example, so that both run as they are: put your own figures in their place, one compound a row, any property of any compounds.

Example: ionsieve new mine --element Na`;

/**
 * `ionsieve new NAME`: an experiment file and a table for a property of your own. The file is a module whatever the package.json of its
 * folder says, hence .mts.
 * @example program.addCommand(newCommand());
 */
export function newCommand(): Command {
  const command = new Command('new')
    .description('write an experiment file and a table for a property of your own')
    .argument('<name>', 'a word: of the files, and of the results folder')
    .option('--element <symbol>', 'only compounds with this element, such as the mobile ion', (symbol) => {
      atomicNumber(symbol, '--element');
      return symbol;
    })
    .option('--folder <dir>', 'where to write', 'experiments');
  return withFormOptions(command).addHelpText('after', HELP).action(runNew);
}

interface NewOptions extends FormOptions {
  readonly element?: string;
  readonly folder: string;
}

async function runNew(name: string, { element, folder, ...options }: NewOptions): Promise<void> {
  if (!/^[a-z]\w*$/i.test(name)) fail(name, 'a word of letters, digits and _', `"${name}"`, 'choose another name');
  if (experimentNames().includes(name))
    fail(name, 'a name of your own', 'one that came with the package', 'choose another');
  const [experiment, table] = [`${name}.mts`, `${name}.csv`].map((file) => join(folder, file)) as [string, string];
  const old = [experiment, table].find(existsSync);
  if (old !== undefined) fail(old, 'no such file', 'one', 'choose another name, or remove it');
  writeAtomic(table, tableTemplate(element));
  writeAtomic(experiment, experimentTemplate(name, experiment, element));
  await printResult(formOf(options), {
    columns: ['file', 'what'].map((column) => ({ name: column, title: column })),
    pages: [
      [
        [experiment, 'the experiment, to be edited'],
        [table, 'its table, with example rows to be replaced'],
      ],
    ],
    notes: [`then: ionsieve reproduce ${experiment} --quick`],
  });
}
