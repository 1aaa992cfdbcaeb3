import { type EquityEventRow, eventsOfActs } from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { warrantsById } from '@guanyun/db/matters/warrant.store.ts';
import { organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import { type CapTableHolder, capTable } from '@guanyun/domain/equity/cap-table.ts';
import { paymentsDue } from '@guanyun/domain/equity/payment-schedule.ts';
import { absorptionIn } from '@guanyun/domain/equity/register.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan } from '@guanyun/domain/kernel/money.ts';
import { type Ratio, showRatio } from '@guanyun/domain/kernel/ratio.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { mayKeepRegister } from './keeps-register.ts';
import { basisOf, type Reading } from './read-equity.ts';
import { entryOf, registerOf, transactionsOf } from './register.ts';

const shown = (share: Ratio | null) => (share === null ? null : showRatio(share));

async function warrantNumbers(tx: Tx, rows: readonly EquityEventRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ warrantId }) => (warrantId === null ? [] : [warrantId])))];
  return new Map((await warrantsById(tx, ids)).map((warrant) => [warrant.id, warrant.number]));
}

type NameOf = (id: string) => { id: string; name: string; nameStatus: string };

const holderOf = (holder: CapTableHolder, nameOf: NameOf) => ({
  holder: nameOf(holder.id),
  subscribed: formatYuan(holder.subscribed),
  paid: formatYuan(holder.paid),
  share: shown(holder.vote),
  voting: shown(holder.vote),
  dividend: shown(holder.dividend),
  preemption: shown(holder.preemption),
});

/** What else there is to say of the entries: their warrants' numbers, and the other events of the acts that they are part of. */
type Beside = { readonly numbers: ReadonlyMap<string, string>; readonly ofActs: readonly EquityEventRow[] };

async function besideOf(tx: Tx, rows: readonly EquityEventRow[]): Promise<Beside> {
  const acts = rows.filter(({ occasion }) => occasion !== null).map(({ actId }) => actId);
  return { numbers: await warrantNumbers(tx, rows), ofActs: await eventsOfActs(tx, [...new Set(acts)]) };
}

/** What has become of each entry: what took its place, and what it puts right. */
function eventOf(
  row: EquityEventRow,
  rows: readonly EquityEventRow[],
  nameOf: NameOf,
  { numbers, ofActs }: Beside,
) {
  const elsewhere = ofActs.filter(({ actId, targetId }) => actId === row.actId && targetId !== row.targetId);
  const name = (id: string | null) => (id === null ? null : nameOf(id));
  return {
    id: row.id,
    kind: row.kind,
    occasion: row.occasion,
    /** The other companies in whose registers the same act stands. */
    together: [...new Set(elsewhere.map(({ targetId }) => targetId))].map(nameOf),
    from: name(row.fromId),
    to: name(row.toId),
    amount: row.subscribed,
    paid: row.paid,
    price: row.price,
    decidedOn: row.decidedOn,
    registerOn: row.registerOn,
    registrationOn: row.registrationOn,
    warrant: row.warrantId === null ? null : { id: row.warrantId, number: numbers.get(row.warrantId) ?? '' },
    exemption: row.exemption,
    corrects: row.corrects,
    amends: row.amends,
    because: row.because,
    correctedBy: rows.find((other) => other.corrects === row.id)?.id ?? null,
    amendedBy: rows.find((other) => other.amends === row.id)?.id ?? null,
    documents: row.documents,
    source: row.source,
    recordedAt: row.recordedAt.toISOString(),
  };
}

/**
 * One company's holders in the three ratios, what they still have to pay in, and every entry behind them: on a day, in one
 * reading, of what was known by the end of another.
 */
export function readCapTable(
  deps: Deps,
  actor: Actor,
  asked: { companyId: string; asOf: LocalDate; basis: Reading; knownOn?: LocalDate | undefined },
) {
  return read(deps, actor, async (tx) => {
    const { companyId, asOf, basis, knownOn = null } = asked;
    const organizations = await organizationsOn(tx, asOf);
    const byId = new Map(organizations.map((o) => [o.id, o]));
    const nameOf: NameOf = (id) => {
      const organization = byId.get(id);
      return { id, name: organization?.name ?? '', nameStatus: organization?.nameStatus ?? 'unknown' };
    };
    const company = found(byId.get(companyId), 'company');
    const rows = await registerOf(tx, companyId, knownOn);
    const transactions = transactionsOf(rows);
    const table = capTable(transactions, asOf, basisOf[basis]);
    const beside = await besideOf(tx, rows);
    const absorbed = absorptionIn(rows.map(entryOf), asOf, basisOf[basis]);
    return {
      company: nameOf(companyId),
      absorbed: absorbed === null ? null : { by: nameOf(absorbed.by), on: absorbed.on },
      total: formatYuan(table.registeredCapital),
      paidIn: formatYuan(table.paidIn),
      reserve: formatYuan(table.capitalReserve),
      holders: table.holders.map((holder) => holderOf(holder, nameOf)),
      payments: paymentsDue(transactions, company.form ?? 'limited', asOf).map((due) => ({
        holder: nameOf(due.holder),
        outstanding: formatYuan(due.outstanding),
        dueBy: due.dueBy,
        overdue: due.overdue,
        basis: [due.basis],
      })),
      events: rows.map((row) => eventOf(row, rows, nameOf, beside)),
      // Whoever may have been meant.
      parties: organizations
        .filter(({ id, kind }) => kind !== 'committee' && id !== companyId)
        .map(({ id }) => nameOf(id)),
      mayKeep: knownOn === null && (await mayKeepRegister(tx, deps, actor, companyId)),
      today: today(deps),
    };
  });
}
