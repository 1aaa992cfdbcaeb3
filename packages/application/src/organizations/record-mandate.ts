import { allMandates, organizationsById, saveMandate } from '@guanyun/db/organizations/organization.store.ts';
import { lockAppointments } from '@guanyun/db/organizations/person.store.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { decideMandate } from '@guanyun/domain/organizations/mandate.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, NotFound, today } from '../kernel/deps.ts';
import type { Actor } from './actor.ts';

export type NewMandate = {
  readonly requestId: string;
  readonly number: string;
  readonly fromId: string;
  readonly toId: string;
  readonly matters: readonly string[];
  readonly deliberateOnly: readonly string[];
  /** null: every company of the zone. */
  readonly companies: readonly string[] | null;
  /** The most for one case, yuan; null: none. */
  readonly limit: string | null;
  readonly validFrom: string;
  readonly validTo: string;
};

/**
 * Records a mandate as its document says. It is never changed: another document follows it. Refused as `decideMandate`
 * says; NotFound for a body or company that is not on record.
 */
export function recordMandate(deps: Deps, actor: Actor, asked: NewMandate): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const id = deps.newId();
  const about = { kind: 'mandate', id, title: body.number };
  const command = { requestId, act: 'mandates.record', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    await lockAppointments(tx);
    const { companies, limit, ...rest } = body;
    const named = new Set([body.fromId, body.toId, ...(companies ?? [])]);
    const bodies = await organizationsById(tx, today(deps), [...named]);
    const kindOf = (one: string): string => bodies.find((b) => b.id === one)?.kind ?? '';
    if (bodies.length < named.size || companies?.some((one) => kindOf(one) !== 'company'))
      throw new NotFound('organization');
    const decision = decideMandate(
      {
        ...{ number: body.number, fromKind: kindOf(body.fromId), toKind: kindOf(body.toId) },
        ...{ validFrom: localDate(body.validFrom), validTo: localDate(body.validTo) },
      },
      (await allMandates(tx)).map((one) => one.number),
    );
    if (decision.outcome === 'refused') return decision;
    await saveMandate(tx, {
      ...{ ...rest, id, matters: [...body.matters], deliberateOnly: [...body.deliberateOnly] },
      ...{ companies: companies === null ? null : [...companies], limitAmount: limit, source: 'entered' },
    });
    return accept({ subject: about, content: body, answer: { id } });
  });
}
