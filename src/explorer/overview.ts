import { basename } from 'node:path';
import { packageVersion } from '../core/files.ts';
import type { Overview } from './api.ts';
import { experimentEntry } from './experiment-view.ts';
import { modelLimits } from './model-limits.ts';
import type { RunFolder } from './run-folder.ts';
import { benchSpeeds } from './speeds.ts';

/**
 * What a folder holds, for the first view.
 * @example overviewOf(openRunFolder('results')).experiments.length;
 */
export function overviewOf({ path, screenings, experiments }: RunFolder): Overview {
  return {
    version: packageVersion(),
    folder: basename(path),
    screenings: screenings.map(({ name, summary: { student, scored, reached, value, goal } }) => ({
      ...{ name, student, scored, reached, value, goal },
    })),
    experiments: experiments.map(experimentEntry),
    speeds: benchSpeeds(path),
    limits: modelLimits(),
  };
}
