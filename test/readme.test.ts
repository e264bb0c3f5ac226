import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../src/core/files.ts';

const root = packageRoot();
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('the README', () => {
  test('shows the headline numbers that the committed run wrote', () => {
    const headline = readFileSync(join(root, 'results', 'cubuk2019', 'headline.md'), 'utf8');
    const [, shown] = /<!-- headline: \S+ -->\n([\s\S]*?)<!-- \/headline -->/.exec(readme) ?? [];
    expect(shown?.trim()).toBe(headline.trim());
  });

  test('links only to files that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !/^https?:/.test(link));
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect(() => readFileSync(join(root, link.replace(/\/$/, '/README.md')))).not.toThrow();
  });
});
