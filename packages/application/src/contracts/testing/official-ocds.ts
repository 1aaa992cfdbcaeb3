import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ValidateFunction } from 'ajv';
import draft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import kept from './ocds-1.1.5.json' with { type: 'json' };

/** The official files with their prose are no part of the checkout: they lie beside it, or where GUANYUN_SHARED says. */
const shared =
  process.env.GUANYUN_SHARED ?? fileURLToPath(new URL('../../../../../../shared', import.meta.url));
const folder = join(shared, 'schemas', 'ocds');
export const missing = !existsSync(join(folder, 'release-schema.json'));
if (missing)
  console.warn('NOT COMPARED with the official files of OCDS 1.1.5: no folder shared/schemas/ocds');

export const load = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
/** The official examples, by their place. */
export const examples = (): string[] =>
  missing ? [] : globSync('{examples,fictional-example-1.1}/**/*.json', { cwd: folder }).sort();

/** What a schema demands, without what it says to people and to tools. */
export const withoutProse = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(withoutProse);
  if (typeof schema !== 'object' || schema === null) return schema;
  const said = Object.entries(schema).filter(
    ([key, value]) =>
      !(['title', 'description', 'codelist', 'deprecated'].includes(key) && typeof value !== 'object') &&
      !(key === 'deprecated' && typeof value === 'object'),
  );
  return Object.fromEntries(said.map(([key, value]) => [key, withoutProse(value)]));
};

const of = 'https://standard.open-contracting.org/schema/1__1__5/';
const names = ['release', 'versioned-release-validation', 'release-package', 'record-package'] as const;
/** The demands of the official schema as they are kept here, and as the official files have them. */
export const keptSchemas = (): unknown => kept.schemas;
export const officialSchemas = (): unknown =>
  Object.fromEntries(names.map((name) => [name, withoutProse(load(`${name}-schema.json`))]));

/** The judge of packages of releases and of records; schemas refer to one another by address, nothing is fetched. */
export function official(): Record<'releases' | 'records', ValidateFunction> {
  const ajv = new draft04.default({ strict: false });
  addFormats.default(ajv);
  for (const name of names) ajv.addSchema(kept.schemas[name], `${of}${name}-schema.json`);
  const judge = (name: string): ValidateFunction => {
    const validate = ajv.getSchema(`${of}${name}-package-schema.json`);
    if (validate === undefined) throw new Error(`no schema of ${name} packages`);
    return validate;
  };
  return { releases: judge('release'), records: judge('record') };
}
