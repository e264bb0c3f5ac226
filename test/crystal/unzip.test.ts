import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { unzip } from '../../src/crystal/unzip.ts';

const files = { 'a.cif': strToU8('data_a '.repeat(50)), 'é/b.cif': strToU8('data_b '.repeat(9)) };

test.each([0, 9] as const)('entries come out as they went in, at level %s', (level) => {
  const entries = unzip(zipSync(files, { level }), 'x.zip');
  expect(Object.keys(entries)).toEqual(Object.keys(files));
  for (const [name, content] of Object.entries(files))
    expect(Buffer.from(entries[name]!)).toEqual(Buffer.from(content));
});

test('a bit of the content that is flipped is found by the checksum, which fflate does not look at', () => {
  const zip = zipSync(files, { level: 0 });
  zip[60]! ^= 1;
  expect(() => unzip(zip, 'x.zip')).toThrow(
    'x.zip: expected a whole zip archive, found another checksum of a.cif; fetch',
  );
});

test('a name that is flipped in the directory is found by the name beside the content', () => {
  const zip = zipSync(files, { level: 0 });
  zip[Buffer.from(zip).lastIndexOf('a.cif')]! ^= 1;
  expect(() => unzip(zip, 'x.zip')).toThrow('found two names of a file; fetch the file again');
});

test('a size that no compression reaches is refused before memory is taken for it', () => {
  const zip = Buffer.from(zipSync(files, { level: 9 }));
  zip.writeUInt32LE(0xf0000000, zip.indexOf('PK\u0001\u0002') + 24);
  expect(() => unzip(zip, 'x.zip')).toThrow('found an impossible size; fetch the file again');
});
