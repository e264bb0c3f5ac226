import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../src/core/files.ts';

const root = packageRoot();
const src = join(root, 'src');

/** Who may import whom: the way of the data, top to bottom. */
const MAY_IMPORT: Record<string, string[]> = {
  core: [],
  chemistry: ['core'],
  crystal: ['core', 'chemistry'],
  optimade: ['core', 'chemistry', 'crystal'],
  descriptors: ['core', 'chemistry', 'crystal'],
  models: ['core'],
  clustering: ['core'],
  evaluation: ['core', 'models', 'clustering'],
  transfer: ['core', 'chemistry', 'descriptors', 'models', 'evaluation'],
  learning: ['core', 'chemistry', 'descriptors', 'models', 'evaluation', 'transfer'],
  screening: ['core', 'chemistry', 'descriptors', 'models', 'learning'],
  experiment: [
    'core',
    'chemistry',
    'crystal',
    'descriptors',
    'models',
    'clustering',
    'evaluation',
    'transfer',
    'learning',
    'screening',
  ],
  bundling: [],
  cluster: ['core', 'screening', 'experiment', 'provenance', 'bundling'],
  provenance: ['core'],
  report: ['core', 'evaluation', 'experiment'],
  explorer: [
    'bundling',
    'provenance',
    'core',
    'chemistry',
    'crystal',
    'descriptors',
    'evaluation',
    'transfer',
    'screening',
    'experiment',
    'report',
  ],
};

/** TypeScript; what stands in an assembly folder is another language. */
function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('assembly/'))
    .map((name) => join(folder, name))
    .sort();
}

const parsed = sourceFiles(src).map((path) => ({
  path,
  name: relative(src, path),
  tree: ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true),
}));

function importsOf(tree: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined;
    if (specifier && ts.isStringLiteral(specifier)) found.push(specifier.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const localImports = new Map(
  parsed.map(({ path, name, tree }) => [
    name,
    importsOf(tree)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => relative(src, resolve(path, '..', specifier))),
  ]),
);

describe('the house', () => {
  test('each room imports only from the rooms below it', () => {
    const wrong: string[] = [];
    for (const [name, imports] of localImports) {
      const room = name.split('/')[0]!;
      const allowed = MAY_IMPORT[room];
      if (allowed === undefined) continue;
      for (const target of imports) {
        const other = target.split('/')[0]!;
        if (other !== room && !allowed.includes(other)) wrong.push(`${name} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(localImports.size).toBeGreaterThan(30);
  });

  test('every folder of src is in the import table or on the roof', () => {
    const rooms = new Set(
      [...localImports.keys()].filter((name) => name.includes('/')).map((name) => name.split('/')[0]),
    );
    rooms.delete('cli');
    expect([...rooms].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  test('no two files import each other in a circle', () => {
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (name: string, trail: string[]): void => {
      if (state.get(name) === 'open') circles.push([...trail, name].join(' > '));
      if (state.has(name)) return;
      state.set(name, 'open');
      for (const next of localImports.get(name) ?? []) visit(next, [...trail, name]);
      state.set(name, 'done');
    };
    for (const name of localImports.keys()) visit(name, []);
    expect(circles).toEqual([]);
  });

  test('experiments and data scripts use the public names only', () => {
    const wrong: string[] = [];
    for (const folder of ['experiments', 'data']) {
      for (const path of sourceFiles(join(root, folder))) {
        const tree = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
        for (const specifier of importsOf(tree).filter((text) => text.startsWith('.'))) {
          const target = relative(root, resolve(path, '..', specifier));
          if (target.startsWith('src') && target !== 'src/index.ts') wrong.push(`${path} imports ${target}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every export has a doc comment', () => {
    const bare: string[] = [];
    for (const { name, tree } of parsed) {
      for (const statement of tree.statements) {
        const exported =
          ts.canHaveModifiers(statement) &&
          ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
        if (exported && ts.getJSDocCommentsAndTags(statement).length === 0) {
          bare.push(`${name}: ${statement.getText(tree).split('\n')[0]}`);
        }
      }
    }
    expect(bare).toEqual([]);
  });

  test('every exported function shows an example', () => {
    const bare: string[] = [];
    for (const { name, tree } of parsed) {
      for (const statement of tree.statements.filter(ts.isFunctionDeclaration)) {
        const exported = statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
        const tags = ts.getJSDocTags(statement).map((tag) => tag.tagName.text);
        if (exported && !tags.includes('example')) bare.push(`${name}: ${statement.name?.text}`);
      }
    }
    expect(bare).toEqual([]);
  });

  test('chance comes from seeded streams only', () => {
    const unseeded = ['Math', 'random'].join('.');
    const users = [...sourceFiles(src), ...sourceFiles(join(root, 'experiments'))].filter((path) =>
      readFileSync(path, 'utf8').includes(unseeded),
    );
    expect(users).toEqual([]);
  });
});
