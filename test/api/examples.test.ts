import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { OPTIONS, publicNames } from './public-names.ts';

/** The file of all examples, which is nowhere on the disk. */
const FILE = join(packageRoot(), 'test', 'api', 'every-example.ts');
const GIVEN = './example-values.ts';

const all = publicNames().filter(({ from }) => from !== 'ionsieve');

test('every example of a public name compiles', () => {
  const shown = all.flatMap(({ name, from, examples }) => examples.map((text) => ({ name, from, text })));
  const imports = [...new Set(all.map(({ from }) => from))].map(
    (room) => `import { ${importedFrom(room)} } from '${room}';`,
  );
  const given = `import { ${givenNames().join(', ')} } from '${GIVEN}';`;
  const blocks = shown.map(({ text }) => `async () => {\n${text}\n};`);
  const where = (block: number): string =>
    block < 0 ? 'the imports' : `${shown[block]!.name} of ${shown[block]!.from}`;
  const complaints = compile([...imports, given, ...blocks].join('\n'), imports.length + 1, blocks);
  expect(complaints.map(({ block, message }) => `${where(block)}: ${message}`)).toEqual([]);
  expect(shown.length).toBeGreaterThan(150);
});

function importedFrom(room: string): string {
  return all
    .flatMap(({ name, from, isValue }) => (from === room ? [`${isValue ? '' : 'type '}${name}`] : []))
    .join(', ');
}

/** What examples may take as given: a structure, a matrix and so on. */
function givenNames(): string[] {
  const path = join(packageRoot(), 'test', 'api', GIVEN);
  const tree = ts.createSourceFile(path, ts.sys.readFile(path)!, ts.ScriptTarget.Latest);
  return tree.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations.map(({ name }) => name.getText(tree)));
}

interface Complaint {
  readonly block: number;
  readonly message: string;
}

/** What the compiler says, by the block in which it says so. */
function compile(text: string, linesBefore: number, blocks: readonly string[]): Complaint[] {
  // An example may name a value only to show it, or declare one that it does not use.
  const options = { ...OPTIONS, noUnusedLocals: false, noUnusedParameters: false };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === FILE || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === FILE ? ts.createSourceFile(FILE, text, ts.ScriptTarget.ES2023, true) : getSourceFile(path, ...rest);
  const program = ts.createProgram([FILE], options, host);
  const source = program.getSourceFile(FILE)!;
  const ends: number[] = [];
  for (const block of blocks) ends.push((ends.at(-1) ?? linesBefore) + block.split('\n').length);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ start, messageText }) => {
      const { line } = source.getLineAndCharacterOfPosition(start ?? 0);
      const block = line < linesBefore ? -1 : ends.findIndex((end) => line < end);
      return { block, message: ts.flattenDiagnosticMessageText(messageText, ' ') };
    },
  );
}
