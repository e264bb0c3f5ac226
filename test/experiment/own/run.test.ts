import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fail } from '../../../src/core/errors.ts';
import { withProgress } from '../../../src/core/progress.ts';
import { stream } from '../../../src/core/random.ts';
import { shared } from '../../../src/core/shared.ts';
import { fullResult } from '../../../src/experiment/full-result.ts';
import { measured } from '../../../src/experiment/numbers.ts';
import type { OwnExperiment, OwnFindings } from '../../../src/experiment/own/define.ts';
import { expectedOf } from '../../../src/experiment/own/efforts.ts';
import { run } from '../../../src/experiment/run.ts';
import { checkExpected } from '../../../src/experiment/verify.ts';
import { wholeReport } from '../../../src/report/page.ts';
import { writeResult } from '../../../src/report/write-result.ts';

interface Effort {
  readonly draws: number;
}

interface Found extends OwnFindings {
  readonly heads: readonly boolean[];
}

const expecting = (number: string) => ({ number, paper: 0.5, tolerance: 0.2, where: 'a fair coin' });

const coin: OwnExperiment<Effort, Found> = {
  kind: 'own',
  study: 'coin',
  name: 'coin',
  paper: { title: 'A coin', doi: '10.1000/none', claim: 'It is fair.' },
  seed: 7,
  full: { draws: 400 },
  quick: { draws: 20 },
  exhaustive: { effort: { draws: 900 }, expected: [expecting('heads_of_900')] },
  expected: [expecting('heads'), expecting('heads_of_400')],
  notReproduced: ['The coin.'],
  run({ draws }, { seed, effort }) {
    const random = stream(seed, 'coin');
    const heads = Array.from({ length: draws }, () => random() < 0.5);
    const share = measured(heads.filter(Boolean).length / draws, 'share', draws);
    return {
      heads,
      numbers: { heads: share, ...(effort !== 'quick' && { heads_of_400: share, heads_of_900: share }) },
    };
  },
  page: ({ heads }) => ({ sections: [`## ${heads.length} draws`], figures: [] }),
};

/** The same coin with other code. */
const running = (other: (...given: Parameters<typeof coin.run>) => unknown) =>
  run({ ...coin, run: other as typeof coin.run }, { effort: 'quick', threads: 3 });

