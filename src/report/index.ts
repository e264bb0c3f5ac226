/** ionsieve/report: written reports and figures. */

export { renderSvg } from './render.ts';
export { renderPng } from './render-png.ts';
export { writeSweep } from './sweep/write-sweep.ts';
export type { WriteOptions } from './write-report-files.ts';
export { writeResult } from './write-result.ts';
