import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import draft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Stack } from './stack.ts';

const kept = JSON.parse(
  readFileSync(
    resolve(import.meta.dirname, '../../../../packages/application/src/contracts/testing/ocds-1.1.5.json'),
    'utf8',
  ),
) as { schemas: Record<string, object> };
const at = 'https://standard.open-contracting.org/schema/1__1__5/';
const ajv = new draft04.default({ strict: false });
addFormats.default(ajv);
for (const [name, schema] of Object.entries(kept.schemas)) ajv.addSchema(schema, `${at}${name}-schema.json`);

/** What the official schema of OCDS 1.1.5 has against a package. */
function problemsOf(kind: 'release' | 'record', pack: unknown): unknown[] {
  const judge = ajv.getSchema(`${at}${kind}-package-schema.json`);
  if (judge === undefined) throw new Error(`no schema of ${kind} packages`);
  return judge(pack) ? [] : (judge.errors ?? []);
}

type Release = { ocid: string; tag: string[] };
export type PublicProcess = { ocid: string; releases: Release[]; compiledRelease: Record<string, unknown> };

const got = async <T>(url: string): Promise<T> => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return (await answer.json()) as T;
};

/** Everything that is public, as anybody takes it without signing in, and what the official schema says against any of it. */
export async function openData(stack: Stack): Promise<{ problems: unknown[]; processes: PublicProcess[] }> {
  const problems: unknown[] = [];
  const ocids = new Set<string>();
  type Page = { releases: Release[]; links?: { next?: string } };
  for (let url: string | undefined = `${stack.url}/ocds/releases.json`; url !== undefined; ) {
    const page: Page = await got<Page>(url);
    problems.push(...problemsOf('release', page));
    for (const { ocid } of page.releases) ocids.add(ocid);
    url = page.links?.next;
  }
  const processes: PublicProcess[] = [];
  for (const ocid of ocids) {
    const url = `${stack.url}/ocds/records/${encodeURIComponent(ocid)}.json`;
    const record = await got<{ records: PublicProcess[] }>(url);
    problems.push(...problemsOf('record', record));
    processes.push(...record.records);
  }
  return { problems, processes };
}
