/** ionsieve/report: written reports and figures. */

export type { Figure, ReportPage } from '../experiment/page.ts';
export { ONCE } from './figure.ts';
export { numberTable } from './page.ts';
export { COLOURS, HUES, renderSvg } from './render.ts';
export { renderPng } from './render-png.ts';
export { writeSweep } from './sweep/write-sweep.ts';
export { intervalText, markdownTable, numberText } from './text.ts';
export type { WriteOptions } from './write-report-files.ts';
export { writeResult } from './write-result.ts';
