/** Colours of scores: viridis, which stays in order for colour-blind eyes and in print. */

const STOPS = [
  '#440154',
  '#482878',
  '#3e4989',
  '#31688e',
  '#26828e',
  '#1f9e89',
  '#35b779',
  '#6ece58',
  '#b5de2b',
  '#fde725',
];
const RGB = STOPS.map((hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)));

/**
 * A colour for a share of a range; what is outside is drawn to the nearer end.
 * @example viridis(0); // 'rgb(68 1 84)'
 */
export function viridis(share: number): string {
  return `rgb(${channels(share).join(' ')})`;
}

/**
 * Black or white, whichever reads better on viridis(share).
 * @example inkOn(0); // '#fff'
 */
export function inkOn(share: number): string {
  const [r, g, b] = channels(share).map((c) => (c / 255 <= 0.04045 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  return luminance > 0.179 ? '#000' : '#fff';
}

function channels(share: number): number[] {
  const at = Math.min(1, Math.max(0, share)) * (RGB.length - 1);
  const i = Math.min(RGB.length - 2, Math.floor(at));
  return RGB[i]!.map((low, c) => Math.round(low + (RGB[i + 1]![c]! - low) * (at - i)));
}
