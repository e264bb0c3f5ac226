import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRecord, recordText } from '../../src/provenance/run-record.ts';
import { RECORD } from './sample-record.ts';

const refusal = (text: string): string => {
  try {
    parseRecord(text, 'run.json');
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('the record of a run', () => {
  test('is read as it was written, whatever the names in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (text, number) => {
          const file = { path: text, bytes: 1, sha256: text };
          const record = { ...RECORD, outputs: [file], parts: [{ ...RECORD.parts[0]!, wall_seconds: number + 0 }] };
          expect(parseRecord(recordText(record), 'x')).toEqual(JSON.parse(JSON.stringify(record)));
        },
      ),
    );
  });

  test('that was edited is reported, whichever value was changed', () => {
    const text = recordText(RECORD);
    const values = [...text.matchAll(/[0-9a-z]/g)].map(({ index }) => index);
    fc.assert(
      fc.property(fc.constantFrom(...values), fc.constantFrom(...'0123456789abcdefz'), (at, letter) => {
        fc.pre(text[at] !== letter);
        const edited = `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
        expect(refusal(edited)).toMatch(/^run\.json: expected /);
      }),
    );
  });

  test('that has the same values in another layout was edited too', () => {
    const line =
      'run.json: expected the record as it was written, found another layout; the record was edited: restore it';
    const other = JSON.stringify(JSON.parse(recordText(RECORD)));
    expect(refusal(other)).toBe(line);
    expect(refusal(recordText(RECORD).trimEnd())).toBe(line);
  });

  test.each([
    [
      'no JSON',
      'top',
      'expected the record of a run, found something else, or a damaged one; give the folder of a run',
    ],
    ['another format', '{"format":"ionsieve-student"}', 'expected the record of a run, found something else'],
    ['null', 'null', 'expected the record of a run, found something else'],
    [
      'of a later version',
      '{"format":"ionsieve-run","version":2}',
      'expected record version 1, found 2; use a matching',
    ],
    ['edited', recordText(RECORD).replace('"bytes": 12,', '"bytes": 13,'), 'the record was edited: restore it'],
  ])('is refused in one line where it is %s', (_what, text, line) => {
    expect(refusal(text)).toContain(line);
  });
});
