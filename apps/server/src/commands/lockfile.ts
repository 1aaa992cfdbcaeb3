/** A package as the lockfile names it, with what it brings along: keys of `packages` again. */
export type LockedPackage = {
  readonly name: string;
  readonly version: string;
  /** `sha512-` and base64, as the registry gave it. */
  readonly integrity: string;
  readonly needs: readonly string[];
};

/** What a pnpm lockfile of version 9 says: every package by its key, and what each folder of the house needs at run time. */
export type Lockfile = {
  readonly packages: ReadonlyMap<string, LockedPackage>;
  readonly folders: ReadonlyMap<
    string,
    { readonly packages: readonly string[]; readonly links: readonly string[] }
  >;
};

const bare = (text: string): string => text.replace(/^'|'$/g, '');
/** `name@version` without the peers that pnpm puts behind it in brackets. */
const plainKey = (key: string): string => bare(key).replace(/\(.*$/, '');

/** The lines of a section, by their two-space headings. */
function headed(section: string): [heading: string, body: string][] {
  return section
    .split(/\n(?= {2}\S)/)
    .map((block): [string, string] => {
      const [, heading = '', body = ''] =
        /^ {2}(.+?):(?: \{\})?(?:\n([\s\S]*))?$/.exec(block.trimEnd()) ?? [];
      return [bare(heading), body];
    })
    .filter(([heading]) => heading !== '');
}

function sectionOf(text: string, name: string): string {
  const [, section] = new RegExp(`^${name}:\\n\\n?([\\s\\S]*?)(?=^\\S|(?![\\s\\S]))`, 'm').exec(text) ?? [];
  if (section === undefined) throw new Error(`the lockfile has no section ${name}`);
  return section;
}

/** The entries under the headings of a block that are wanted at run time. */
function runtimeEntries(body: string): string[] {
  return body
    .split(/\n(?= {4}\S)/)
    .filter((part) => /^ {4}(?:dependencies|optionalDependencies):/.test(part))
    .flatMap((part) => part.split('\n').slice(1));
}

function needsOf(snapshot: string): string[] {
  return runtimeEntries(snapshot).flatMap((line) => {
    const [, name = '', version = ''] = /^ {6}(\S+): (\S+)$/.exec(line) ?? [];
    return name === '' ? [] : [plainKey(`${bare(name)}@${bare(version)}`)];
  });
}

function folderOf(importer: string): { packages: string[]; links: string[] } {
  const [packages, links]: [string[], string[]] = [[], []];
  let name = '';
  for (const line of runtimeEntries(importer)) {
    name = bare(/^ {6}(\S+):$/.exec(line)?.[1] ?? name);
    const [, version] = /^ {8}version: (\S+)$/.exec(line) ?? [];
    if (version === undefined) continue;
    if (version.startsWith('link:')) links.push(version.slice('link:'.length));
    else packages.push(plainKey(`${name}@${version}`));
  }
  return { packages, links };
}

/** @throws when the text is no lockfile of version 9, or a package in it has no digest */
export function readLockfile(text: string): Lockfile {
  if (!/^lockfileVersion: '9\.\d'$/m.test(text)) throw new Error('not a pnpm lockfile of version 9');
  const needs = new Map<string, string[]>();
  for (const [key, body] of headed(sectionOf(text, 'snapshots')))
    needs.set(plainKey(key), [...(needs.get(plainKey(key)) ?? []), ...needsOf(body)]);
  const packages = new Map<string, LockedPackage>();
  for (const [key, body] of headed(sectionOf(text, 'packages'))) {
    const [, name = '', version = ''] = /^(@?[^@]+)@(.+)$/.exec(key) ?? [];
    const [, integrity] = /resolution: \{integrity: (sha512-[A-Za-z0-9+/=]+)/.exec(body) ?? [];
    if (name === '' || integrity === undefined) throw new Error(`${key} has no digest in the lockfile`);
    packages.set(key, { name, version, integrity, needs: [...new Set(needs.get(key))].sort() });
  }
  const folders = new Map(
    headed(sectionOf(text, 'importers')).map(([folder, body]) => [folder, folderOf(body)]),
  );
  return { packages, folders };
}
