import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { publicNames, ROOMS } from './public-names.ts';

const MOST = 120;

const all = publicNames();
const told = all.map(({ name, from }) => `${name} of ${from}`);
const where = (wanted: (one: (typeof all)[number]) => boolean) => told.filter((_, i) => wanted(all[i]!));

describe('the public names', () => {
  test(`are at most ${MOST} at the root, each of which is in its room too`, () => {
    const ofRoot = all.filter(({ from }) => from === 'ionsieve');
    expect(ofRoot.length).toBeLessThanOrEqual(MOST);
    expect(ofRoot.length).toBeGreaterThan(MOST / 2);
    const ofRooms = new Set(all.filter(({ from }) => from !== 'ionsieve').map(({ name }) => name));
    expect(ofRoot.map(({ name }) => name).filter((name) => !ofRooms.has(name))).toEqual([]);
  });

  test('have a comment each, and what runs has an example', () => {
    expect(where(({ comment }) => comment.trim() === '')).toEqual([]);
    expect(where(({ isValue, examples }) => isValue && examples.length === 0)).toEqual([]);
  });

  test('mean one thing each, and each thing has one name', () => {
    const origins = groupBy(all, ({ name }) => name);
    const names = groupBy(all, ({ origin }) => origin);
    const several = (groups: typeof origins, key: 'name' | 'origin') =>
      [...groups].filter(([, group]) => new Set(group.map((one) => one[key])).size > 1).map(([name]) => name);
    expect(several(origins, 'origin')).toEqual([]);
    expect(several(names, 'name')).toEqual([]);
  });

  test('stand in one room each', () => {
    const rooms = groupBy(
      all.filter(({ from }) => from !== 'ionsieve'),
      ({ name }) => name,
    );
    expect([...rooms].filter(([, group]) => group.length > 1).map(([name]) => name)).toEqual([]);
  });

  test('of every room can be imported by the exports of package.json, and the manual lists the room', () => {
    const { exports } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
    expect(exports['./*']).toEqual({ types: './dist/src/*/index.d.ts', default: './dist/src/*/index.js' });
    const manual = readFileSync(join(packageRoot(), 'docs', 'library.md'), 'utf8');
    const listed = [...manual.matchAll(/^\| `ionsieve\/(\w+)` \|/gm)].map(([, room]) => room!);
    expect(listed.sort()).toEqual(ROOMS);
  });
});

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
