import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { ObligationRow } from '@guanyun/db/matters/execution.model.ts';
import { saveObligations } from '@guanyun/db/matters/execution.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { bringsAnything, groundOf, obligationsAfter } from '@guanyun/domain/matters/after-approval.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import { precheckTypeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import type { Deps } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { figuresOn } from './figures.ts';

/** An obligation nobody has reported on yet. */
export const openObligation = (
  row: Pick<ObligationRow, 'id' | 'matterId' | 'ownerId' | 'kind' | 'text' | 'basis' | 'dueOn'> &
    Partial<Pick<ObligationRow, 'code'>>,
): ObligationRow => ({
  code: null,
  ...row,
  state: 'open',
  report: null,
  evidence: [],
  reportedOn: null,
  reportedBy: null,
  confirmedOn: null,
  confirmedBy: null,
  opinion: null,
});

/**
 * What these companies owe from that day: registrations with their windows, notices, reports. After a decision once (under
 * a vote instruction after the shareholders' resolution), and after each act under the warrant.
 */
export async function oweAfter(
  tx: Tx,
  deps: Deps,
  about: {
    matter: Pick<MatterRow, 'id' | 'acceptedOn'>;
    proposal: Proposal;
    ownerIds: readonly string[];
    on: string;
  },
  from: 'decision' | 'act',
): Promise<void> {
  const { matter, proposal, ownerIds } = about;
  const on = localDate(about.on);
  const variant = precheckTypeOf(proposal);
  if (!bringsAnything(proposal.matter, variant, from)) return;
  const { catalogue } = await figuresOn(tx, on, matter.acceptedOn);
  const calendar = await readCalendar(tx);
  const owed = obligationsAfter(proposal.matter, variant, on, calendar, from, catalogue);
  const rows = ownerIds.flatMap((ownerId) =>
    owed.map((o) =>
      openObligation({
        id: deps.newId(),
        matterId: matter.id,
        ownerId,
        kind: o.kind,
        code: o.code,
        text: o.text,
        basis: groundOf(o),
        dueOn: o.dueOn,
      }),
    ),
  );
  await saveObligations(tx, rows);
}
