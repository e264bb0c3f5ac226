import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { type AnswersClient, startAnswers } from '../../src/explorer/answers-client.ts';

const root = packageRoot();
const files = {
  student: join(root, 'data/models/paper.json'),
  measured: join(root, 'data/models/measured.json'),
  structures: [join(root, 'data/sample/training-structures')],
  own: [],
};
const grid = { system: 'Li-P-S', fixed: '', parts: 0 };
let client: AnswersClient;

beforeAll(async () => {
  client = await startAnswers(files, { seconds: 0.6, waiting: 3, memoryMb: 512 });
});
afterAll(() => client.close());

describe('the thread of answers', () => {
  test('answers, and tells of a mistake as one', async () => {
    await expect(client.ask('compound', 'Li3PS4')).resolves.toMatchObject({ formula: 'Li3PS4' });
    await expect(client.ask('compound', 'Xy3PS4')).rejects.toThrow('Xy');
  });

  test('gives up a question that takes too long, and answers the ones that wait', async () => {
    const long = client.ask('triangle', { ...grid, of: 200 });
    const next = client.ask('compound', 'Li3N');
    await expect(long).rejects.toThrow('this question took more than 0.6 s; ask for something smaller');
    await expect(next).resolves.toMatchObject({ formula: 'Li3N' });
  });

  test('refuses when too many wait, and goes on', async () => {
    const asked = Array.from({ length: 4 }, () => client.ask('compound', 'LiF'));
    await expect((async () => client.ask('compound', 'LiF'))()).rejects.toThrow('too many questions at once');
    expect((await Promise.all(asked)).map(({ formula }) => formula)).toEqual(['LiF', 'LiF', 'LiF', 'LiF']);
  });

  test('damaged models are reported before anything is served', async () => {
    await expect(startAnswers({ ...files, student: 'none.json' })).rejects.toThrow('none.json: expected a model file');
  });
});
