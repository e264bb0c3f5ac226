import { join } from 'node:path';
import { Command } from 'commander';
import { packageRoot } from '../core/files.ts';
import { SHIPPED_MEASURED, SHIPPED_STUDENT } from '../experiment/shipped.ts';
import { startExplorer } from '../explorer/serve.ts';
import { STOP_SIGNALS } from './interrupt.ts';
import { wholeNumber } from './options.ts';
import { complain } from './run-to-exit.ts';

interface ExploreOptions {
  readonly port: number;
  readonly host: string;
  readonly structures: string[];
}

const DEFAULT_PORT = 4173;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const HELP = `
The folder, or folders in it, are what ionsieve screen and ionsieve reproduce wrote; by default the results that came with the
package. The page shows compounds to filter and sort, one compound with the reasons for its scores, chemical systems,
experiments, and predictions for a formula or a CIF. It asks nobody but this server, which reads nothing but that folder and the
package, follows no link in it, writes nothing, and takes requests of this machine only unless --host says otherwise. What is damaged
is named in one line; the rest is shown.

--structures names files or folders of crystal structures (CIF, JSON lines) to show beside compounds of their formula; by default
those of data/sample. Ctrl-C ends the server.

Example:
  ionsieve screen --elements P,S,Cl,O --max-coefficient 12 --write-above 0.5 --out screened
  ionsieve explore screened`;

/**
 * `ionsieve explore [DIR]`: the explorer in the browser.
 * @example program.addCommand(exploreCommand());
 */
export function exploreCommand(): Command {
  return new Command('explore')
    .description('look at screenings and experiments in the browser')
    .argument('[dir]', 'folder to show', join(packageRoot(), 'results'))
    .option('--port <n>', 'port; 0 for any that is free', wholeNumber('--port', 0, 65_535), DEFAULT_PORT)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--structures <paths...>', 'files or folders of crystal structures', [
      join(packageRoot(), 'data', 'sample'),
    ])
    .addHelpText('after', HELP)
    .action(runExplore);
}

async function runExplore(dir: string, { port, host, structures }: ExploreOptions): Promise<void> {
  const root = packageRoot();
  const files = { student: join(root, SHIPPED_STUDENT), measured: join(root, SHIPPED_MEASURED), structures };
  const onBug = (error: Error): void => void process.stderr.write(`${error.stack ?? error}\n`);
  const explorer = await startExplorer({ folder: dir, files, host, port, onBug });
  for (const note of explorer.notes) complain(`not shown: ${note}`);
  if (!LOOPBACK.includes(host)) {
    complain(
      `warning: --host ${host} lets other machines in: whoever reaches this port can read ${dir}; there is no password`,
    );
  }
  process.stdout.write(
    `${explorer.url}  ${explorer.screenings} screenings, ${explorer.experiments} experiments of ${dir}; Ctrl-C ends\n`,
  );
  await new Promise<void>((resolve) => {
    for (const signal of STOP_SIGNALS) process.once(signal, () => resolve());
  });
  await explorer.close();
}
