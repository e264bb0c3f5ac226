import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** It ships with the package, so that bytes do not depend on the fonts of a machine. */
const FONT_FILE = fileURLToPath(new URL('./fonts/DejaVuSans.ttf', import.meta.url));

/** Pixels of the image for one of the figure. */
const SCALE = 2;

/**
 * A figure as a PNG image of twice its size; equal figures give equal bytes.
 * @param svg as {@link renderSvg} gives it
 * @example renderPng(await renderSvg(figure.spec)).subarray(1, 4); // 'PNG'
 */
export function renderPng(svg: string): Uint8Array {
  // Native code: loaded where a picture is drawn, not with the program.
  const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js') as typeof import('@resvg/resvg-js');
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { fontFiles: [FONT_FILE], loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  });
  return image.render().asPng();
}
