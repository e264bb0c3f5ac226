import { type Config, parse, resetSVGDefIds, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

const FONT = 'DejaVu Sans, Verdana, Arial, sans-serif';

/** One style for all figures: readable in print, colours safe for colour-blind eyes (Okabe and Ito). */
const STYLE = {
  background: 'white',
  font: FONT,
  axis: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal', gridColor: '#e6e6e6', labelLimit: 240 },
  legend: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal' },
  title: { fontSize: 13, anchor: 'start', subtitleFontSize: 11, subtitleColor: '#444444' },
  view: { stroke: null },
} as const;

/** Colours of the figures: measured fast, measured slow, and one for everything else. */
export const COLOURS = { fast: '#d55e00', slow: '#0072b2', plain: '#4d4d4d' } as const;

/**
 * A Vega-Lite figure as SVG text, without a browser; equal specifications give equal bytes, when one is drawn after the other.
 * @example await renderSvg({ data: { values: [{ a: 1 }] }, mark: 'point', encoding: { x: { field: 'a', type: 'quantitative' } } });
 */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  const { spec: vegaSpec } = compile(spec, { config: STYLE });
  const view = new View(parse(vegaSpec, undefined as unknown as Config), { renderer: 'none' });
  resetSVGDefIds(); // ids of gradients count on from figure to figure
  const svg = await view.toSVG();
  view.finalize();
  return `${svg}\n`;
}
