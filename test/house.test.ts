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
  dataset: ['core', 'chemistry', 'crystal', 'descriptors', 'optimade'],
  models: ['core'],
  clustering: ['core'],
  evaluation: ['core', 'models', 'clustering'],
  learning: ['core', 'chemistry', 'descriptors', 'dataset', 'models', 'evaluation'],
  stability: ['core', 'chemistry'],
  screening: ['core', 'chemistry', 'descriptors', 'models', 'learning', 'stability'],
  transfer: ['core', 'chemistry', 'descriptors', 'dataset', 'models', 'evaluation', 'learning'],
  experiment: [
    'core',
    'chemistry',
    'crystal',
    'descriptors',
    'dataset',
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
    'dataset',
    'models',
    'evaluation',
    'learning',
    'transfer',
    'stability',
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

/** The lower rooms, where any chemistry is at home and no paper's. */
const GENERAL_ROOMS = [
  'chemistry',
  'crystal',
  'optimade',
  'descriptors',
  'dataset',
  'models',
  'clustering',
  'evaluation',
  'learning',
  'screening',
];

/** One ion, one property, and the people and tables of the papers; a paper is cited by journal and DOI. */
const GUESTS = /lithium|(?<!thermal_)conductiv|electrolyte|argyrodite|obelix|liverpool|cubuk|sendek/i;

/** The one place where published columns keep their published names, in which `li` stands for any mobile ion. */
const PUBLISHED_COLUMNS = 'descriptors/structural.ts';

/** What names the folder of results by a path: two show or check what a user points them to, by default these; two write there. */
const NAME_RESULTS = ['cli/explore.ts', 'cli/reproduce.ts', 'cli/sweep.ts', 'cli/verify.ts'];

function textsOf(tree: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

describe('the house', () => {
  test('results are written by src, and not read', () => {
    const isPath = (text: string): boolean => /^(HEAD:)?[./]*results(\/\S*)?$/.test(text);
    const users = parsed.filter(({ tree }) => textsOf(tree).some(isPath)).map(({ name }) => name);
    expect(users).toEqual(NAME_RESULTS);
  });

  test('from chemistry to screening no file speaks of one ion, one property or a paper’s table', () => {
    const words: string[] = [];
    const texts = GENERAL_ROOMS.flatMap((room) =>
      readdirSync(join(src, room), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => ({ name: `${room}/${name}`, text: readFileSync(join(src, room, name), 'utf8') })),
    );
    for (const { name, text } of texts) {
      const pattern = name === PUBLISHED_COLUMNS ? GUESTS : new RegExp(`${GUESTS.source}|['"]li_`, 'i');
      for (const [i, line] of text.split('\n').entries()) {
        const found = pattern.exec(line)?.[0];
        if (found !== undefined) words.push(`${name}:${i + 1}: ${found}`);
      }
    }
    expect(words).toEqual([]);
    expect(texts.length).toBeGreaterThan(100);
  });

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

  test('experiments and data scripts import the package by its name only', () => {
    const wrong: string[] = [];
    for (const folder of ['experiments', 'data']) {
      for (const path of sourceFiles(join(root, folder))) {
        const tree = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
        for (const specifier of importsOf(tree).filter((text) => text.startsWith('.'))) {
          const target = relative(root, resolve(path, '..', specifier));
          if (target.startsWith('src')) wrong.push(`${path} imports ${target}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('what a paper does needs nothing but the package and Node', () => {
    const wrong = sourceFiles(join(root, 'experiments')).flatMap((path) => {
      const tree = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
      const targets = importsOf(tree).map((text) =>
        text.startsWith('.') ? relative(root, resolve(path, '..', text)) : text,
      );
      return targets
        .filter((text) => !/^(ionsieve(\/\w+)?$|node:|experiments\/)/.test(text))
        .map((text) => `${path}: ${text}`);
    });
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
