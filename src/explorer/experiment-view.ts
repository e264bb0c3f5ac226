/** Experiments as the page shows them, from the files that a run left behind. */
import type { ExperimentEntry, ExperimentView } from './api.ts';
import { type FoundExperiment, filesOf, readFileOf } from './run-folder.ts';

/**
 * The line of an experiment in the list.
 * @example experimentEntry(folder.experiments[0]).title;
 */
export function experimentEntry({ name, summary }: FoundExperiment): ExperimentEntry {
  const { paper, compared = [] } = summary;
  return {
    name,
    title: paper?.title ?? name,
    reproduced: compared.filter(({ reproduced }) => reproduced).length,
    compared: compared.length,
  };
}

/**
 * All of an experiment that can be shown. Captions of figures are those of report.md and sweep.md.
 * @example experimentView(folder.experiments[0]).figures.length;
 */
export function experimentView(experiment: FoundExperiment): ExperimentView {
  const stored = experiment.summary;
  const files = filesOf(experiment.folder);
  const text = ['report.md', 'sweep.md']
    .filter((name) => files.includes(name))
    .map((name) => new TextDecoder().decode(readFileOf(experiment.folder, name)))
    .join('\n');
  const figures = Array.from(text.matchAll(/^!\[(.*)\]\(([^)/]+\.svg)\)$/gm), ([, caption, file]) => ({
    file: file!,
    caption: caption!,
  })).filter(({ file }) => files.includes(file));
  return {
    name: experiment.name,
    title: experimentEntry(experiment).title,
    doi: stored.paper?.doi ?? null,
    claim: stored.paper?.claim ?? '',
    effort: stored.effort ?? '',
    seed: stored.seed ?? 0,
    compared: stored.compared ?? [],
    numbers: stored.numbers ?? {},
    not_reproduced: stored.not_reproduced ?? [],
    figures,
    files: files.filter((name) => !name.endsWith('.svg')),
  };
}
