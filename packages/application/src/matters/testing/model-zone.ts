import { createHash, randomUUID } from 'node:crypto';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Database } from '@guanyun/db/kernel/connection.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { saveMandate } from '@guanyun/db/organizations/organization.store.ts';
import { saveAccount, savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, postRow, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import type { Deps } from '../../kernel/deps.ts';
import type { Actor } from '../../organizations/actor.ts';
import { everybody, type Who } from './model-case.ts';
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
  accounts: Record<Who, string>;
  /** The usual posts; those of a case's own companies are given with it. */
  posts: Record<Who, Post>;
  admin: Actor;
};
export type Post = { id: string; organizationId: string };

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
    const [persons, accounts] = [{} as Record<Who, string>, {} as Record<Who, string>];
    for (const who of everybody) [persons[who], accounts[who]] = await someAccount(tx, who);
    const committee = await someCompany(tx, { kind: 'committee', form: null, tier: null });
    const seat = { personId: persons.secretary, organizationId: committee };
    await savePosts(tx, [postRow({ ...seat, kind: 'committee_member' })]);
    await someMandates(tx, committee);
    const firstTier = await companyWith(tx, persons.handler, {});
    const stranger = await companyWith(tx, persons.handler, {});
    const zone: Zone = {
      ...{ db, work, committee, firstTier, stranger, persons, accounts },
      ...{ posts: {} as Zone['posts'], admin: await someAdmin(tx, committee) },
    };
    for (const who of everybody) await givePost(tx, zone, who, bodyOf(zone, who));
    return zone;
  });
}

export async function someAccount(tx: Tx, who: string): Promise<[person: string, account: string]> {
  const [personId, id] = [await somePerson(tx, who), randomUUID()];
  await saveAccount(tx, {
    ...{ id, personId, login: id, passwordHash: 'x', disabledAt: null, disabledReason: null },
  });
  return [personId, id];
}

async function someAdmin(tx: Tx, organizationId: string): Promise<Actor> {
  const [id, accountId] = await someAccount(tx, 'admin');
  const post = { id: randomUUID(), kind: 'security_admin', organizationId, side: 'administration' } as const;
  return { accountId, account: 'admin', person: { id, name: 'admin' }, post, onBehalfOf: null };
}

/** Where somebody works whose companies are not those of one case. */
export function bodyOf(zone: Zone, who: Who): string {
  if (who === 'endorser') return zone.firstTier;
  return sideOf(postOf[who]) === 'company' && who !== 'handler' ? zone.stranger : zone.committee;
}

/** The usual post; that of who sits as a member besides is his seat. */
export async function givePost(tx: Tx, zone: Zone, who: Who, organizationId: string): Promise<void> {
  const kind = who === 'handler' ? 'committee_member' : postOf[who];
  const personId = zone.persons[who];
  const row = postRow({ personId, organizationId, kind });
  await savePosts(tx, [row]);
  zone.posts[who] = { id: row.id, organizationId };
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
    ...{ accountId: zone.accounts[by], account: by, person: { id: zone.persons[by], name: by } },
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
