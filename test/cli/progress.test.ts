import { afterEach, describe, expect, test, vi } from 'vitest';
import { startProgress } from '../../src/core/progress.ts';
import { capture } from './ionsieve.ts';

afterEach(() => vi.unstubAllEnvs());

/** What a bar writes on a terminal to standard error. */
async function shown(term: string): Promise<string> {
  const { isTTY } = process.stderr;
  vi.stubEnv('TERM', term);
  process.stderr.isTTY = true;
  try {
    const { out, err } = await capture(async () => {
      const bar = startProgress('screen', 4, 'compounds');
      bar.update(4);
      bar.stop();
    });
    expect(out).toBe('');
    return err;
  } finally {
    process.stderr.isTTY = isTTY;
  }
}

describe('a progress bar', () => {
  test('moves the cursor of a terminal, and never colours', async () => {
    const text = await shown('xterm');
    expect(text).toContain('screen ████');
    expect(text).toContain('\u001b[?25l');
    const codes = text.split('\u001b').slice(1);
    expect(codes.length).toBeGreaterThan(3);
    for (const code of codes) expect(code).not.toMatch(/^\[[\d;]*m/);
  });

  test('is not drawn on a terminal that cannot', async () => {
    expect(await shown('dumb')).toBe('');
  });
});
