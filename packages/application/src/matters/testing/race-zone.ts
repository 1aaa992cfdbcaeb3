import { createHash, randomUUID } from 'node:crypto';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Database } from '@guanyun/db/kernel/connection.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { saveContent, saveMatter, saveSignature } from '@guanyun/db/matters/matter.store.ts';
import { saveMandate } from '@guanyun/db/organizations/organization.store.ts';
import { savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, postRow, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { matterRow, type NewMatter } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { digestOf } from '../../evidence/digest.ts';
import { testDeps } from '../../kernel/testing/deps.ts';
import type { Actor } from '../../organizations/actor.ts';
import type { Gather } from '../route-case.ts';

const people = ['handler', 'other', 'legal', 'reviewer', 'secretary', 'a', 'b', 'c', 'd', 'both'] as const;
type Who = (typeof people)[number];
const paper = createHash('sha256').update('示例').digest('hex');
const codes = [
  'PARTY',
  'SWC',
  'BOARD',
  'SH',
  'LEGAL',
  'COMPL',
  'RISK',
  'AUDIT',
  'APPR',
  'CRED',
  'PUB',
  'EXPERT',
];
const heldOn: Record<string, string> = { PARTY: '2026-06-01', SWC: '2026-06-02', BOARD: '2026-06-03' };

/** Two companies, a committee, its mandate and its members; they are played on 2026-07-15. */
export async function foundZone(db: Database) {
  const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db, everything, body);
  const made = await work(async (tx) => {
    const ids: Partial<Record<Who, string>> = {};
    for (const who of people) ids[who] = await somePerson(tx, who);
    const persons = ids as Record<Who, string>;
    const worth = { netAssets: '90000000000.00', netAssetsOn: '2026-03-31' };
    const [one, two] = [await someCompany(tx, worth), await someCompany(tx, worth)];
    const committee = await someCompany(tx, { kind: 'committee', form: null, tier: null });
    for (const organizationId of [one, two]) {
      const document = { name: '示例.pdf', size: '1', mediaType: 'application/pdf', organizationId };
      await saveDocument(tx, { ...document, digest: paper, uploadedBy: persons.handler });
    }
    await savePosts(
      tx,
      (['a', 'b', 'c', 'd'] as const).map((who) =>
        postRow({ personId: persons[who], organizationId: committee, kind: 'committee_member' }),
      ),
    );
    await saveMandate(tx, {
      ...{ id: randomUUID(), number: '示例1号', fromId: committee, toId: committee, companies: null },
      ...{ matters: ['asset_disposal'], deliberateOnly: [], limitAmount: null },
      ...{ validFrom: '2024-07-01', validTo: '2028-12-31', source: 'illustrative' },
    });
    return { persons, one, two, committee };
  });
  const files = { has: async () => true, read: async () => new Uint8Array() };
  const deps = testDeps(db, '2026-07-15T02:00:00Z', { files });
  const as = (who: Who, kind: PostKind, company = made.one): Actor => {
    const side = sideOf(kind);
    const organizationId = side === 'company' ? company : made.committee;
    const post = { id: randomUUID(), kind, organizationId, side };
    return {
      accountId: randomUUID(),
      account: who,
      person: { id: made.persons[who], name: who },
      post,
      onBehalfOf: null,
    };
  };
  return { work, deps, as, ...made };
}
type FoundZone = Awaited<ReturnType<typeof foundZone>>;

/** The same in a database of its own. */
export async function makeZone() {
  const db = await cloneTestDatabase();
  return { db, ...(await foundZone(db.app)) };
}
export type Zone = Awaited<ReturnType<typeof makeZone>>;

export const contentFor = (companyId: string, toId: string): MatterContent => ({
  title: `示例处置 ${randomUUID()}`,
  proposal: {
    ...{ matter: 'asset_disposal', companyId, assetIds: [], toId },
    ...{ basisDate: '2026-03-31', decidedOn: '2026-06-04' },
  },
  records: codes.map((code) => ({
    ...{ code, heldOn: heldOn[code] ?? '2026-06-04', outcome: 'approved' as const, baseDate: '2026-03-31' },
  })),
  materials: [...Array(26).keys()].map((i) => {
    const code = i < 14 ? `M${i + 1}` : `S${i - 13}`;
    return { code, name: code, digest: paper };
  }),
});

const signers = [['company_legal', 'a'] as const, ['company_representative', 'b'] as const];

/** A case in that state, with its content and its signatures: both, unless only the first is there. */
export async function someCase(
  zone: FoundZone,
  tx: Tx,
  company: string,
  over: Partial<NewMatter> = {},
  signatures = 2,
) {
  const content = contentFor(company, zone.two);
  const contentDigest = digestOf(content);
  const row = matterRow(company, { contentDigest, ...over });
  await saveMatter(tx, row);
  const of = { matterId: row.id, contentDigest };
  await saveContent(tx, {
    ...{ matterId: row.id, version: 1, content, digest: contentDigest },
    personId: zone.persons.handler,
  });
  for (const [postKind, who] of signers.slice(0, signatures))
    await saveSignature(tx, {
      ...{
        ...of,
        organizationId: company,
        contentVersion: 1,
        postKind,
        personId: zone.persons[who],
        onBehalfPersonId: null,
      },
    });
  return { id: row.id, content, contentDigest };
}

export const gather =
  (amount: string, aggregationKey: string): Gather =>
  async (_tx, _on, { companyId }) => ({
    ...{ facts: { class: 'other', mode: 'public' }, amount, parties: [companyId], aggregationKey },
    ...{ stateShare: '1', firstTierId: null },
  });
