import { posix } from 'node:path';
import { Command } from 'commander';
import { kubernetesJobs, type PodResources } from '../cluster/kubernetes.ts';
import { fail } from '../core/errors.ts';
import { stableJson } from '../core/files.ts';
import { planUnits, shardUnits } from '../screening/units.ts';
import { wholeNumber } from './options.ts';
import { type ScreenJobOptions, screenJob, withScreenJobOptions } from './screen-job.ts';

interface KubernetesOptions extends ScreenJobOptions, PodResources {
  readonly shards: number;
  readonly out: string;
}

const HELP = `
Prints two Jobs as JSON, which kubectl apply takes: one with an index for each shard, and one that merges them, suspended until
you resume it. A pod that is evicted keeps its checkpoint. The options are those of ionsieve screen, checked here; files that are
named with --model, --space, --known or --measured have to be found under the same path in the pods. See docs/kubernetes.md.

Example: ionsieve kubernetes --ionic --shards 16 --image example.org/ionsieve:0.1.0 --claim screenings --out screened > jobs.json`;

/**
 * `ionsieve kubernetes --shards N --image IMAGE --claim CLAIM --out DIR`: a screening as Jobs of Kubernetes.
 * @example program.addCommand(kubernetesCommand());
 */
export function kubernetesCommand(): Command {
  const command = withScreenJobOptions(
    new Command('kubernetes').description('print the Jobs of a screening on Kubernetes'),
  );
  const words = typed(command);
  return command
    .requiredOption('--shards <n>', 'parts of about equal work', wholeNumber('--shards', 1, 100_000))
    .requiredOption('--image <name>', 'image with ionsieve on its path')
    .requiredOption('--claim <name>', 'claim on a volume that all pods can write (ReadWriteMany)')
    .requiredOption('--out <dir>', 'folder for what comes out, in that volume')
    .option('--name <word>', 'begins the names of the Jobs', jobName, 'ionsieve')
    .option('--cpus <n>', 'processors, and threads, of a pod', wholeNumber('--cpus', 1, 256), 1)
    .option('--memory <size>', 'memory of a pod, as Kubernetes writes it', '2Gi')
    .option('--at-once <n>', 'pods that may run at a time', wholeNumber('--at-once', 1, 100_000))
    .addHelpText('after', HELP)
    .action(async (options: KubernetesOptions) => {
      const { shards, out } = options;
      shardUnits(planUnits((await screenJob(options)).plan), { index: 1, count: shards });
      const folder = posix.normalize(out).replace(/\/$/, '');
      if (/^(\/|\.\.?(\/|$))/.test(folder))
        fail('--out', 'a folder in the volume', out, 'give a path without / or .. at its start');
      process.stdout.write(stableJson(kubernetesJobs({ words, shards, folder }, options)));
    });
}

/** The options a command has by now, as they will be typed. */
function typed(command: Command): string[] {
  const words: string[] = [];
  for (const option of command.options) {
    command.on(`option:${option.name()}`, (value?: string) => {
      words.push(option.long!, ...(value === undefined ? [] : [value]));
    });
  }
  return words;
}

/** Kubernetes takes labels of the internet's names. */
function jobName(text: string): string {
  if (!/^[a-z]([a-z0-9-]{0,50}[a-z0-9])?$/.test(text)) {
    fail('--name', 'at most 52 small letters, digits and inner hyphens', `"${text}"`, 'choose another name');
  }
  return text;
}
