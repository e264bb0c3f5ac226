/** ionsieve/report: written reports and figures. */

export type { Figure, ReportPage } from '../experiment/page.ts';
export { curveFigures, type DrawnCurves } from './curve-figures.ts';
export { COUNT_LABELS, ONCE } from './figure.ts';
export { funnelFigure, removedRows } from './funnel-figure.ts';
export { type DrawnLearningCurves, learningCurveFigure } from './learning-curve-figure.ts';
export { numberTable } from './page.ts';
export { reliabilityFigure } from './reliability-figure.ts';
export { COLOURS, HUES, renderSvg } from './render.ts';
export { renderPng } from './render-png.ts';
export { writeSweep } from './sweep/write-sweep.ts';
export { intervalText, markdownTable, numberText, percent } from './text.ts';
export type { WriteOptions } from './write-report-files.ts';
export { writeResult } from './write-result.ts';
