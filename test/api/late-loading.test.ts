import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { ROOMS } from './public-names.ts';

const root = packageRoot();
const src = join(root, 'src');

/** What `import 'ionsieve'` loads of other packages, each in a few milliseconds, with what they load themselves. */
const LIGHT = [
  'fflate',
  'hyparquet',
  'hyparquet-writer',
  'ml-cross-validation',
  'ml-matrix',
  'ml-svm',
  'seedrandom',
  'zod',
];
/** Of our own; more means that the code of an experiment or a report is loaded with the library. */
const MOST_FILES = 300;

/** A file's own imports that run when it is loaded, and whether it awaits at its top level. */
function read(path: string): { imports: string[]; awaits: boolean } {
  const tree = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const imports = tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const isType = ts.isImportDeclaration(statement) ? statement.importClause?.isTypeOnly : statement.isTypeOnly;
    return statement.moduleSpecifier && !isType ? [(statement.moduleSpecifier as ts.StringLiteral).text] : [];
  });
  const awaitsIn = (node: ts.Node): boolean =>
    !ts.isFunctionLike(node) &&
    (ts.isAwaitExpression(node) ||
      (ts.isForOfStatement(node) && node.awaitModifier !== undefined) ||
      (ts.forEachChild(node, awaitsIn) ?? false));
  return { imports, awaits: awaitsIn(tree) };
}

/** The files that importing one loads, by their names in src. */
function loadedWith(entry: string): Map<string, ReturnType<typeof read>> {
  const loaded = new Map<string, ReturnType<typeof read>>();
  const visit = (path: string): void => {
    const name = relative(src, path);
    if (loaded.has(name)) return;
    loaded.set(name, read(path));
    for (const target of loaded.get(name)!.imports) if (target.startsWith('.')) visit(resolve(path, '..', target));
  };
  visit(join(src, entry));
  return loaded;
}

describe("import 'ionsieve'", () => {
  test('reads no table of data/: what needs a damaged one says so, in one line', () => {
    const program = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { readFileSync } = fs;
      const read = [];
      fs.readFileSync = (path, ...rest) => {
        if (/[\\\\/]data[\\\\/]/.test(String(path))) read.push(String(path));
        return readFileSync(path, ...rest);
      };
      syncBuiltinESMExports();
      for (const name of ['index.ts', 'cli/program.ts']) await import(${JSON.stringify(src)} + '/' + name);
      console.log(JSON.stringify(read));`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', program];
    expect(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })).toBe('[]\n');
  });

  test('loads no heavy package', () => {
    const output = execFileSync(process.execPath, ['--import', 'tsx', join(root, 'test', 'api', 'print-loaded.mjs')], {
      cwd: root,
      encoding: 'utf8',
    });
    const { packages, files } = JSON.parse(output);
    expect(packages).toEqual(LIGHT);
    expect(files).toBeGreaterThan(100);
    expect(files).toBeLessThan(MOST_FILES);
  });

  test.each(['index.ts', ...ROOMS.map((room) => `${room}/index.ts`)])(
    'and what %s loads awaits nothing, so that CommonJS can require it',
    (entry) => {
      const awaiting = [...loadedWith(entry)].filter(([, { awaits }]) => awaits).map(([name]) => name);
      expect(awaiting).toEqual([]);
    },
  );

  test('is not slowed by a file that imports a whole room for a name of it', () => {
    const users = ts.sys
      .readDirectory(src, ['.ts'], ['**/explorer/page', '**/assembly'])
      .filter((path) => path !== join(src, 'index.ts'))
      .filter((path) => read(path).imports.some((target) => target.startsWith('.') && target.endsWith('/index.ts')));
    expect(users).toEqual([]);
  });
});
