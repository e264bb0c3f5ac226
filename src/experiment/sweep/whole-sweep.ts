import type { ChainSetting, SweepSpec } from './define.ts';
import type { SweepExperiment } from './options.ts';

/**
 * The sweep of an experiment with nothing left unsaid: a student that learns labels has the teacher, and one that classifies the threshold,
 * of the experiment where its setting names none.
 * @example wholeSweep(experiment).untuned; // { student, teacher, threshold }
 */
export function wholeSweep({ sweep, methods, labels, threshold }: SweepExperiment): SweepSpec {
  const by = labels !== undefined && 'by' in labels ? labels.by : undefined;
  // A method that groups is refused by checkSetting.
  const teacher = methods.find(({ name }) => name === by) as ChainSetting['teacher'];
  const whole = <Setting extends SweepSpec['space']>(setting: Setting): Setting => {
    if ('method' in setting) return setting;
    const { does, learns } = setting.student;
    return {
      ...setting,
      ...(teacher !== undefined && learns.labels !== undefined && !('teacher' in setting) && { teacher }),
      ...(threshold !== undefined && does === 'classify' && !('threshold' in setting) && { threshold }),
    };
  };
  return { ...sweep, space: whole(sweep.space), untuned: whole(sweep.untuned) };
}
