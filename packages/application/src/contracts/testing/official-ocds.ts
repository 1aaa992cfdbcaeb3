import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ValidateFunction } from 'ajv';
import draft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';

/** The official schema and its cases are no part of the checkout: they lie beside it, or where GUANYUN_SHARED says. */
const shared =
  process.env.GUANYUN_SHARED ?? fileURLToPath(new URL('../../../../../../shared', import.meta.url));
const folder = join(shared, 'schemas', 'ocds');
export const missing = !existsSync(join(folder, 'release-schema.json'));
if (missing)
  console.warn('NOT CHECKED against the official schema of OCDS 1.1.5: no folder shared/schemas/ocds');

export const load = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
/** The official examples, by their place. */
export const examples = (): string[] =>
  missing ? [] : globSync('{examples,fictional-example-1.1}/**/*.json', { cwd: folder }).sort();

const of = 'https://standard.open-contracting.org/schema/1__1__5/';

/** The official judge of packages of releases and of records; schemas refer to one another by address, nothing is fetched. */
export function official(): Record<'releases' | 'records', ValidateFunction> {
  const ajv = new draft04.default({ strict: false });
  addFormats.default(ajv);
  for (const name of ['release', 'versioned-release-validation', 'release-package', 'record-package'])
    ajv.addSchema(load(`${name}-schema.json`) as object, `${of}${name}-schema.json`);
  const judge = (name: string): ValidateFunction => {
    const validate = ajv.getSchema(`${of}${name}-package-schema.json`);
    if (validate === undefined) throw new Error(`no schema of ${name} packages`);
    return validate;
  };
  return { releases: judge('release'), records: judge('record') };
}
