import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { followLink } from '../../src/optimade/follow-link.ts';
import { baseUrl } from '../../src/optimade/providers.ts';
import { readPage } from '../../src/optimade/read-page.ts';
import { sampleStructures, toEntry } from './entries.ts';

const entry = toEntry(sampleStructures[2]!);
const page = (more: object = {}) => JSON.stringify({ data: [entry], meta: { api_version: '1.2.0' }, ...more });

describe('a page', () => {
  test('gives structures, counts and the link to the next, and passes over what it does not know', () => {
    const meta = { api_version: 'v1.1.0', data_available: 10, data_returned: 3, _exmpl_x: [1] };
    const found = readPage(
      page({ meta, links: { next: { href: 'http://a/?p=2', meta: {} } }, included: [], jsonapi: 7 }),
      'w',
    );
    expect(found).toMatchObject({
      ids: ['mp-22905'],
      leftOut: [],
      next: 'http://a/?p=2',
      apiVersion: 'v1.1.0',
      dataAvailable: 10,
      dataReturned: 3,
    });
    expect(found.structures[0]!.id).toBe('mp-22905');
  });

  test.each<[object, string | undefined]>([
    [{ links: { next: 'http://a/2' } }, 'http://a/2'],
    [{ links: { next: null } }, undefined],
    [{ links: null }, undefined],
    [{ links: { next: '' } }, undefined],
    [{}, undefined],
  ])('has a next link as text, none, or null: %j', (more, next) => {
    expect(readPage(page(more), 'w').next).toBe(next);
  });

  test('leaves out entries at fault, with path, and keeps the others', () => {
    const bad = { ...entry, attributes: { ...entry.attributes, species: 7 } };
    const found = readPage(page({ data: [bad, entry, { id: 8 }, null, 'x'] }), 'w');
    expect(found.structures.length).toBe(1);
    expect(found.leftOut.map(({ id, reason }) => [id, reason])).toEqual([
      ['mp-22905', 'no species'],
      ['data[2]', 'no entry with an id'],
      ['data[3]', 'no entry with an id'],
      ['data[4]', 'no entry with an id'],
    ]);
    expect(found.leftOut[0]!.detail).toBe('data[0].attributes.species: expected a list of species, found 7');
  });

  test('with NaN, which is no JSON, leaves out the entry only', () => {
    const text = page({ data: [entry, { ...entry, attributes: { ...entry.attributes, lattice_vectors: 'HERE' } }] });
    const found = readPage(text.replace('"HERE"', '[[NaN,0,0],[0,1,0],[0,0,-Infinity]]'), 'w');
    expect(found.structures.length).toBe(1);
    expect(found.leftOut).toMatchObject([{ reason: 'lattice: no number' }]);
  });

  test.each<[string, RegExp]>([
    ['', /^w: expected JSON, found nothing; /],
    [
      '<!doctype html><p>busy',
      /^w: expected JSON, found a web page; check that the address is that of an OPTIMADE server$/,
    ],
    [page().slice(0, -30), /^w: expected JSON, found .*JSON/],
    ['[1]', /the answer to be an object, found a list of 1/],
    ['null', /the answer to be an object, found null/],
    ['{"data": {"a": 1}}', /^w: expected data to be a list of entries, found an object; /],
    [page({ links: [] }), /links to be an object, found a list of 0/],
    [page({ links: { next: 7 } }), /links\.next to be an address, or an object with href, found 7/],
    [page({ links: { next: { href: {} } } }), /links\.next .* found an object/],
    [page({ meta: 'x' }), /meta to be an object, found "x"/],
    [page({ meta: { api_version: 1 } }), /meta\.api_version to be version 1, found 1/],
    [page({ meta: { api_version: '2.0' } }), /meta\.api_version to be version 1, found "2.0"/],
    [page({ meta: { data_available: '10' } }), /meta\.data_available to be a whole number, found "10"/],
    [page({ meta: { data_returned: -1 } }), /meta\.data_returned to be a whole number, found -1/],
    ['{"errors": [{"detail": "no\\nmore"}, {"title": "x"}, {}]}', /found errors of the server: no more; x; no detail;/],
  ])('at fault is refused with its path: %j', (text, message) => {
    expect(() => readPage(text, 'w')).toThrow(UserError);
    expect(() => readPage(text, 'w')).toThrow(message);
  });

  test('nested a million deep, or with a million brackets, is a mistake and no crash', () => {
    for (const text of [
      '['.repeat(1e6),
      `{"data":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
      `{"data":1,"links":${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}}`,
    ]) {
      try {
        readPage(text, 'w');
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }
  });

  test('of any JSON gives a page or one line', () => {
    const part = fc.jsonValue();
    const like = fc.record(
      {
        data: fc.oneof(part, fc.array(fc.record({ id: part, attributes: part }, { requiredKeys: [] }))),
        links: part,
        meta: part,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          like.map((value) => JSON.stringify(value)),
          fc.string(),
        ),
        (text) => {
          try {
            const { ids, structures, leftOut } = readPage(text, 'w');
            expect(structures.length + leftOut.length).toBe(ids.length);
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
            expect(error.message).not.toContain('\n');
          }
        },
      ),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe('a provider', () => {
  test.each([
    ['mp', 'https://optimade.materialsproject.org/v1'],
    ['http://localhost:5000', 'http://localhost:5000/v1'],
    ['https://example.org/optimade/', 'https://example.org/optimade/v1'],
    ['https://example.org/optimade/v1', 'https://example.org/optimade/v1'],
    ['https://example.org/optimade/v1/structures', 'https://example.org/optimade/v1'],
  ])('%s is at %s', (provider, base) => expect(baseUrl(provider)).toBe(base));

  test.each([
    [
      'alexandira',
      /^--provider: expected one of mp, oqmd, cod, alexandria, nomad, or an address, found "alexandira"; did you mean alexandria\?$/,
    ],
    ['toString', /name one, or give the address of a server$/],
    ['ftp://example.org', /expected an http or https address without \? and #/],
    ['http://', /expected an http or https address/],
    ['https://example.org/?filter=x', /without \? and #/],
    ['https://me:secret@example.org', /without a user name, found one with it/],
  ])('%s is refused', (provider, message) => expect(() => baseUrl(provider)).toThrow(message));
});

describe('a link', () => {
  const from = 'https://example.org/v1/structures?page_offset=0';
  test.each([
    ['?page_offset=10', 'https://example.org/v1/structures?page_offset=10'],
    ['http://example.org/v1/structures?p=2#top', 'https://example.org/v1/structures?p=2'],
    ['https://other.org:81/x', 'https://other.org:81/x'],
  ])('%s leads to %s', (link, target) => expect(followLink(link, from, ['other.org:81'])).toBe(target));

  test.each([
    [
      'https://evil.org/',
      /expected a link to example\.org, found one to evil\.org; allow it with --allow-host evil\.org if you trust it$/,
    ],
    ['http://127.0.0.1/', /found one to 127\.0\.0\.1/],
    ['https://example.org:8443/', /found one to example\.org:8443/],
    ['file:///etc/passwd', /expected a link to http or https/],
    ['http://', /expected a link of up to/],
    [`?x=${'x'.repeat(20_000)}`, /expected a link of up to/],
  ])('%s is refused', (link, message) => expect(() => followLink(link, from, [])).toThrow(message));
});
