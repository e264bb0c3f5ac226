import type { PropertyMethod } from '../property/method.ts';
import type { SweepSetting } from './define.ts';

/**
 * The methods of a setting: first the one that answers about held-out compounds, then the one that labels for it, if any.
 * @example settingMethods({ student, teacher })[1] === teacher; // true
 */
export function settingMethods(setting: SweepSetting): readonly [PropertyMethod, ...PropertyMethod[]] {
  if ('method' in setting) return [setting.method];
  return setting.teacher === undefined ? [setting.student] : [setting.student, setting.teacher];
}
