import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { installInto, type Packed, packLastCommit, run } from './pack.ts';

const MEGABYTES = 6;
/** What the package holds, by the start of a path and its ending. */
const KINDS: readonly RegExp[] = [
  /^(README\.md|LICENSE|package\.json)$/,
  /^dist\/(src|experiments|data)\/[\w/.-]+\.(js|d\.ts)$/,
  /^dist\/src\/(screening\/(kernel|perceptron)|models\/solve-lower)\.wasm$/,
  /^dist\/src\/report\/fonts\/(DejaVuSans\.ttf|LICENSE)$/,
  /^dist\/explorer\/(index\.html|icon\.svg|licences\.txt|assets\/[\w.-]+\.(js|css))$/,
  /^dist\/slurm\/((worker|screen-worker|thread-worker|tasks)\.js|licences\.[\w-]+\.txt)$/,
  /^data\/[\w/.()-]+\.(csv|csv\.gz|json|jsonl|jsonl\.gz|md|cif|js|ts)$/,
  /^results\/[\w/.-]+\.(json|md|html|svg|csv)$/,
  /^results\/explorer\.png$/,
  /^docs\/[\w.-]+\.(md|json|py)$/,
];

let packed: Packed;
let folder: string;
const ionsieve = (...args: string[]) => run(folder, 'npx', 'ionsieve', ...args);

beforeAll(() => {
  packed = packLastCommit();
  folder = installInto(join(packed.scratch, 'empty'), packed.tarball);
});
afterAll(() => rmSync(packed?.scratch ?? '', { recursive: true, force: true }));

describe('the package', () => {
  test('holds what it should and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths.filter((path) => !KINDS.some((kind) => kind.test(path)))).toEqual([]);
    for (const kind of KINDS)
      expect(
        paths.some((path) => kind.test(path)),
        String(kind),
      ).toBe(true);
    expect(paths.filter((path) => path.startsWith('results/runs'))).toEqual([]);
  });

  test(`is no larger than ${MEGABYTES} MB, and ${3 * MEGABYTES} MB unpacked`, () => {
    expect(packed.size / 1e6).toBeLessThan(MEGABYTES);
    expect(packed.unpackedSize / 1e6).toBeLessThan(3 * MEGABYTES);
    process.stdout.write(
      `${packed.size / 1e6} MB, ${packed.unpackedSize / 1e6} MB unpacked, ${packed.files.length} files\n`,
    );
  });

  test('has a command that can be run', () => {
    expect(packed.files.find(({ path }) => path === 'dist/src/cli.js')!.mode & 0o111).toBe(0o111);
  });

  test('runs nothing of ours and needs none of what builds it', () => {
    expect(existsSync(join(folder, 'node_modules', 'typescript'))).toBe(false);
    expect(existsSync(join(folder, 'node_modules', 'vite'))).toBe(false);
  });
});

