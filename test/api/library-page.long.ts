import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { OPTIONS } from './public-names.ts';

const root = packageRoot();
const page = readFileSync(join(root, 'docs', 'library.md'), 'utf8');
/** In the clone, where the package finds itself by its name. */
const folder = join(root, 'results', 'runs', `library-page-${process.pid}`);

const programs = [...page.matchAll(/^## ([^\n]*)\n(?:(?!^## ).)*?```ts\n(.*?)```\n\n```text\n(.*?)```/gms)].map(
  ([, title, code, output], i) => ({
    title: title!,
    code: code!,
    output: output!,
    file: join(folder, `program-${i}.mts`),
  }),
);

/** Those of the README take longer: they are compiled only. */
const readme = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```ts\n(.*?)```/gs)].map(([, code], i) => ({
  code: code!,
  file: join(folder, `readme-${i}.mts`),
}));

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  for (const { file, code } of [...programs, ...readme]) writeFileSync(file, code);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the programs of docs/library.md', () => {
  test('are all of its code, and the whole way takes at most 25 lines', () => {
    expect(programs.length).toBe(page.split('```ts\n').length - 1);
    expect(
      programs[0]!.code
        .trimEnd()
        .split('\n')
        .filter((line) => line !== '').length,
    ).toBeLessThanOrEqual(25);
  });

  test('compile, and so do those of the README', () => {
    const files = [...programs, ...readme];
    expect(readme.length).toBeGreaterThan(0);
    const program = ts.createProgram(
      files.map(({ file }) => file),
      { ...OPTIONS, noUnusedLocals: false },
    );
    const complaints = files.flatMap(({ file }) => program.getSemanticDiagnostics(program.getSourceFile(file)));
    expect(complaints.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
  });

  test.each(programs)('print what the page says, and nothing else: $title', ({ file, output }) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file], { cwd: root, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: output, stderr: '' });
  });
});
