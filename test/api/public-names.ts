/** The public names of the package, as the compiler sees them. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '../../src/core/files.ts';

const root = packageRoot();
const src = join(root, 'src');

/** Rooms that can be imported: those with an index. */
export const ROOMS = readdirSync(src)
  .filter((room) => existsSync(join(src, room, 'index.ts')))
  .sort();

/** A name as it is imported from the package or from a room of it. */
export interface PublicName {
  readonly name: string;
  /** `ionsieve`, or `ionsieve/chemistry` and so on. */
  readonly from: string;
  /** Where it stands: file and name there. */
  readonly origin: string;
  /** Whether it is there when the program runs; else a type only. */
  readonly isValue: boolean;
  readonly comment: string;
  /** Texts of its examples. */
  readonly examples: readonly string[];
}

/** The options of the project's own compiler. */
export const OPTIONS: ts.CompilerOptions = {
  ...ts.parseJsonConfigFileContent(ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config, ts.sys, root)
    .options,
  noEmit: true,
};

/** Every public name of the root and of the rooms. */
export function publicNames(): PublicName[] {
  const entries = [['ionsieve', 'index.ts'], ...ROOMS.map((room) => [`ionsieve/${room}`, `${room}/index.ts`])] as const;
  const program = ts.createProgram(
    entries.map(([, file]) => join(src, file!)),
    OPTIONS,
  );
  const checker = program.getTypeChecker();
  return entries.flatMap(([from, file]) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(join(src, file!))!)!;
    return checker.getExportsOfModule(module).map((exported): PublicName => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const tags = symbol.getJsDocTags(checker).filter(({ name }) => name === 'example');
      return {
        name: exported.name,
        from: from!,
        origin: `${relative(src, symbol.declarations![0]!.getSourceFile().fileName)}#${symbol.name}`,
        isValue: (symbol.flags & ts.SymbolFlags.Value) !== 0,
        comment: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
        examples: tags.map(({ text }) => ts.displayPartsToString(text)),
      };
    });
  });
}
