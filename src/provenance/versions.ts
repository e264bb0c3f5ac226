import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../core/files.ts';

/** Versions of what can change a result. */
export interface Versions {
  readonly ionsieve: string;
  readonly node: string;
  readonly v8: string;
  /** The packages that package.json asks for, as they are installed; those that are not are left out. */
  readonly packages: Readonly<Record<string, string>>;
}

/** The fields of a package.json that are used. */
interface PackageJson {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * The versions of this program, of Node, and of the packages that it uses.
 * @example installedVersions().packages['libsvm-js']; // '0.2.1'
 */
export function installedVersions(): Versions {
  const { version, dependencies, optionalDependencies } = read(packageRoot())!;
  const packages: Record<string, string> = {};
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies }).sort()) {
    const found = installed(name);
    if (found !== undefined) packages[name] = found.version;
  }
  return { ionsieve: version, node: process.versions.node, v8: process.versions.v8, packages };
}

/** Packages stand in a node_modules here or further up. */
function installed(name: string): PackageJson | undefined {
  for (let folder = packageRoot(); ; folder = dirname(folder)) {
    const found = read(join(folder, 'node_modules', name));
    if (found !== undefined || dirname(folder) === folder) return found;
  }
}

function read(folder: string): PackageJson | undefined {
  const path = join(folder, 'package.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PackageJson) : undefined;
}
