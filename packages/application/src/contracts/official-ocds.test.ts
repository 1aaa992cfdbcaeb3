import { compiledRelease, type OcdsRelease } from '@guanyun/domain/contracts/ocds-merge.ts';
import { describe, expect, test } from 'vitest';
import { examples, keptSchemas, load, missing, official, officialSchemas } from './testing/official-ocds.ts';

type Package = {
  readonly releases?: readonly OcdsRelease[];
  readonly records?: readonly {
    readonly ocid: string;
    readonly compiledRelease: OcdsRelease;
    readonly releases: readonly object[];
  }[];
};
const read = (path: string) => load(path) as Package;
const byDate = (releases: readonly OcdsRelease[]): OcdsRelease[] =>
  releases.toSorted((a, b) => Date.parse(a.date) - Date.parse(b.date));
const compiled = (...paths: string[]): OcdsRelease =>
  compiledRelease(byDate(paths.flatMap((path) => read(path).releases ?? [])));

describe.skipIf(missing)('the official files of OCDS 1.1.5', () => {
  const judges = official();

  test('demand what the schemas kept here demand', () => {
    expect(keptSchemas()).toEqual(officialSchemas());
  });

  test.each(examples())('%s passes the schema as it is read here', (path) => {
    const example = read(path);
    const judge = example.records === undefined ? judges.releases : judges.records;
    expect([judge(example), judge.errors]).toEqual([true, null]);
  });

  test.each(['merged', 'merged-tender'])('the record %s is the merge of its releases', (record) => {
    const parts = examples().filter((path) => path.startsWith('examples/merging/merge-'));
    expect(compiled(...parts)).toEqual(read(`examples/merging/${record}.json`).records?.[0]?.compiledRelease);
  });

  test('the record of the fictional process is the merge of its releases', () => {
    const place = 'fictional-example-1.1';
    const parts = examples().filter((path) => /^fictional-example-1\.1\/ocds-213czf-000-00001-\d/.test(path));
    const record = read(`${place}/record-ocds-213czf-000-00001.json`).records?.[0];
    expect(compiled(...parts)).toEqual(record?.compiledRelease);
  });
});
