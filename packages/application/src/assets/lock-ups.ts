import {
  assetsOfSheet,
  movedWithinWatch,
  type WatchedSheet,
  watchedSheets,
} from '@guanyun/db/assets/asset-finance.store.ts';
import { type LockEventRow, lockEventsOf, saveLockEvent } from '@guanyun/db/assets/ledger-balance.store.ts';
import {
  brokenLockUps,
  decideLockEvent,
  type LockEventKind,
  lockUpFollowUp,
  makeUpTax,
} from '@guanyun/domain/assets/lock-up.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { daysBetween, type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { transferCounters } from '@guanyun/domain/organizations/permissions.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames } from '../organizations/names.ts';
import { amountsLine } from './read-statement-table.ts';

type Event = { on: LocalDate; kind: LockEventKind; what: string; document: string | null };

/** What would be paid if the special treatment fails; null while a tax basis is not known. */
function taxOf(sheet: WatchedSheet): string | null {
  if (sheet.special.length === 0 || sheet.special.some(({ basis }) => basis === null)) return null;
  const parts = sheet.special.map(({ value, basis }) => ({
    value: parseYuan(value),
    basis: parseYuan(basis ?? '0.00'),
  }));
  const tax = makeUpTax(parts, localDate(sheet.deliveredOn));
  return tax === null ? null : formatYuan(tax);
}

function watchOf(sheet: WatchedSheet, events: readonly Event[], on: LocalDate) {
  const [from, until] = [localDate(sheet.deliveredOn), localDate(sheet.lockedUntil)];
  const broken = brokenLockUps(events, from, until);
  const first = events.find((event) => event.on > from && event.on <= until);
  return {
    state: broken.length > 0 ? 'broken' : on > until ? 'over' : 'watched',
    remainingDays: on > until ? 0 : daysBetween(on, until),
    broken: broken.map(({ because }) => because),
    followUp: first === undefined ? null : lockUpFollowUp(first.on),
  } as const;
}

/** Every watch of a transfer under the special tax treatment, by the day it ends: what stands, what broke it, what follows. */
export function readLockUps(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const sheets = await watchedSheets(tx);
    const ids = sheets.map(({ sheetId }) => sheetId);
    const [recorded, moved] = [await lockEventsOf(tx, ids), await movedWithinWatch(tx, ids)];
    const organization = await organizationNames(tx, on);
    const mayRecord = (transferCounters as readonly string[]).includes(actor.post.kind);
    const items = sheets.map((sheet) => {
      const events: Event[] = [
        ...moved
          .filter((each) => each.sheetId === sheet.sheetId)
          .map(({ on: day, code, name }) => ({
            ...{ on: localDate(day), kind: 'resale' as const, what: `${code} ${name}`, document: null },
          })),
        ...recorded
          .filter((each) => each.sheetId === sheet.sheetId)
          .map(({ eventOn, kind, document }) => ({ on: localDate(eventOn), kind, what: '', document })),
      ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
      const { fromId, toId, special: _special, ...rest } = sheet;
      const watch = watchOf(sheet, events, on);
      const side = actor.post.side !== 'company' || [fromId, toId].includes(actor.post.organizationId);
      return {
        ...rest,
        ...{ from: organization(fromId), to: organization(toId), events, ...watch },
        makeUpTax: taxOf(sheet),
        may: mayRecord && side && on > sheet.deliveredOn ? ['assets.recordLockEvent'] : [],
      };
    });
    return { today: on, items };
  });
}

const PAGE = 50;

/** The assets that went over by a sheet, by code. */
export function listLockedAssets(
  deps: Deps,
  actor: Actor,
  asked: { readonly sheetId: string; readonly cursor: string },
) {
  return read(deps, actor, async (tx) => {
    const rows = await assetsOfSheet(tx, asked.sheetId, asked.cursor, PAGE);
    const nextCursor = rows.length === PAGE ? (rows.at(-1)?.code ?? null) : null;
    return { items: rows.map(amountsLine), nextCursor };
  });
}

/**
 * Either side of a transfer, or the committee, records what ended the conditions of its special tax treatment. Refused:
 * DOCUMENT_UNKNOWN, and what `decideLockEvent` refuses; NotFound for a sheet that the actor has no part in.
 */
export function recordLockEvent(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; sheetId: string; kind: LockEventKind; on: LocalDate; document: string },
): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'order', id: null, title: '' };
  const command = { requestId, act: 'assets.recordLockEvent', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const { sheetId, kind, on, document } = asked;
    const sheet = found((await watchedSheets(tx, sheetId))[0], 'sheet');
    const watch = { on: localDate(sheet.deliveredOn), until: localDate(sheet.lockedUntil) };
    const decision = decideLockEvent({ on, kind }, watch, today(deps));
    if (decision.outcome === 'refused') return decision;
    const papers = await papersThere(tx, [document]);
    if (papers.outcome === 'refused') return papers;
    const row: LockEventRow = {
      ...{ id: deps.newId(), sheetId, kind, eventOn: on, document },
      ...{ personId: actor.person.id, recordedAt: deps.now() },
    };
    await saveLockEvent(tx, row);
    const subject = { kind: 'order', id: sheet.orderId, title: sheet.number };
    return accept({ subject, content: { id: row.id, ...body }, answer: { id: row.id } });
  });
}
