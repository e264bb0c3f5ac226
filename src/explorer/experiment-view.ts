/** Experiments as the page shows them, from the files that a run left behind. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComparedNumber } from '../experiment/findings.ts';
import type { Numbers } from '../experiment/numbers.ts';
import type { ExperimentEntry, ExperimentView } from './api.ts';
import { type FoundExperiment, filesOf } from './run-folder.ts';

/** What summary.json may hold; kinds differ. */
interface Stored {
  readonly title?: string;
  readonly question?: string;
  readonly paper?: { readonly title: string; readonly doi: string; readonly claim: string };
  readonly effort?: string;
  readonly seed?: number;
  readonly compared?: readonly ComparedNumber[];
  readonly numbers?: Numbers;
  readonly not_reproduced?: readonly string[];
}

/**
 * The line of an experiment in the list.
 * @example experimentEntry(folder.experiments[0]).title;
 */
export function experimentEntry({ name, summary }: FoundExperiment): ExperimentEntry {
  const { paper, title, compared = [] } = summary as Stored;
  return {
    name,
    title: paper?.title ?? title ?? name,
    reproduced: compared.filter(({ reproduced }) => reproduced).length,
    compared: compared.length,
  };
}

/**
 * All of an experiment that can be shown. Captions of figures are those of report.md and sweep.md.
 * @example experimentView(folder.experiments[0]).figures.length;
 */
export function experimentView(experiment: FoundExperiment): ExperimentView {
  const stored = experiment.summary as Stored;
  const files = filesOf(experiment.folder);
  const text = ['report.md', 'sweep.md']
    .filter((name) => files.includes(name))
    .map((name) => readFileSync(join(experiment.folder, name), 'utf8'))
    .join('\n');
  const figures = Array.from(text.matchAll(/^!\[(.*)\]\(([^)/]+\.svg)\)$/gm), ([, caption, file]) => ({
    file: file!,
    caption: caption!,
  })).filter(({ file }) => files.includes(file));
  return {
    name: experiment.name,
    title: experimentEntry(experiment).title,
    doi: stored.paper?.doi ?? null,
    claim: stored.paper?.claim ?? stored.question ?? '',
    effort: stored.effort ?? '',
    seed: stored.seed ?? 0,
    compared: stored.compared ?? [],
    numbers: stored.numbers ?? {},
    not_reproduced: stored.not_reproduced ?? [],
    figures,
    files: files.filter((name) => !name.endsWith('.svg')),
  };
}
