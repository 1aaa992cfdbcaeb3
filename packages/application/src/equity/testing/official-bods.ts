import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The official schema and its cases are no part of the checkout: they lie beside it, or where GUANYUN_SHARED says. */
const shared =
  process.env.GUANYUN_SHARED ?? fileURLToPath(new URL('../../../../../../shared', import.meta.url));
const folder = join(shared, 'schemas', 'bods');
export const missing = !existsSync(join(folder, 'statement.json'));
if (missing)
  console.warn('NOT CHECKED against the official schema of BODS 0.4: no folder shared/schemas/bods');

const load = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
/** The official files of a folder, by name. */
export const filesIn = (...path: string[]): { name: string; value: unknown }[] =>
  readdirSync(join(folder, ...path))
    .sort()
    .map((name) => ({ name, value: load(...path, name) }));

/** The schemas name each other by bare URNs, which ajv does not resolve; it is given addresses instead. */
export function official(): ValidateFunction {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const parts = ['components', 'entity-record', 'person-record', 'relationship-record', 'statement'];
  for (const part of parts) {
    const text = readFileSync(join(folder, `${part}.json`), 'utf8');
    ajv.addSchema(JSON.parse(text.replaceAll(/"urn:(\w+)/g, '"https://bods.example/$1')) as object);
  }
  const validate = ajv.getSchema('https://bods.example/statement');
  if (validate === undefined) throw new Error('no schema of statements');
  return validate;
}
