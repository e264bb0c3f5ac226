import { expect, test } from 'vitest';
import { matrixFrom } from '../../../src/core/matrix.ts';
import { checkLesson } from '../../../src/experiment/property/check-lesson.ts';
import { learnMethod } from '../../../src/experiment/property/learn-methods.ts';
import type { LearnRequest } from '../../../src/experiment/property/learn-request.ts';
import type { PropertyData } from '../../../src/experiment/property/load-table.ts';

const request = { file: 't.csv', value: 'v', method: learnMethod('ridge') } as LearnRequest;
const data = { y: Float64Array.from({ length: 10 }, (_, i) => i), counts: {}, unread: [] } as unknown as PropertyData;
const rows = (last: number) => matrixFrom(Array.from({ length: 10 }, (_, i) => [1, i === 9 ? last : 2]));

test('descriptors that are the same for all compounds are refused; one constant column is not', () => {
  expect(() => checkLesson(request, data, rows(3))).not.toThrow();
  expect(() => checkLesson(request, data, rows(2))).toThrow(
    't.csv, descriptors of ridge: expected numbers that differ, found the same for all 10 compounds; choose other --descriptors',
  );
});
