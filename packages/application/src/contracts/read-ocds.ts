import {
  lineOf,
  ocidOf,
  publicProcesses,
  publicReleases,
  type ReleasePlace,
} from '@guanyun/db/contracts/ocds.store.ts';
import { findZone } from '@guanyun/db/evidence/request.store.ts';
import { inSnapshot, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { compiledRelease, type OcdsRelease } from '@guanyun/domain/contracts/ocds-merge.ts';
import { type Deps, NotFound } from '../kernel/deps.ts';
import { type Actor, scopeOf } from '../organizations/actor.ts';
import { releaseOf } from './release-process.ts';

const RELEASES_MAX = 200;
const PROCESSES_MAX = 50;

async function head(tx: Tx, deps: Deps, uri: string) {
  const zone = await findZone(tx);
  const name = `${zone?.name ?? ''}${zone?.illustrative === true ? '(示例数据)' : ''}`;
  return { uri, version: '1.1', publishedDate: deps.now().toISOString(), publisher: { name } };
}

/** One process with all its releases and what they amount to: a record package of OCDS 1.1. Not found: not for this reader. */
export function recordPackage(deps: Deps, actor: Actor | null, ocid: string, uri: string) {
  return inSnapshot(deps.db, scopeOf(deps, actor), async (tx) => {
    const releases = (await lineOf(tx, ocid)).map(releaseOf);
    if (releases.length === 0) throw new NotFound('process');
    const record = { ocid, releases, compiledRelease: compiledRelease(releases) };
    return { ...(await head(tx, deps, uri)), records: [record] };
  });
}

const written = ({ releasedAt, ocid, number }: ReleasePlace): string =>
  `${releasedAt.toISOString()}|${ocid}|${number}`;
function placeOf(text: string): ReleasePlace {
  const [at = '', ocid = '', number = ''] = text.split('|');
  const releasedAt = new Date(at);
  if (Number.isNaN(releasedAt.getTime()) || !/^\d{1,9}$/.test(number)) throw new NotFound('place');
  return { releasedAt, ocid, number: Number(number) };
}

/** The public releases of all processes in the order in which they came, a package at a time; `next`: where the next begins. Not found: no such place. */
export function releasePackage(deps: Deps, after: string | null, uri: string) {
  return inSnapshot(deps.db, scopeOf(deps, null), async (tx) => {
    const rows = await publicReleases(tx, after === null ? null : placeOf(after), RELEASES_MAX);
    const last = rows.length < RELEASES_MAX ? undefined : rows.at(-1);
    return {
      package: { ...(await head(tx, deps, uri)), releases: rows.map(releaseOf) },
      next: last === undefined ? null : written(last),
    };
  });
}

/** The line of releases of a tender or a contract, as far as this reader may see it; null: nothing was released. */
export function readReleases(deps: Deps, actor: Actor | null, subjectId: string) {
  return inSnapshot(deps.db, scopeOf(deps, actor), async (tx) => {
    const ocid = await ocidOf(tx, subjectId);
    if (ocid === null) return null;
    const releases = (await lineOf(tx, ocid)).map(({ number, releasedAt, tags }) => ({
      ...{ number, releasedAt: releasedAt.toISOString(), tags },
    }));
    return { ocid, releases };
  });
}

type Summary = {
  readonly tender?: { title?: string; procurementMethod?: string; procurementMethodDetails?: string };
  readonly buyer?: { name?: string };
  readonly awards?: readonly { status?: string; suppliers?: readonly { name?: string }[] }[];
  readonly contracts?: readonly { status?: string; value?: { amount?: number } }[];
};

function lineFor(release: OcdsRelease, changedAt: string) {
  const { tender, buyer, awards, contracts } = release as unknown as Summary;
  const [award, contract] = [awards?.[0], contracts?.[0]];
  return {
    ...{ ocid: release.ocid, changedAt, title: tender?.title ?? '', buyer: buyer?.name ?? '' },
    method: tender?.procurementMethodDetails ?? '',
    supplier: award?.status === 'active' ? (award.suppliers?.[0]?.name ?? '') : '',
    amount: contract?.value?.amount?.toFixed(2) ?? null,
    stage: contract !== undefined ? 'contract' : award?.status === 'active' ? 'award' : 'tender',
    ended: contract?.status === 'terminated' || contract?.status === 'cancelled',
  } as const;
}

/** Public processes, the one that changed last first; `next`: from where to go on. */
export function listProcesses(deps: Deps, before: string | null) {
  const from = before === null ? null : new Date(before);
  return inSnapshot(deps.db, scopeOf(deps, null), async (tx) => {
    const rows = await publicProcesses(tx, from, PROCESSES_MAX);
    const processes = [];
    for (const { ocid } of rows) {
      const line = (await lineOf(tx, ocid)).map(releaseOf);
      const compiled = compiledRelease(line);
      processes.push(lineFor(compiled, compiled.date));
    }
    const next = rows.length < PROCESSES_MAX ? null : (rows.at(-1)?.changedAt.toISOString() ?? null);
    return { processes, next };
  });
}
