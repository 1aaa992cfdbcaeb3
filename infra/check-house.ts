import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './paths.ts';

/** One file of the checkout, its path relative to the root with forward slashes. */
export type SourceFile = { readonly path: string; readonly text: string };

const MAX_LINES = 300;
/** What each layer may import of ours. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'packages/domain': [],
  'packages/casebook': ['domain'],
  'packages/db': ['domain'],
  'packages/application': ['domain', 'db'],
  'packages/api': ['domain', 'application'],
  'apps/server': ['domain', 'db', 'application', 'api', 'casebook'],
  'apps/web': ['domain', 'api'],
  'apps/e2e': [],
  infra: ['domain', 'db', 'application'],
};
const LAYER_HINT: Readonly<Record<string, string>> = {
  'packages/domain': 'rules are pure: load in a use case of packages/application and pass the value in',
  'packages/db': 'a store only loads and saves: join stores in a use case of packages/application',
  'packages/application':
    'a use case knows no transport: put HTTP and permissions in packages/api or apps/server',
  'packages/api': 'a router calls use cases only: put the work in packages/application',
  'apps/web': 'the browser talks to packages/api: add a procedure there',
};

/** The lower slices each slice may build on, besides itself. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  organizations: ['kernel'],
  evidence: ['kernel', 'organizations'],
  matters: ['kernel', 'organizations', 'evidence'],
  accounting: ['kernel', 'organizations', 'evidence'],
  equity: ['kernel', 'organizations', 'evidence', 'matters', 'accounting'],
  contracts: ['kernel', 'organizations', 'evidence', 'matters', 'accounting'],
  assets: ['kernel', 'organizations', 'evidence', 'matters', 'accounting'],
};

/** Spenders of warrants: they never meet, not even in a use case. Use cases may join any other slices. */
const APART = new Set(['equity', 'contracts', 'assets']);

/** Endings with a meaning, and the package that owns them (none: anywhere). */
const ENDINGS: Readonly<Record<string, string>> = {
  '.rule': 'packages/domain',
  '.model': 'packages/db',
  '.store': 'packages/db',
  '.router': 'packages/api',
  '.e2e': 'apps/e2e',
  '.test': '',
  '.property.test': '',
  '.db.test': '',
  '.config': '',
  '.d': '',
};
const VAGUE = new Set(['utils', 'helpers', 'common', 'misc', 'manager', 'index']);
const CODE = /\.(ts|tsx|mjs)$/;
const TEST = /\.(test\.tsx?|e2e\.ts)$/;
const IMPORT = /^[ \t]*(?:import|export)\s+(type\s)?(?:[\w\s{},*$]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const LATE_IMPORT = /\bimport\(\s*()['"]([^'"]+)['"]\s*\)/g;
/** Written in two halves, so that this file does not accuse itself. */
const MUTED = ['biome' + '-ignore', '@ts' + '-ignore', '@ts' + '-nocheck', 'TO' + 'DO', 'FIX' + 'ME'];

type Place = { readonly layer: string; readonly slice?: string; readonly feature?: string };

function placeOf(path: string): Place | undefined {
  const layer = Object.keys(LAYERS).find((folder) => path.startsWith(`${folder}/`));
  if (!layer) return undefined;
  const [source, first, second] = path.slice(layer.length + 1).split('/');
  if (source !== 'src') return { layer };
  const feature = first === 'features' ? second : undefined;
  const slice = feature ?? first;
  return {
    layer,
    ...(slice && Object.hasOwn(BELOW, slice) ? { slice } : {}),
    ...(feature ? { feature } : {}),
  };
}

/** The file of ours that an import names, or undefined for a package from outside. */
function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  const [, name, rest] = /^@guanyun\/([^/]+)\/?(.*)$/.exec(specifier) ?? [];
  if (!name) return undefined;
  const layer = Object.keys(LAYERS).find((folder) => folder.endsWith(`/${name}`)) ?? name;
  return `${layer}/src/${rest}`;
}

function layerProblem(
  from: Place,
  to: Place,
  file: string,
  specifier: string,
  typeOnly: boolean,
): string | undefined {
  if (from.layer === to.layer) return undefined;
  const name = to.layer.split('/')[1] ?? to.layer;
  const test = TEST.test(file);
  if (test && (name === 'casebook' || name === 'domain')) return undefined;
  if (!LAYERS[from.layer]?.includes(name) || specifier.startsWith('.')) {
    const may = LAYERS[from.layer]?.map((one) => `@guanyun/${one}`).join(', ') || 'nothing of ours';
    const hint = LAYER_HINT[from.layer] ?? 'see the table of layers';
    return `imports ${specifier}, but ${from.layer} may import ${may}: ${hint}`;
  }
  if (
    from.layer === 'apps/web' &&
    name === 'api' &&
    !test &&
    !typeOnly &&
    !/(^|\/)input\.ts$/.test(specifier)
  ) {
    return `imports ${specifier} as a value: the browser takes types (import type) and input.ts only from @guanyun/api`;
  }
  return undefined;
}

