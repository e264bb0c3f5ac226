import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../src/core/files.ts';

const root = packageRoot();
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('the README', () => {
  test.each(['cubuk2019', 'measured'])(
    'shows the headline numbers that the committed run of %s wrote',
    (experiment) => {
      const file = `results/${experiment}/headline.md`;
      const headline = readFileSync(join(root, file), 'utf8');
      const shown = readme.split(`<!-- headline: ${file} -->`)[1]?.split('<!-- /headline -->')[0];
      expect(shown?.trim()).toBe(headline.trim());
    },
  );

  test('links only to files that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !/^https?:/.test(link));
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect(() => readFileSync(join(root, link.replace(/\/$/, '/README.md')))).not.toThrow();
  });
});
