/** The licence of every package that package-lock.json names, and whether it goes with ours, which is MIT. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/core/files.ts';

/** One package of the lock file, as it says. */
export interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

/** A package with its licence. */
export interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Where it was read, if not in the package's own record. */
  readonly readIn?: string;
  readonly use: 'production' | 'development';
}

/** Licences that let their code stand beside MIT code, as long as notices go along. */
export const PERMISSIVE = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Python-2.0', 'Unlicense'],
  'LicenseRef-NIST',
];

/** Copyleft by the file: allowed for a package that is installed as it came, not for code in our page. */
export const BY_FILE = ['MPL-2.0'];

/** Packages whose record names no licence of the SPDX list, and the file of theirs in which it was read. */
const READ_ELSEWHERE: Readonly<Record<string, { readonly licence: string; readonly readIn: string }>> = {
  '@threejs-kit/instanced-sprite-mesh': { licence: 'MIT', readIn: 'LICENSE.md' },
  h5wasm: { licence: 'LicenseRef-NIST', readIn: 'LICENSE.txt' },
};

/** All packages of the lock file by their folder; the first entry, which is ours, left out. */
export function lockedPackages(): Map<string, LockedPackage> {
  const text = readFileSync(join(packageRoot(), 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as { packages: Record<string, LockedPackage> };
  return new Map(Object.entries(packages).filter(([folder]) => folder !== ''));
}

/** The name of a package from its folder: `node_modules/a/node_modules/@b/c` is `@b/c`. */
export function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Every package and version once, by name; in production if anything in production needs it. */
export function licences(): Licensed[] {
  const found = new Map<string, Licensed>();
  for (const [folder, { version, license, dev }] of lockedPackages()) {
    const name = nameOf(folder);
    const key = `${name} ${version}`;
    const stated = READ_ELSEWHERE[name] ?? { licence: license ?? 'none' };
    const use = dev && found.get(key)?.use !== 'production' ? 'development' : 'production';
    found.set(key, { name, version, ...stated, use });
  }
  return [...found.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Does an SPDX expression let us do with what is allowed? `A OR B` needs one of them, `A AND B` both. */
export function isAllowed(expression: string, allowed: readonly string[]): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some((one) => isAllowed(one, allowed));
  return plain.split(' AND ').every((one) => allowed.includes(one));
}

/** The licence that an installed package's own record names; undefined where it is not installed here, or names none. */
export function installedLicence(folder: string): string | undefined {
  const path = join(packageRoot(), folder, 'package.json');
  if (!existsSync(path)) return undefined;
  const { license } = JSON.parse(readFileSync(path, 'utf8')) as { license?: unknown };
  return typeof license === 'string' ? license : undefined;
}

/** docs/licences.md, from the lock file alone: the same on every platform. */
export function licencesPage(): string {
  const all = licences();
  const counts = (use: Licensed['use']): string => {
    const tally = new Map<string, number>();
    for (const one of all) if (one.use === use) tally.set(one.licence, (tally.get(one.licence) ?? 0) + 1);
    return [...tally]
      .sort(([a, m], [b, n]) => n - m || compare(a, b))
      .map(([licence, n]) => `${n} ${licence}`)
      .join(', ');
  };
  const row = ({ name, version, licence, readIn, use }: Licensed): string =>
    `| ${name} | ${version} | ${licence}${readIn === undefined ? '' : ` (read in its ${readIn})`} | ${use} |`;
  return `# Licences of all dependencies

Written by \`npm run licences\` from package-lock.json; a test keeps it current, and fails for a licence that does not go with MIT.
${all.length} packages, each version once, those for other platforms included.

- Production (installed with ionsieve): ${counts('production')}.
- Development (needed to build and test it): ${counts('development')}.

Permissive licences are allowed: ${PERMISSIVE.join(', ')}; the last is the notice of the United States' National Institute of
Standards and Technology. ${BY_FILE.join(', ')}, copyleft by the file, is allowed for packages that are installed as they came. The page of
\`ionsieve explore\` is bundled from permissive packages only; their notices stand beside it, in \`dist/explorer/licences.txt\`; so
is the program of a cluster's tasks, in \`dist/slurm\`.

| package | version | licence | used in |
| --- | --- | --- | --- |
${all.map(row).join('\n')}
`;
}
