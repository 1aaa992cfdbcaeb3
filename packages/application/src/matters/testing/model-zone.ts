import { createHash, randomUUID } from 'node:crypto';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Database } from '@guanyun/db/kernel/connection.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { saveMandate } from '@guanyun/db/organizations/organization.store.ts';
import { savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, postRow, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import type { Deps } from '../../kernel/deps.ts';
import type { Actor } from '../../organizations/actor.ts';
import { everybody, seats, type Who } from './model-case.ts';
import type { Day } from './model-days.ts';
import type { Command } from './procedure-law.ts';
import { usual } from './random-command.ts';

/** The paper that stands for every document. */
export const paper = createHash('sha256').update('示例').digest('hex');

/** The zone in which the model is played on a database: one committee, one first-tier company, everybody once. */
export type Zone = {
  db: Database;
  work<T>(body: (tx: Tx) => Promise<T>): Promise<T>;
  committee: string;
  firstTier: string;
  stranger: string;
  persons: Record<Who, string>;
};

export async function companyWith(
  tx: Tx,
  personId: string,
  over: Parameters<typeof someCompany>[1],
): Promise<string> {
  const id = await someCompany(tx, { netAssets: '90000000000.00', netAssetsOn: '2026-03-31', ...over });
  const document = { name: '示例.pdf', size: '1', mediaType: 'application/pdf', organizationId: id };
  await saveDocument(tx, { ...document, digest: paper, uploadedBy: personId });
  return id;
}

/** That for disposals ends in August, under that for equity the committee only deliberates, that for gifts is whole. */
async function someMandates(tx: Tx, committee: string): Promise<void> {
  const mandate = {
    ...{ fromId: committee, toId: committee, companies: null, limitAmount: null, validFrom: '2024-07-01' },
    source: 'illustrative' as const,
  };
  const only = (matter: string, number: string, validTo: Day, deliberateOnly: string[] = []) =>
    saveMandate(tx, { ...mandate, id: randomUUID(), number, matters: [matter], deliberateOnly, validTo });
  await only('asset_disposal', '示例1号', '2026-08-31');
  await only('equity_transfer', '示例2号', '2028-12-31', ['equity_transfer']);
  await only('donation', '示例3号', '2028-12-31');
}

export async function openZone(db: Database): Promise<Zone> {
  const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db, everything, body);
  return work(async (tx) => {
    const persons = {} as Record<Who, string>;
    for (const who of everybody) persons[who] = await somePerson(tx, who);
    const committee = await someCompany(tx, { kind: 'committee', form: null, tier: null });
    const hat = (who: Who, kind: PostKind) =>
      postRow({ personId: persons[who], organizationId: committee, kind });
    await savePosts(tx, [
      ...seats.filter((who) => who !== 'director').map((who) => hat(who, 'committee_member')),
      hat('director', 'committee_director'),
    ]);
    await someMandates(tx, committee);
    const firstTier = await companyWith(tx, persons.handler, {});
    const stranger = await companyWith(tx, persons.handler, {});
    return { db, work, committee, firstTier, stranger, persons };
  });
}

const postOf: Record<Who, PostKind> = {
  ...{ handler: 'company_handler', legal: 'company_legal', representative: 'company_representative' },
  ...{ endorser: 'company_representative', participant: 'company_representative' },
  ...{ reviewer: 'committee_reviewer', reviewer2: 'committee_reviewer', head: 'committee_head' },
  ...{ clearance: 'committee_legal', secretary: 'committee_secretary', director: 'committee_director' },
  ...{ a: 'committee_member', b: 'committee_member', c: 'committee_member', seal: 'committee_seal' },
  ...{ supervisor: 'committee_supervisor', office: 'committee_consultant' },
};

/**
 * Whoever gives a command gives it in the post that it belongs to: which posts may is the permissions' to say, what stands
 * against the person is the procedure's.
 */
export function actorFor(
  zone: Zone,
  k: Pick<Command, 'name' | 'by' | 'stranger' | 'as'>,
  companies: { own: string; participant: string },
): Actor {
  const { name, by } = k;
  const kind = name === 'consentUrgent' ? k.as : postOf[usual[name]];
  const side = sideOf(kind);
  const endorses = name === 'endorse' || name === 'sendBack';
  const company = endorses ? zone.firstTier : name === 'join' ? companies.participant : companies.own;
  const organizationId = side === 'company' ? (k.stranger ? zone.stranger : company) : zone.committee;
  return {
    ...{ accountId: randomUUID(), account: by, person: { id: zone.persons[by], name: by } },
    post: { id: randomUUID(), kind, organizationId, side },
    onBehalfOf: null,
  };
}

export const depsOn = (zone: Zone, day: Day): Deps => ({
  db: zone.db,
  zone: TEST_ZONE,
  now: () => new Date(`${day}T02:00:00Z`),
  newId: randomUUID,
  passwords: { hash: async () => '', verify: async () => false },
  files: { has: async () => true, read: async () => new Uint8Array() },
  readWorkbook: async () => ({ ok: true, sheets: [] }),
});
