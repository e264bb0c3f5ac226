import type { Config } from 'vega';
import type { Config as Style, TopLevelSpec } from 'vega-lite';

const FONT = 'DejaVu Sans, Verdana, Arial, sans-serif';

/**
 * Colours of the figures: measured fast, measured slow, and one for everything else.
 * @example ({ mark: { type: 'point', color: COLOURS.fast } });
 */
export const COLOURS = { fast: '#d55e00', slow: '#0072b2', plain: '#4d4d4d' } as const;

/**
 * Hues that colour-blind eyes tell apart (Okabe and Ito; a grey for their yellow, which paper swallows).
 * @example ({ scale: { range: HUES.slice(0, 3) } });
 */
export const HUES = [
  COLOURS.fast,
  COLOURS.slow,
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#000000',
  '#999999',
] as const;

/** One style for all figures: readable in print, colours safe for colour-blind eyes. */
const STYLE: Style = {
  aria: false, // marks of a figure are no help to a screen reader: the whole has a name
  background: 'white',
  font: FONT,
  axis: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal', gridColor: '#e6e6e6', labelLimit: 240 },
  legend: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal' },
  header: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal' },
  title: { fontSize: 13, anchor: 'start', subtitleFontSize: 11, subtitleColor: '#444444' },
  view: { stroke: null },
  range: { category: [...HUES] },
};

/**
 * A Vega-Lite figure as SVG text, without a browser; equal specifications give equal bytes, when one is drawn after the other.
 * Its title is its name for screen readers.
 * @example await renderSvg({ title: 'A point', data: { values: [{ a: 1 }] }, mark: 'point', encoding: { x: { field: 'a', type: 'quantitative' } } });
 */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  // Large: loaded where a figure is drawn, not with the program.
  const [{ compile }, { parse, resetSVGDefIds, View }] = await Promise.all([import('vega-lite'), import('vega')]);
  const { spec: vegaSpec } = compile(spec, { config: STYLE });
  const view = new View(parse(vegaSpec, undefined as unknown as Config), { renderer: 'none' });
  resetSVGDefIds(); // ids of gradients count on from figure to figure
  const svg = await view.toSVG();
  view.finalize();
  return `${withName(slim(svg), titleOf(spec))}\n`;
}

/** A tag, in which `>` stands between quotes at most. */
const TAG = /<(?:"[^"]*"|[^">])*>/g;

/** Attributes that say what holds without them, and those of parts that the name of the whole stands for. */
const NEEDLESS =
  / (?:font-family="[^"]*"|opacity="1"|stroke-width="1"|(?:pointer-events|role|class|aria-\w+)="[^"]*")/g;

/** Frames that show nothing. */
const EMPTY = /<path d="(?:" display="none|M0,0h0v0h0Z)"\/>/g;

/** The font once, for the whole; short colours; coordinates to a hundredth of a pixel. */
function slim(svg: string): string {
  const tags = svg.replaceAll(TAG, (tag) =>
    tag
      .replaceAll(NEEDLESS, '')
      .replace(/^((?!.* stroke=).*) stroke-width="[^"]*"/, '$1')
      .replaceAll(/rgb\((\d+), (\d+), (\d+)\)/g, (_, ...rgb: string[]) => `#${rgb.slice(0, 3).map(hex).join('')}`)
      .replaceAll(/-?\d*\.\d{3,}/g, (number) => `${Number(Number(number).toFixed(2))}`),
  );
  return tags.replaceAll(EMPTY, '').replace('<svg', `<svg font-family="${FONT}"`);
}

const hex = (value: string): string => Number(value).toString(16).padStart(2, '0');

function withName(svg: string, name: string): string {
  return svg.replace('<svg', `<svg role="img" aria-label="${escapeXml(name)}"`);
}

function titleOf({ title }: TopLevelSpec): string {
  const text = typeof title === 'object' && 'text' in title ? title.text : title;
  return typeof text === 'string' ? text : '';
}

/**
 * Text as it stands in SVG and HTML.
 * @example escapeXml('a < b'); // 'a &lt; b'
 */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
