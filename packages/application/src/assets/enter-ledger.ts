import { saveBalances } from '@guanyun/db/assets/ledger-balance.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideLedger } from '@guanyun/domain/assets/ledger-accounts.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, NotFound, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';

export type LedgerAsked = {
  readonly requestId: string;
  readonly organizationId: string;
  readonly asOf: string;
  readonly accounts: readonly { readonly account: string; readonly amount: string }[];
  readonly document: string;
};

/**
 * A company's finance enters what its general ledger says of assets at the end of a month. Entered again, the last entry
 * is read and the earlier stays. Refused: DOCUMENT_UNKNOWN, and what `decideLedger` refuses; NotFound for another's ledger.
 */
export function enterLedger(
  deps: Deps,
  actor: Actor,
  asked: LedgerAsked,
): Promise<Answer<{ entryId: string }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'ledger', id: asked.organizationId, title: asked.asOf };
  const command = { requestId, act: 'assets.enterLedger', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ entryId: string }>> => {
    const { organizationId, asOf, accounts, document } = asked;
    if (organizationId !== actor.post.organizationId) throw new NotFound('organization');
    const lines = accounts.map(({ account, amount }) => ({ account, amount: parseYuan(amount) }));
    const decision = decideLedger(localDate(asOf), lines, today(deps));
    if (decision.outcome === 'refused') return decision;
    const papers = await papersThere(tx, [document]);
    if (papers.outcome === 'refused') return papers;
    const entryId = deps.newId();
    const of = { entryId, organizationId, asOf, document };
    const marks = { personId: actor.person.id, recordedAt: deps.now() };
    await saveBalances(
      tx,
      accounts.map((line) => ({ ...of, ...line, ...marks })),
    );
    const [company] = await organizationsById(tx, today(deps), [organizationId]);
    const subject = { ...about, title: `${company?.name ?? ''} ${asOf}` };
    return accept({ subject, content: { entryId, ...body }, answer: { entryId } });
  });
}
