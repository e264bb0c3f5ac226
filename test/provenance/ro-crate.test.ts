import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Crate, type CrateEntity, roCrate } from '../../src/provenance/ro-crate.ts';
import type { RunRecord } from '../../src/provenance/run-record.ts';
import { PART, RECORD } from './sample-record.ts';

// The rules are those of https://w3id.org/ro/crate/1.1 and https://w3id.org/ro/wfrun/process/0.5.

const FILE = { path: 'run.json', bytes: 99, sha256: '5'.repeat(64) };
const crateOf = (record: RunRecord): Crate => roCrate([{ file: FILE, record }]);
const byId = (crate: Crate) => new Map(crate['@graph'].map((entity) => [entity['@id'], entity]));

/** Those in use; all are in the first context, as the npm package ro-crate 3.7.2 has it, but sha256, which is in the second. */
const TERMS = [
  ...['about', 'conformsTo', 'contentSize', 'datePublished', 'description', 'encodingFormat', 'endTime', 'hasPart'],
  ...['instrument', 'license', 'mentions', 'name', 'object', 'result', 'sha256', 'startTime', 'version'],
];

/** Every @id that an entity points to. */
function references(entity: CrateEntity): string[] {
  return Object.values(entity)
    .flat()
    .flatMap((value) => (typeof value === 'object' && '@id' in value ? [value['@id']] : []));
}

/** Where the rules are broken. */
function broken(crate: Crate): string[] {
  const entities = byId(crate);
  const root = entities.get('./')!;
  const parts = (root.hasPart as { '@id': string }[]).map((part) => part['@id']);
  const known = (id: string): boolean => entities.has(id) || id === 'https://w3id.org/ro/crate/1.1';
  const files = crate['@graph'].filter((entity) => entity['@type'] === 'File').map((entity) => entity['@id']);
  return [
    ...crate['@graph']
      .flatMap(references)
      .filter((id) => !known(id))
      .map((id) => `points to nothing: ${id}`),
    ...(entities.size === crate['@graph'].length ? [] : ['an @id twice']),
    ...files.filter((id) => !parts.includes(id)).map((id) => `a file that is no part: ${id}`),
    ...parts.filter((id) => !files.includes(id)).map((id) => `a part that is no file: ${id}`),
    ...files.filter((id) => /^([A-Za-z][\w+.-]*:|\/|\.\.)|[ #?"<>\\^`{|}]|%(?![0-9A-F]{2})/.test(id)),
    ...[...entities.keys()]
      .filter((id) => !URL.canParse(id, 'https://example.org/crate/'))
      .map((id) => `no URI: ${id}`),
    ...['name', 'description', 'datePublished', 'license']
      .filter((key) => !root[key])
      .map((key) => `a root without ${key}`),
  ];
}

describe('the metadata of a run', () => {
  test('have what RO-Crate 1.1 and the profile of runs demand', () => {
    const crate = crateOf(RECORD);
    expect(broken(crate)).toEqual([]);
    expect(crate['@context'][0]).toBe('https://w3id.org/ro/crate/1.1/context');
    const terms = new Set(crate['@graph'].flatMap(Object.keys).filter((key) => !key.startsWith('@')));
    expect([...terms].sort()).toEqual(TERMS);
    const entities = byId(crate);
    expect(entities.get('ro-crate-metadata.json')).toEqual({
      '@id': 'ro-crate-metadata.json',
      '@type': 'CreativeWork',
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
      about: { '@id': './' },
    });
    expect(entities.get('./')).toMatchObject({
      '@type': 'Dataset',
      conformsTo: { '@id': 'https://w3id.org/ro/wfrun/process/0.5' },
      datePublished: PART.ended,
      mentions: [{ '@id': `#run-${PART.ended}` }],
    });
    expect(entities.get('top%20100%20%25.csv')).toEqual({
      ...{ '@id': 'top%20100%20%25.csv', '@type': 'File', name: 'top 100 %.csv' },
      ...{ encodingFormat: 'text/csv', contentSize: '4', sha256: '4'.repeat(64) },
    });
    const action = entities.get(`#run-${PART.ended}`)!;
    expect(action).toMatchObject({ '@type': 'CreateAction', startTime: PART.started, endTime: PART.ended });
    expect(action.description).toContain("ionsieve screen --elements P,S --out 'two words'");
    expect(entities.get((action.instrument as { '@id': string })['@id'])).toMatchObject({
      ...{ '@type': 'SoftwareApplication', name: 'ionsieve', version: '0.1.0' },
    });
    expect((action.result as unknown[]).length).toBe(RECORD.outputs.length);
  });

  test('name an input that is not in the folder by its hash, and the licence of a table of the package', () => {
    const crate = crateOf(RECORD);
    const sources = crate['@graph'].filter(({ '@id': id }) => /^#(folder|package)\//.test(id));
    expect(sources.map(({ name, sha256 }) => [name, sha256])).toEqual(
      RECORD.inputs.map(({ path, sha256 }) => [path, sha256]),
    );
    expect(sources.map(({ license }) => license !== undefined)).toEqual([false, true]);
  });

  test('break no rule whatever the files are called, and wherever they stand', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/\p{Surrogate}/u.test(text) && !/^\.*$|[/\\\0]/.test(text));
    const file = fc.record({
      path: fc.oneof(
        name,
        fc.tuple(name, name).map(([a, b]) => `${a}/${b}`),
      ),
      bytes: fc.nat(),
      sha256: fc.constant('6'.repeat(64)),
    });
    const input = fc.record({
      from: fc.constantFrom('folder' as const, 'package' as const),
      up: fc.constantFrom('', '../'),
      file,
    });
    fc.assert(
      fc.property(fc.array(file), fc.array(input), (outputs, inputs) => {
        const read = inputs.map(({ from, up, file: { path, ...rest } }) => ({ from, path: up + path, ...rest }));
        expect(broken(crateOf({ ...RECORD, outputs, inputs: read }))).toEqual([]);
      }),
    );
  });

  test('of several runs in one folder have an action for each, and each file once', () => {
    const other = {
      ...RECORD,
      parts: [{ ...PART, command: ['ionsieve', 'sweep'], ended: '2026-01-02T04:00:00.000Z' }],
    };
    const crate = roCrate([
      { file: FILE, record: RECORD },
      { file: { ...FILE, path: 'sweep.run.json' }, record: other },
    ]);
    expect(broken(crate)).toEqual([]);
    const entities = byId(crate);
    expect(entities.get('./')!.mentions).toEqual([
      { '@id': `#run-${PART.ended}` },
      { '@id': '#run-2026-01-02T04:00:00.000Z' },
    ]);
    expect(entities.get('./')).toMatchObject({
      name: 'ionsieve screen, ionsieve sweep, 2026-01-02',
      datePublished: '2026-01-02T04:00:00.000Z',
    });
  });

  test('begin a run that was continued where it began', () => {
    const lost = { ...RECORD, parts: [{ lost_after: '2026-01-01T00:00:00.000Z' }, PART] };
    const continued = { ...RECORD, parts: [{ ...PART, started: '2026-01-01T00:00:00.000Z' }, PART] };
    const action = (record: RunRecord) => byId(crateOf(record)).get(`#run-${PART.ended}`)!;
    expect(action(lost)).not.toHaveProperty('startTime');
    expect(action(continued).startTime).toBe('2026-01-01T00:00:00.000Z');
  });
});
