import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { saveSignature, signaturesOf } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { type Refusal, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import { type Actor, haveSigned, signedBy } from '../organizations/actor.ts';
import { organizationNames } from '../organizations/names.ts';

/** Signatures that count: on the content as it stands. */
export async function validSignatures(tx: Tx, row: MatterRow) {
  return (await signaturesOf(tx, row.id)).filter(
    (s) => s.contentVersion === row.contentVersion && s.contentDigest === row.contentDigest,
  );
}

/** One signature a person on one content: nobody stands for two of the companies in a joint case. */
export async function signedAlready(tx: Tx, row: MatterRow, actor: Actor): Promise<Refused<Refusal> | null> {
  return haveSigned(await validSignatures(tx, row), actor)
    ? refuse('DUTIES_NOT_SEPARATE', { duty: 'representative' })
    : null;
}

export const saveOwnSignature = (tx: Tx, row: MatterRow, actor: Actor): Promise<void> =>
  saveSignature(tx, {
    matterId: row.id,
    organizationId: actor.post.organizationId,
    contentVersion: row.contentVersion,
    contentDigest: row.contentDigest,
    postKind: actor.post.kind,
    ...signedBy(actor),
  });

/** Whose signature is still missing, by company and post. */
export async function signatureRefusals(
  tx: Tx,
  row: MatterRow,
  content: MatterContent,
  on: LocalDate,
): Promise<Refusal[]> {
  const signed = await validSignatures(tx, row);
  const organization = await organizationNames(tx, on);
  const owed = [
    ...['company_legal', 'company_representative'].map((post) => ({ post, company: row.companyId })),
    ...(content.participants ?? []).map((p) => ({ post: 'company_representative', company: p.companyId })),
  ];
  return owed
    .filter(({ post, company }) => !signed.some((s) => s.postKind === post && s.organizationId === company))
    .map(({ post, company }) => ({
      code: 'SIGNATURE_MISSING',
      facts: { company: organization(company).name, post },
    }));
}
