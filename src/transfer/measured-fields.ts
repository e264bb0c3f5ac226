/** How a measurement stands in a row of a result, in front of what is predicted. */
import { isAtRoomTemperature, type Measurement } from './measurements.ts';

/** What was measured of a compound; null throughout where nothing was. */
export interface MeasuredFields {
  /** The figure in words, with its unit: `2.53e-3 S/cm (median of 8 over 2.6 decades)`, or `below 1e-10 S/cm`. */
  readonly measured: string | null;
  /** Table and sources. */
  readonly measured_source: string | null;
  /** `disagrees`: a measurement at room temperature lies outside the predicted 90 % interval. Null without both. */
  readonly measured_against_predicted: 'agrees' | 'disagrees' | null;
  /** log10 of the figure; the limit for one below it. */
  readonly measured_log10_S_per_cm: number | null;
  /** Whether the figure is an upper bound. */
  readonly measured_is_bound: 'yes' | 'no' | null;
  /** Degrees Celsius; null also for a table that says only that it is room temperature. */
  readonly measured_temperature_C: number | null;
  /** The composition that was measured: within 1 % of the compound in every atomic fraction. */
  readonly measured_formula: string | null;
  /** What other tables say, or other compositions within 1 %. */
  readonly also_measured: string | null;
}

/** The names of {@link MeasuredFields}, in the order of a row. */
export const MEASURED_FIELDS = [
  'measured',
  'measured_source',
  'measured_against_predicted',
  'measured_log10_S_per_cm',
  'measured_is_bound',
  'measured_temperature_C',
  'measured_formula',
  'also_measured',
] as const satisfies readonly (keyof MeasuredFields)[];

/** Ends of a predicted interval, log10 S/cm; null where nothing is predicted. */
export interface PredictedInterval {
  readonly low: number | null;
  readonly high: number | null;
}

const NOTHING: MeasuredFields = {
  measured: null,
  measured_source: null,
  measured_against_predicted: null,
  measured_log10_S_per_cm: null,
  measured_is_bound: null,
  measured_temperature_C: null,
  measured_formula: null,
  also_measured: null,
};

/**
 * The fields of what was found, best first.
 * @param interval null where nothing is predicted
 * @example measuredFields(find(parseFormula('Li2S')), null).measured; // '1e-13 S/cm'
 */
export function measuredFields(found: readonly Measurement[], interval: PredictedInterval | null): MeasuredFields {
  const [best, ...others] = found;
  if (best === undefined) return NOTHING;
  const also = others.map((other) => {
    const name = other.formula === best.formula ? '' : `${other.formula} `;
    return `${name}${measurementText(other)}, ${sourceText(other)}`;
  });
  return {
    measured: measurementText(best),
    measured_source: sourceText(best),
    measured_against_predicted: isAtRoomTemperature(best) ? agreement(best, interval) : null,
    measured_log10_S_per_cm: best.log10Conductivity,
    measured_is_bound: best.isUpperBound ? 'yes' : 'no',
    measured_temperature_C: best.temperatureC,
    measured_formula: best.formula,
    also_measured: also.length === 0 ? null : also.join('; '),
  };
}

/** An upper bound contradicts an interval that lies wholly above it, and no other. */
function agreement({ log10Conductivity, isUpperBound }: Measurement, interval: PredictedInterval | null) {
  const { low, high } = interval ?? { low: null, high: null };
  if (low === null || high === null) return null;
  return log10Conductivity >= low && (isUpperBound || log10Conductivity <= high) ? 'agrees' : 'disagrees';
}

/**
 * A measurement in words: the figure with three digits, its temperature where it is not room temperature, and how far several lie apart.
 * @example measurementText(find(parseFormula('LiScO2'))[0]); // 'below 1e-10 S/cm'
 */
export function measurementText(measurement: Measurement): string {
  const { log10Conductivity, isUpperBound, temperatureC, measurements, spreadLog10 } = measurement;
  const figure = Number((10 ** log10Conductivity).toPrecision(3)).toExponential();
  const bound = isUpperBound ? 'below ' : '';
  const place = isAtRoomTemperature(measurement) ? '' : ` at ${temperatureC} C`;
  const middle = isUpperBound ? `${measurements} measurements` : `median of ${measurements}`;
  const several = measurements === 1 ? '' : ` (${middle} over ${spreadLog10.toFixed(1)} decades)`;
  return `${bound}${figure} S/cm${place}${several}`;
}

function sourceText({ table, sources }: Measurement): string {
  return sources.length === 0 ? table : `${table}: ${sources.join(', ')}`;
}
