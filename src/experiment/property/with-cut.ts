import { type Cut, margin } from '../../dataset/target.ts';
import type { PropertyData } from './load-table.ts';

/**
 * The same compounds with classes that begin elsewhere.
 * @param cut null for no classes
 * @example withCut(data, { at: -3, better: 'larger' }).labels; // 1 for values of -3 and above
 */
export function withCut(data: PropertyData, cut: Cut | null): PropertyData {
  return { ...data, cut, labels: cut && Array.from(data.y, (value) => (margin(cut, value) >= 0 ? 1 : 0)) };
}
