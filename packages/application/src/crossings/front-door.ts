import { allOrders } from '@guanyun/db/assets/transfer-order.store.ts';
import { agreementsOf, allLists } from '@guanyun/db/contracts/cooperation-list.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { expectedAt, meetingsAhead } from '@guanyun/db/matters/meeting.store.ts';
import { countMatters, mattersPage, unfiltered } from '@guanyun/db/matters/worklist.store.ts';
import { type Calendar, isWorkingDay } from '@guanyun/domain/kernel/calendar.ts';
import { addDays, type LocalDate, weekday } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { matterStates } from '@guanyun/domain/matters/matter-case.ts';
import { voucherLinesView } from '../accounting/read-vouchers.ts';
import { clusterLines } from '../assets/read-assets.ts';
import { orderLinesView } from '../assets/read-orders.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { linesOf, type MatterLine } from '../matters/read-matters.ts';
import { running, type WaitingFor, waitingConsultations, waitingMatters } from '../matters/read-waiting.ts';
import { warrantLines } from '../matters/read-warrants.ts';
import { type Actor, read } from '../organizations/actor.ts';

/** Cases are counted to here and no further. */
const COUNTED = 1000;

export type Waiting = WaitingFor<'matter' | 'meeting' | 'order' | 'list' | 'warrant'>;

async function waitingMeetings(tx: Tx, actor: Actor): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const meeting of await meetingsAhead(tx)) {
    const expected = (await expectedAt(tx, meeting.id)).some((e) => e.personId === actor.person.id);
    const secretary = actor.post.kind === 'committee_secretary';
    const why = secretary
      ? meeting.state === 'planned'
        ? 'ATTENDANCE'
        : 'CLOSE_MEETING'
      : expected && actor.onBehalfOf === null && meeting.state === 'open'
        ? 'VOTE'
        : null;
    if (why === null) continue;
    waiting.push({
      kind: 'meeting',
      id: meeting.id,
      title: meeting.title,
      organization: '',
      amount: null,
      why,
      stage: meeting.state,
      remaining: null,
      due: meeting.heldOn,
    });
  }
  return waiting;
}

async function waitingLists(tx: Tx, actor: Actor): Promise<Waiting[]> {
  const { kind } = actor.post;
  const side =
    kind === 'company_representative' ? 'company' : kind === 'committee_director' ? 'committee' : null;
  const waiting: Waiting[] = [];
  for (const list of await allLists(tx)) {
    const agreed = (await agreementsOf(tx, list.id)).some((a) => a.side === side);
    const why =
      list.state === 'draft' && side !== null && !agreed
        ? 'AGREE_LIST'
        : list.state === 'agreed' && kind === 'committee_reviewer'
          ? 'PUBLISH_LIST'
          : null;
    if (why !== null)
      waiting.push({
        kind: 'list',
        id: list.id,
        title: list.name,
        organization: '',
        amount: null,
        why,
        stage: list.state,
        remaining: null,
        due: list.effectiveFrom,
      });
  }
  return waiting;
}

async function waitingOrders(tx: Tx, deps: Deps, actor: Actor): Promise<Waiting[]> {
  if (actor.post.kind !== 'company_finance') return [];
  return (await orderLinesView(tx, deps))
    .filter(
      (o) => o.state === 'counting' || (o.state === 'signed' && o.from.id === actor.post.organizationId),
    )
    .map((o) => ({
      kind: 'order',
      id: o.id,
      title: o.number,
      organization: `${o.from.name} → ${o.to.map(({ name }) => name).join('、')}`,
      amount: o.net,
      why: o.state === 'signed' ? 'BOOK' : 'COUNT',
      stage: o.state,
      remaining: null,
      due: null,
    }));
}

async function waitingWarrants(tx: Tx, deps: Deps, actor: Actor): Promise<Waiting[]> {
  if (actor.post.side !== 'company') return [];
  const spender: Record<string, string> = {
    'equity.executeTransfer': 'company_handler',
    'assets.createOrder': 'company_finance',
    'assets.dispose': 'company_finance',
  };
  const opened = new Set((await allOrders(tx)).map((o) => o.warrantId));
  return (await warrantLines(tx, deps))
    .filter(
      (w) =>
        w.state === 'in_force' &&
        w.company.id === actor.post.organizationId &&
        spender[w.executedBy ?? ''] === actor.post.kind,
    )
    .filter((w) => !opened.has(w.id))
    .map((w) => ({
      kind: 'warrant',
      id: w.id,
      title: `${w.number} ${w.title}`,
      organization: w.company.name,
      amount: w.amount,
      why: 'EXECUTE',
      stage: w.state,
      remaining: null,
      due: w.expiresOn,
    }));
}

const urgency = (w: Waiting): number => w.remaining ?? 1000;

function weekOf(calendar: Calendar, on: LocalDate): { workingDays: number; note: string | null } {
  const monday = addDays(on, 1 - weekday(on));
  const days = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n));
  const moved = days.filter((d) => weekday(d) >= 6 && isWorkingDay(calendar, d));
  return {
    workingDays: days.filter((d) => isWorkingDay(calendar, d)).length,
    note: moved[0] ?? null,
  };
}

async function proposalsOf(tx: Tx, deps: Deps, actor: Actor): Promise<MatterLine[]> {
  if (actor.post.side !== 'company') return [];
  const own = { ...unfiltered, states: matterStates, companyId: actor.post.organizationId };
  return linesOf(tx, deps, await mattersPage(tx, own, 'newest', null, 20));
}

/** What waits for this person in this post, why, and how long still; and the picture around it. */
export function readFrontDoor(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const waiting = [
      ...(await waitingMatters(tx, deps, actor)),
      ...(await waitingConsultations(tx, deps, actor)),
      ...(await waitingMeetings(tx, actor)),
      ...(await waitingLists(tx, actor)),
      ...(await waitingOrders(tx, deps, actor)),
      ...(await waitingWarrants(tx, deps, actor)),
    ].sort((a, b) => urgency(a) - urgency(b));
    const warrants = await warrantLines(tx, deps);
    const clusters = await clusterLines(tx, on);
    return {
      today: on,
      week: weekOf(await readCalendar(tx), on),
      waiting,
      figures: {
        urgent: waiting.filter((w) => w.remaining !== null && w.remaining <= 3).length,
        open: await countMatters(tx, { ...unfiltered, states: running }, COUNTED),
        expiringWarrants: warrants.filter((w) => w.state === 'in_force' && w.expiresOn <= addDays(on, 30))
          .length,
        toTransfer: formatYuan(sumFen(clusters.map((c) => parseYuan(c.toTransfer)))),
      },
      meetings: (await meetingsAhead(tx)).map(({ secretaryId: _secretary, ...m }) => m),
      warrants: warrants.filter((w) => w.state === 'in_force').slice(0, 10),
      proposals: await proposalsOf(tx, deps, actor),
      clusters,
      vouchers: await voucherLinesView(tx, deps, {}, null, 10),
    };
  });
}
