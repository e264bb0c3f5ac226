import { afterEach, describe, expect, test, vi } from 'vitest';
import { progressBar } from '../../src/cli/progress-bar.ts';
import { capture } from './ionsieve.ts';

afterEach(() => vi.unstubAllEnvs());

/** What a bar writes on a terminal to standard error. */
async function shown(term: string): Promise<string> {
  const { isTTY } = process.stderr;
  vi.stubEnv('TERM', term);
  process.stderr.isTTY = true;
  try {
    const { out, err } = await capture(async () => {
      const bar = progressBar('screen', 4, 'compounds');
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

  test('without a terminal one plain line a minute goes to standard error, with rate and time left', () => {
    const lines: string[] = [];
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    const bar = progressBar('screen', 10_000_000, 'compounds');
    for (clock = 0; clock <= 90_000; clock += 30_000) bar.update(clock * 50);
    bar.stop();
    vi.restoreAllMocks();
    expect(lines).toEqual(['screen: 3000000 of 10000000 compounds, 50.00 k compounds/s, 140 s left\n']);
  });
});