function sliceProblem(from: Place, to: Place, specifier: string): string | undefined {
  if (from.layer === to.layer && from.feature && to.feature && from.feature !== to.feature) {
    return `feature ${from.feature} imports feature ${to.feature} (${specifier}): let the route compose both, or move the shared part to apps/web/src/parts`;
  }
  if (!from.slice || !to.slice || from.slice === to.slice || BELOW[from.slice]?.includes(to.slice))
    return undefined;
  if (from.layer === 'packages/application' && !(APART.has(from.slice) && APART.has(to.slice)))
    return undefined;
  const above = BELOW[to.slice]?.includes(from.slice);
  const belongs = above
    ? `the code belongs in ${to.slice}, which may import ${from.slice}`
    : `move what both need down to ${from.slice === 'accounting' || to.slice === 'accounting' ? 'evidence' : 'matters'} or lower, or join them from outside both slices`;
  return `slice ${from.slice} imports slice ${to.slice} (${specifier}): ${belongs}`;
}

function importProblems({ path, text }: SourceFile): string[] {
  const from = placeOf(path);
  if (!from) return [];
  const problems: string[] = [];
  for (const [, type, specifier = ''] of [...text.matchAll(IMPORT), ...text.matchAll(LATE_IMPORT)]) {
    const target = targetOf(path, specifier);
    if (!target) {
      const pure = from.layer === 'packages/domain' && path.includes('/src/') && !TEST.test(path);
      if (pure && specifier !== 'zod')
        problems.push(`imports ${specifier}: the domain imports nothing but zod`);
      continue;
    }
    const to = placeOf(target);
    if (!to) continue;
    const found = layerProblem(from, to, path, specifier, Boolean(type)) ?? sliceProblem(from, to, specifier);
    if (found) problems.push(found);
  }
  return problems;
}

function nameProblems(path: string): string[] {
  const file = posix.basename(path).replace(CODE, '');
  const dot = file.indexOf('.');
  const base = dot < 0 ? file : file.slice(0, dot);
  const ending = dot < 0 ? '' : file.slice(dot);
  const problems: string[] = [];
  if (VAGUE.has(base)) problems.push(`"${base}" says nothing: name the file after what it holds`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(base)) problems.push('file names are kebab-case');
  if (ending && !Object.hasOwn(ENDINGS, ending)) {
    problems.push(`ending "${ending}" is not in the closed list ${Object.keys(ENDINGS).join(' ')}`);
  }
  const owner = ENDINGS[ending];
  if (owner && !path.startsWith(`${owner}/`)) problems.push(`files ending in "${ending}" belong in ${owner}`);
  if (file === 'input' && !path.startsWith('packages/api/'))
    problems.push('input.ts belongs in packages/api');
  return problems;
}

function textProblems({ path, text }: SourceFile): string[] {
  const problems = MUTED.filter((word) => text.includes(word)).map(
    (word) => `contains ${word}: solve it now`,
  );
  const lines = text.trimEnd().split('\n').length;
  if (lines > MAX_LINES && !TEST.test(path) && !path.includes('/migrations/')) {
    problems.push(`has ${lines} lines, at most ${MAX_LINES} are allowed: split it by what it is about`);
  }
  return problems;
}

/** Every breach of the house's order in these files, one line each: `path: what is wrong and where the code belongs`. */
export function checkHouse(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => CODE.test(path))
    .flatMap((file) =>
      [...importProblems(file), ...nameProblems(file.path), ...textProblems(file)].map(
        (problem) => `${file.path}: ${problem}`,
      ),
    );
}

function main(): void {
  const list = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  if (list.status !== 0) throw new Error(`git ls-files failed: ${list.stderr}`);
  const paths = list.stdout.split('\n').filter((path) => CODE.test(path) && existsSync(join(ROOT, path)));
  const problems = checkHouse(paths.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })));
  for (const problem of problems) console.error(problem);
  console.log(`${paths.length} files, ${problems.length} problems`);
  if (paths.length === 0 || problems.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