describe('an experiment with its own code', () => {
  test('has in its summary what it found, and what every experiment has', async () => {
    const summary = await run(coin);
    expect(summary.heads).toHaveLength(400);
    expect(summary).toMatchObject({
      kind: 'coin',
      name: 'coin',
      effort: 'full',
      seed: 7,
      not_reproduced: ['The coin.'],
    });
    expect(summary.compared.map(({ number, reproduced }) => [number, reproduced])).toEqual([
      ['heads', true],
      ['heads_of_400', true],
    ]);
    expect(await run(coin)).toEqual(summary);
  });

  test('is held in a quick run against what that has, and in an exhaustive one against more', async () => {
    const compared = async (effort: 'quick' | 'exhaustive') => (await run(coin, { effort })).compared;
    expect((await compared('quick')).map(({ number }) => number)).toEqual(['heads']);
    expect((await compared('exhaustive')).map(({ number }) => number)).toEqual([
      'heads',
      'heads_of_400',
      'heads_of_900',
    ]);
    expect((await run(coin, { effort: 'exhaustive' })).heads).toHaveLength(900);
    const { exhaustive, ...rest } = coin;
    expect((await run(rest, { effort: 'exhaustive' })).heads).toHaveLength(400);
    expect(expectedOf(rest, 'exhaustive')).toEqual(rest.expected);
  });

  test('may leave files, which are written and are not in its summary', async () => {
    const leaving: typeof coin.run = (effort, options) => ({
      ...(coin.run(effort, options) as Found),
      files: { 'learner.json': '{}' },
    });
    const result = await fullResult({ ...coin, run: leaving } as unknown as OwnExperiment, { effort: 'quick' });
    if (result.kind !== 'own') throw new Error('another kind');
    expect(result.summary).not.toHaveProperty('files');
    const folder = mkdtempSync(join(tmpdir(), 'ionsieve-own-'));
    expect(await writeResult(result, folder)).toEqual(['learner.json', 'report.html', 'report.md', 'summary.json']);
    rmSync(folder, { recursive: true });
  });

  test('tells of each mark whether it is reached, in its summary, its report and its check', async () => {
    const mark = (number: string, atLeast: number) => ({ number, atLeast, what: `${number} of a coin` });
    const most = (number: string, atMost: number) => ({ number, atMost, what: `${number} at most` });
    const marks = [mark('heads', 0.1), mark('heads_of_400', 0.99), mark('tails', 0)];
    const limits = [most('heads', 0.9), most('heads_of_400', 0.01)];
    const summary = await run({ ...coin, marks: [...marks, ...limits] });
    expect(summary.marks!.map(({ reached }) => reached)).toEqual([true, false, false, true, false]);
    expect(summary.marks![2]!.ours).toBeNull();
    expect(wholeReport(summary, []).join('\n')).toContain('| heads_of_400 of a coin | 0.9900 | 0.5000 | no |');
    expect(wholeReport(summary, []).join('\n')).toContain(
      '| what | at most | ours | reached |\n| --- | --- | --- | --- |\n| heads at most | 0.9000 | 0.5000 | yes |',
    );
    const checked = checkExpected(
      { ...coin, marks: [...marks, ...limits] } as unknown as OwnExperiment,
      summary.numbers,
    );
    const verdicts = ['reproduced', 'missed', 'missing', 'reproduced', 'missed'];
    expect(checked.slice(0, 5).map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(checked.slice(2, 4).map(({ expected }) => expected)).toEqual(['at least 0', 'at most 0.9']);
    expect(await run(coin)).not.toHaveProperty('marks');
  });

  test('is given its seed, its threads and the signal, and cannot change what every summary has', async () => {
    const { signal } = new AbortController();
    const given: unknown[] = [];
    const other: typeof coin.run = (effort, options) => {
      given.push(effort, options);
      return { heads: [], numbers: { heads: measured(1, 'share', 1) }, name: 'mint', effort: 'full' };
    };
    const summary = await run({ ...coin, run: other }, { effort: 'quick', threads: 3, signal });
    expect(given).toEqual([{ draws: 20 }, { seed: 7, threads: 3, effort: 'quick', signal }]);
    expect(summary).toMatchObject({ name: 'coin', effort: 'quick' });
  });

  test('gives its page with its result', async () => {
    const result = await fullResult(coin, { effort: 'quick' });
    if (result.kind !== 'own') throw new Error('another kind');
    expect(result.page(result.summary)).toEqual({ sections: ['## 20 draws'], figures: [] });
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'coin, run, numbers: expected numbers by name, each with value, unit and n, found nothing'],
    ['a bare number', { numbers: { heads: 0.5 } }, 'coin, run, numbers, heads: expected numbers by name, each with'],
    [
      'what JSON cannot hold',
      { numbers: { heads: { value: Number.NaN, unit: 'share', n: 3 } } },
      'coin, run, numbers, heads, value: expected numbers by name, each with value, unit and n, found NaN; make each',
    ],
  ])('is refused where it finds %s', async (_, found, line) => {
    await expect(running(() => found)).rejects.toThrow(line);
  });

  test('is refused in full where it lacks a number that it expects', async () => {
    const found = { heads: [], numbers: {} };
    await expect(run({ ...coin, run: () => found })).rejects.toThrow('expected, heads: expected the name of a number');
  });

  test('tells a mistake of the user by an error of the class that the command line knows, whatever copy threw it', async () => {
    const { UserError: Ours } = await import('../../../src/core/errors.ts');
    class UserError extends Error {
      override readonly name = 'UserError';
    }
    const told = await running(() => {
      throw new UserError('mine.csv, line 2: expected a number');
    }).catch((error: unknown) => error);
    expect(told).toBeInstanceOf(Ours);
    expect((told as Error).message).toBe('mine.csv, line 2: expected a number');
    const page = () => {
      throw new UserError('coin: expected heads');
    };
    const result = await fullResult({ ...coin, page }, { effort: 'quick' });
    if (result.kind !== 'own') throw new Error('another kind');
    expect(() => result.page(result.summary)).toThrow(new Ours('coin: expected heads'));
    expect(() => result.page(result.summary)).toThrow(Ours);
    await expect(running(() => fail('a', 'b', 'c', 'd'))).rejects.toThrow('a: expected b, found c; d');
    const bug = new TypeError('no function');
    await expect(
      running(() => {
        throw bug;
      }),
    ).rejects.toBe(bug);
  });
});

test('copies of the package in one process share what is shown of progress', () => {
  const told: string[] = [];
  const others = shared('progress', () => {
    throw new Error('asked second');
  }) as { getStore(): ((label: string, total: number, unit: string) => unknown) | undefined };
  const show = (label: string) => {
    told.push(label);
    return { update() {}, stop() {} };
  };
  withProgress(show, () => others.getStore()!('coins', 1, 'draws'));
  expect(told).toEqual(['coins']);
});
