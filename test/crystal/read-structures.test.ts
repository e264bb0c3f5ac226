import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readStructures } from '../../src/crystal/read-structures.ts';

const CIF = `data_x
_cell_length_a 4\n_cell_length_b 4\n_cell_length_c 4\n_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90
_space_group_IT_number 1\nloop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nLi1 0 0 0\n`;
const line = (id: string) => `{"id":"${id}","cell":[4,4,4,90,90,90],"species":["Li"],"frac":[0,0,0]}\n`;

let folder: string;
const at = (name: string) => join(folder, name);
const ids = (paths: string[], notes: string[] = []) => Array.from(readStructures(paths, notes), ({ id }) => id);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'structures-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('readStructures', () => {
  test('reads CIF and JSON lines, plain and gzip, in the order given', () => {
    writeFileSync(at('b.cif'), CIF);
    writeFileSync(at('a.CIF.gz'), gzipSync(CIF));
    writeFileSync(at('c.jsonl'), line('one') + line('two'));
    writeFileSync(at('d.jsonl.gz'), gzipSync(line('three')));
    expect(ids([at('b.cif'), at('a.CIF.gz'), at('c.jsonl'), at('d.jsonl.gz')])).toEqual([
      'b',
      'a',
      'one',
      'two',
      'three',
    ]);
  });

  test('UTF-16 is named, with a byte order mark and without', () => {
    for (const mark of ['\uFEFF', '']) {
      writeFileSync(at('a.cif'), `${mark}${CIF}`, 'utf16le');
      writeFileSync(at('b.jsonl'), `${mark}${line('one')}`, 'utf16le');
      for (const name of ['a.cif', 'b.jsonl'])
        expect(() => ids([at(name)])).toThrow(
          `${name}: expected structures in UTF-8, found UTF-16 or binary data; save it as text in UTF-8`,
        );
    }
  });

  test('reads zip archives by name and counts other files', () => {
    const entries = {
      'z.cif': strToU8(CIF),
      'in/a.cif': strToU8(CIF),
      'm.jsonl.gz': gzipSync(line('m')),
      'r.txt': strToU8('-'),
    };
    writeFileSync(at('all.zip'), zipSync(entries));
    const notes: string[] = [];
    expect(ids([at('all.zip')], notes)).toEqual(['a', 'm', 'z']);
    expect(notes).toEqual([`${at('all.zip')}: 1 files of other kinds passed over`]);
  });

  test('reads folders at all levels by name, archives in them too, and counts other files', () => {
    mkdirSync(at('sub/deep'), { recursive: true });
    mkdirSync(at('a.cif'));
    writeFileSync(at('sub/deep/x.cif'), CIF);
    writeFileSync(at('sub/b.jsonl'), line('b'));
    writeFileSync(at('sub/c.zip'), zipSync({ 'inner.cif': strToU8(CIF) }));
    writeFileSync(at('a.cif/first.cif'), CIF);
    writeFileSync(at('README.md'), 'read me');
    const notes: string[] = [];
    expect(ids([folder], notes)).toEqual(['first', 'b', 'inner', 'x']);
    expect(notes).toEqual([`${folder}: 1 files of other kinds passed over`]);
  });

  test('reads nothing before it is asked', () => {
    writeFileSync(at('a.cif'), CIF);
    const structures = readStructures([at('a.cif'), at('missing.cif')]);
    expect(structures.next().value!.id).toBe('a');
    expect(() => structures.next()).toThrow('missing.cif');
  });

  test('names the file within an archive when a structure is damaged', () => {
    writeFileSync(at('all.zip'), zipSync({ 'sub/x.cif': strToU8(CIF.replace('Li1 0', 'Li1 NaN')) }));
    expect(() => ids([at('all.zip')])).toThrow(
      `${at('all.zip')}/sub/x.cif, line 14: expected a number for _atom_site_fract_x`,
    );
  });
});

describe('readStructures refuses in one line', () => {
  const cases: [title: string, name: string, content: Uint8Array | string | undefined, message: string][] = [
    ['a missing path', 'no.cif', undefined, 'expected a file or folder, found none; check the path'],
    [
      'another kind of file',
      'x.xyz',
      '1',
      'expected .cif, .jsonl (either also as .gz), .zip of these, or a folder, found another kind',
    ],
    ['an empty file', 'x.cif', '', 'expected structures, found an empty file; fetch the file again'],
    ['an empty JSON-lines file', 'x.jsonl', '', 'expected structures, found an empty file'],
    ['an empty file inside gzip', 'x.cif.gz', gzipSync(''), 'expected structures, found an empty file'],
    ['cut gzip data', 'x.cif.gz', gzipSync(CIF).subarray(0, 40), 'expected whole gzip data'],
    ['a damaged archive', 'x.zip', 'no zip', 'expected a whole zip archive, found invalid zip data'],
    ['an archive without structures', 'x.zip', zipSync({ 'a.txt': strToU8('a') }), 'found none among 1 files'],
    [
      'cut gzip data in an archive',
      'x.zip',
      zipSync({ 'a.cif.gz': gzipSync(CIF).subarray(0, 40) }),
      'x.zip/a.cif.gz: expected whole gzip data',
    ],
  ];

  test.each(cases)('%s', (_title, name, content, message) => {
    if (content !== undefined) writeFileSync(at(name), content);
    expect(() => ids([at(name)])).toThrow(message);
    expect(() => ids([at(name)])).toThrow(new RegExp(`^${at(name)}[^\\n]*$`));
  });

  test('an empty folder', () => {
    expect(() => ids([folder])).toThrow(
      `${folder}: expected .cif, .jsonl (either also as .gz), .zip of these, or a folder, found none among 0 files`,
    );
  });
});