describe('in an empty folder, from the package alone', () => {
  test('ionsieve doctor finds everything in order', () => {
    const { code, out } = ionsieve('doctor');
    expect(out).not.toContain('trouble');
    expect(code).toBe(0);
  });

  test('ionsieve reproduce cubuk2019 --quick writes beside, and nothing into the package', () => {
    const before = tree(join(folder, 'node_modules', 'ionsieve'));
    const { code, err } = ionsieve('reproduce', 'cubuk2019', '--quick');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const summary = JSON.parse(readFileSync(join(folder, 'results/runs/cubuk2019-quick/summary.json'), 'utf8'));
    expect(summary).toMatchObject({ name: 'cubuk2019', effort: 'quick' });
    expect(tree(join(folder, 'node_modules', 'ionsieve'))).toEqual(before);
  });

  test('ionsieve reproduce finds the code that stands in a folder beside its experiment, threads included', () => {
    const { code, err } = ionsieve('reproduce', 'sendek2017', '--quick', '--threads', '2');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const summary = JSON.parse(readFileSync(join(folder, 'results/runs/sendek2017-quick/summary.json'), 'utf8'));
    expect(summary).toMatchObject({ kind: 'subset-search', name: 'sendek2017', effort: 'quick' });
  });

  test('ionsieve predict', () => {
    const { code, out } = ionsieve('predict', '--json', 'Li3PS4');
    expect(code).toBe(0);
    expect(out).toContain('Li3PS4');
  });

  test('ionsieve screen', () => {
    const { code } = ionsieve('screen', '--elements', 'P,S,O', '--arity', '3', '--top', '10', '--out', 'screened');
    expect(code).toBe(0);
    expect(
      readFileSync(join(folder, 'screened', 'top.csv'), 'utf8')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(11);
  });

  test('ionsieve new, and reproduce of what it wrote', () => {
    expect(ionsieve('new', 'mine', '--element', 'Na').code).toBe(0);
    expect(readFileSync(join(folder, 'experiments', 'mine.mts'), 'utf8')).toContain("from 'ionsieve/experiment'");
    const { code, err } = ionsieve('reproduce', 'experiments/mine.mts', '--quick');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(existsSync(join(folder, 'results/runs/mine-quick/report.md'))).toBe(true);
  });

  test('ionsieve explore answers, and ends with a signal', async () => {
    const cli = join(folder, 'node_modules', 'ionsieve', 'dist', 'src', 'cli.js');
    const explorer = spawn(process.execPath, [cli, 'explore', '--port', '0'], { cwd: folder });
    const [line] = (await once(explorer.stdout, 'data')) as [Buffer];
    const [url] = String(line).split(' ');
    for (const path of ['/', '/licences.txt', '/api/overview']) {
      const answer = await fetch(new URL(path, url));
      expect(`${path} ${answer.status}`).toBe(`${path} 200`);
      await answer.text();
    }
    explorer.kill('SIGTERM');
    await once(explorer, 'exit');
  });

  test('the library, from JavaScript', () => {
    writeFileSync(
      join(folder, 'count.mjs'),
      `import { countSpace, createSpace } from 'ionsieve';
       console.log(countSpace(createSpace({ anchor: 3, partners: [8, 16], arities: [2], maxCoefficient: 2 })).distinct);`,
    );
    expect(run(folder, process.execPath, 'count.mjs')).toEqual({ code: 0, out: '6\n', err: '' });
  });

  test('a room of the library, and nothing that is no room', () => {
    const importing = (name: string) =>
      run(
        folder,
        process.execPath,
        '--input-type=module',
        '-e',
        `console.log(Object.keys(await import('${name}')).length > 3)`,
      );
    expect(importing('ionsieve/chemistry')).toEqual({ code: 0, out: 'true\n', err: '' });
    for (const name of ['ionsieve/cli', 'ionsieve/src/index.ts', 'ionsieve/chemistry/formula']) {
      expect(importing(name).code).toBe(1);
    }
  });

  test('what ionsieve new writes compiles in a folder of CommonJS, and no longer with a misspelt key', () => {
    const file = join('experiments', 'mine.mts');
    const tsc = join(packageRoot(), 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck'];
    const compile = () => run(folder, process.execPath, tsc, ...options, file);
    expect(compile()).toEqual({ code: 0, out: '', err: '' });
    const text = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), text.replace('threshold: 1', 'treshold: 1'));
    expect(compile().out).toContain("'treshold' does not exist");
  });

  test('the library, from TypeScript: right types compile, wrong ones do not', () => {
    const compile = (type: string) => {
      const line = `import { countSpace, createSpace } from 'ionsieve';
        const space = createSpace({ anchor: 3, partners: [8], arities: [2], maxCoefficient: 2 });
        export const sets: ${type} = countSpace(space).elementSets;\n`;
      writeFileSync(join(folder, 'count.ts'), line);
      const tsc = join(packageRoot(), 'node_modules', 'typescript', 'bin', 'tsc');
      const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023'];
      return run(folder, process.execPath, tsc, ...options, '--skipLibCheck', 'count.ts');
    };
    expect(compile('number')).toEqual({ code: 0, out: '', err: '' });
    expect(compile('string').out).toContain("Type 'number' is not assignable to type 'string'");
  });
});

/** Every file of a folder with its size and time of change. */
function tree(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => `${name} ${statSync(join(root, name)).size} ${statSync(join(root, name)).mtimeMs}`)
    .sort();
}
