import { lineOf, ocidOf } from '@guanyun/db/contracts/ocds.store.ts';
import { compiledRelease, type OcdsRelease } from '@guanyun/domain/contracts/ocds-merge.ts';
import { assert } from '@guanyun/domain/kernel/assert.ts';
import { recordPackage } from '../../contracts/read-ocds.ts';
import { releaseOf, releaseProcess } from '../../contracts/release-process.ts';
import { official } from '../../contracts/testing/official-ocds.ts';
import type { ContractZone } from './contracts.ts';

const judges = official();
const problemsOf = (judge: keyof typeof judges, pack: unknown): unknown[] =>
  judges[judge](JSON.parse(JSON.stringify(pack))) ? [] : (judges[judge].errors ?? []);

/**
 * What was released of the process of a contract: the problems that the official schema has with its releases and its
 * record, what they amount to, and how many releases it would still take to say what the contract is now (`left`).
 */
export async function released(z: Pick<ContractZone, 'work' | 'deps' | 'reviewer'>, contractId: string) {
  const ocid = await z.work((tx) => ocidOf(tx, contractId));
  assert(ocid !== null, 'nothing was released');
  const before = await z.work((tx) => lineOf(tx, ocid));
  const releases: OcdsRelease[] = before.map(releaseOf);
  await z.work((tx) => releaseProcess(tx, z.deps, { contractId }));
  const after = await z.work((tx) => lineOf(tx, ocid));
  const uri = 'https://example.org/ocds';
  const record = await recordPackage(z.deps, z.reviewer, ocid, uri);
  const compiled = compiledRelease(releases);
  const { records: _records, ...head } = record;
  return {
    ...{ ocid, releases, compiled, left: after.length - before.length },
    problems: [...problemsOf('releases', { ...head, releases }), ...problemsOf('records', record)],
  };
}
