import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DrawnTriangle, phaseTriangleFigure } from '../../src/report/phase-triangle-figure.ts';
import { placeLabels } from '../../src/report/place-labels.ts';
import { renderSvg } from '../../src/report/render.ts';

const drawn: DrawnTriangle = {
  elements: ['Li', 'P', 'S'],
  phases: [
    { formula: 'Li', fractions: [1, 0, 0], aboveHull: 0 },
    { formula: 'Li2S', fractions: [2 / 3, 0, 1 / 3], aboveHull: 0 },
    { formula: 'LiS', fractions: [1 / 2, 0, 1 / 2], aboveHull: 0.2 },
    { formula: 'P', fractions: [0, 1, 0], aboveHull: 0 },
    { formula: 'S', fractions: [0, 0, 1], aboveHull: 0 },
  ],
  tieLines: [
    [0, 1],
    [0, 3],
    [1, 3],
    [1, 4],
    [3, 4],
  ],
  asked: [{ formula: 'Li9PS6', fractions: [9, 1, 6] }],
  source: 'a table',
};

test('names stable compounds and what was asked for, not what lies above the hull', async () => {
  const { caption, spec } = phaseTriangleFigure(drawn);
  const svg = await renderSvg(spec);
  const texts = [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map(([, text]) => text);
  for (const text of ['Li₂S', 'Li₉PS₆', 'Li', 'P', 'S', 'Phases of Li, P, S', 'crosses: asked for', 'a table']) {
    expect(texts.filter((each) => each === text)).toHaveLength(1);
  }
  expect(texts).not.toContain('LiS');
  expect(svg.match(/<line/g)!.length).toBeGreaterThanOrEqual(drawn.tieLines.length);
  expect(caption).toContain('n = 5 known phases');
  expect(phaseTriangleFigure({ ...drawn, asked: [] }).caption).not.toContain('crosses');
});

test('is the same each time', async () => {
  const svg = () => renderSvg(phaseTriangleFigure(drawn).spec);
  expect(await svg()).toBe(await svg());
});

test('labels of points that are far from each other hide neither each other nor any point', () => {
  const grid = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
    maxLength: 12,
    selector: String,
  });
  fc.assert(
    fc.property(grid, (cells) => {
      const points = cells.map(([x, y]) => ({ x: 100 * x, y: 60 * y, text: 'Li10GeP2' }));
      const placed = placeLabels(points, [], [], 7);
      placed.forEach((one, i) => {
        expect(Math.hypot(one.edgeX - one.x, one.edgeY - one.y)).toBeLessThan(20);
        for (const other of placed.slice(i + 1)) {
          const apart = Math.abs(one.labelX - other.labelX) >= 56 || Math.abs(one.labelY - other.labelY) >= 13;
          expect(apart).toBe(true);
        }
        for (const { x, y } of points) {
          expect(Math.abs(one.labelX - x) >= 28 || Math.abs(one.labelY - y) >= 6.5).toBe(true);
        }
      });
    }),
  );
});
