import {
  changeEndpoint,
  clearHalt,
  dropDue,
  type EndpointRow,
  findDelivery,
  lockEndpoint,
  saveEndpoint,
  sendAnew,
  tellEndpoint,
} from '@guanyun/db/evidence/webhook.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideEndpoint, TEST_ACT, type WebhookKind } from '@guanyun/domain/evidence/webhooks.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Deps, found, type SecretBox, today } from '../kernel/deps.ts';
import { type Actor, personsOf } from '../organizations/actor.ts';
import { type Answer, act, type Outcome } from './act.ts';

const boxOf = (deps: Deps): SecretBox => {
  if (deps.secrets === undefined) throw new Error('no key for secrets is set');
  return deps.secrets;
};

/** What an endpoint's ciphertexts are bound to, so that none can be moved to another. */
export const addressOf = (id: string): string => `webhook ${id} address`;
export const secretOf = (id: string): string => `webhook ${id} secret`;

export type NewEndpoint = {
  readonly requestId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly kind: WebhookKind;
  readonly address: string;
  readonly secret: string | null;
  readonly groups: readonly string[];
};

/**
 * An endpoint that waits for the security administrator. Of a plain one the secret is made here and answered once: a repeated
 * request gets none. Neither the journal nor the request keeps a secret or a robot's key. Refused as `decideEndpoint` says.
 */
export async function makeEndpoint(
  deps: Deps,
  actor: Actor,
  asked: NewEndpoint,
): Promise<Answer<{ id: string; secret: string | null }>> {
  const { requestId, address, secret, ...open } = asked;
  const [id, box] = [deps.newId(), boxOf(deps)];
  const shownAddress = address.split('?')[0] ?? '';
  const body = { ...open, shownAddress };
  const about = { kind: 'webhook', id, title: asked.name };
  const made = asked.kind === 'plain' ? box.make() : null;
  const command = { requestId, act: 'webhooks.make', body, about: { ...about, id: null } };
  const answer = await act(
    deps,
    actor,
    command,
    (tx): Promise<Outcome<{ id: string }>> =>
      withWholeZone(tx, async () => {
        const [organization] = await organizationsById(tx, today(deps), [asked.organizationId]);
        const { kind } = found(organization, 'organization');
        const decision = decideEndpoint(asked, kind === 'company', deps.loopbackWebhooks === true);
        if (decision.outcome === 'refused') return decision;
        const kept = made ?? secret;
        await saveEndpoint(tx, {
          ...{ id, organizationId: asked.organizationId, name: asked.name, kind: asked.kind, shownAddress },
          addressSealed: box.seal(address, addressOf(id)),
          secretSealed: kept === null ? null : box.seal(kept, secretOf(id)),
          ...{ oldSecretSealed: null, oldSecretUntil: null, groups: [...asked.groups], state: 'waiting' },
          ...{ madeBy: actor.person.id, madeAt: deps.now(), approvedBy: null, approvedAt: null },
        });
        return accept({ subject: about, content: body, answer: { id } });
      }),
  );
  if (answer.outcome === 'refused') return answer;
  const fresh = answer.answer.id === id;
  return { outcome: 'accepted', answer: { id: answer.answer.id, secret: fresh ? made : null } };
}

type Step = { readonly requestId: string; readonly id: string };
type Stepped<T> = (tx: Tx, row: EndpointRow) => Promise<Outcome<T> | { readonly done: T }>;

/** One act on one endpoint, which is locked; what is done with it is told in the journal without secrets. */
function onEndpoint<T>(
  deps: Deps,
  actor: Actor,
  name: string,
  asked: Step,
  work: Stepped<T>,
): Promise<Answer<T>> {
  const { requestId, id } = asked;
  const about = { kind: 'webhook', id, title: '' };
  return act(deps, actor, { requestId, act: name, body: { id }, about }, (tx) =>
    withWholeZone(tx, async (): Promise<Outcome<T>> => {
      const row = found(await lockEndpoint(tx, id), 'webhook');
      const result = await work(tx, row);
      if ('outcome' in result) return result;
      const content = { shownAddress: row.shownAddress, kind: row.kind, groups: row.groups, from: row.state };
      return accept({ subject: { ...about, title: row.name }, content, answer: result.done });
    }),
  );
}

type Done = { done: true };
const done: { done: Done } = { done: { done: true } };

/** The second administrator's yes: from then on notices are sent. Refused: WRONG_STATE, SAME_PERSON_BOTH_SIDES. */
export const approveEndpoint = (deps: Deps, actor: Actor, asked: Step): Promise<Answer<Done>> =>
  onEndpoint<Done>(deps, actor, 'webhooks.approve', asked, async (tx, row) => {
    if (row.state !== 'waiting') return refuse('WRONG_STATE');
    if (personsOf(actor).includes(row.madeBy)) return refuse('SAME_PERSON_BOTH_SIDES');
    await changeEndpoint(tx, row.id, {
      ...{ state: 'active', approvedBy: actor.person.id, approvedAt: deps.now() },
    });
    return done;
  });

/** Holds notices back; what happens meanwhile is sent later. Refused: WRONG_STATE. */
export const pauseEndpoint = (deps: Deps, actor: Actor, asked: Step): Promise<Answer<Done>> =>
  onEndpoint<Done>(deps, actor, 'webhooks.pause', asked, async (tx, row) => {
    if (row.state !== 'active') return refuse('WRONG_STATE');
    await changeEndpoint(tx, row.id, { state: 'paused' });
    return done;
  });

/** Goes on after a pause, or after failures had halted it. Refused: WRONG_STATE. */
export const resumeEndpoint = (deps: Deps, actor: Actor, asked: Step): Promise<Answer<Done>> =>
  onEndpoint<Done>(deps, actor, 'webhooks.resume', asked, async (tx, row) => {
    if (row.state !== 'active' && row.state !== 'paused') return refuse('WRONG_STATE');
    await changeEndpoint(tx, row.id, { state: 'active' });
    await clearHalt(tx, row.id);
    return done;
  });

/** For good: what was not sent never will be. Refused: WRONG_STATE. */
export const endEndpoint = (deps: Deps, actor: Actor, asked: Step): Promise<Answer<Done>> =>
  onEndpoint<Done>(deps, actor, 'webhooks.end', asked, async (tx, row) => {
    if (row.state === 'ended') return refuse('WRONG_STATE');
    await changeEndpoint(tx, row.id, { state: 'ended' });
    await dropDue(tx, row.id);
    return done;
  });

/** How long the secret before the last signs beside the new one. */
const ROTATION_MS = 24 * 3_600_000;

/** A new secret for a plain endpoint, answered once; the old one signs too for a day. Refused: WRONG_STATE. */
export async function rotateSecret(
  deps: Deps,
  actor: Actor,
  asked: Step,
): Promise<Answer<{ secret: string | null }>> {
  const box = boxOf(deps);
  const made = box.make();
  let kept = false;
  const answer = await onEndpoint<Done>(deps, actor, 'webhooks.rotate', asked, async (tx, row) => {
    if (row.kind !== 'plain' || row.state === 'ended') return refuse('WRONG_STATE');
    await changeEndpoint(tx, row.id, {
      secretSealed: box.seal(made, secretOf(row.id)),
      oldSecretSealed: row.secretSealed,
      oldSecretUntil: new Date(deps.now().getTime() + ROTATION_MS),
    });
    kept = true;
    return done;
  });
  if (answer.outcome === 'refused') return answer;
  return { outcome: 'accepted', answer: { secret: kept ? made : null } };
}

/** A notice to try the endpoint with. Refused: WRONG_STATE while it is not approved, or paused. */
export const testEndpoint = (deps: Deps, actor: Actor, asked: Step): Promise<Answer<Done>> =>
  onEndpoint<Done>(deps, actor, TEST_ACT, asked, async (tx, row) => {
    if (row.state !== 'active') return refuse('WRONG_STATE');
    const about = { subjectKind: 'webhook', subjectId: row.id, subjectTitle: '' };
    await tellEndpoint(tx, row.id, { act: TEST_ACT, ...about, happenedAt: deps.now() });
    return done;
  });

/** Sends a delivery once more under its id, at once. Refused: WRONG_STATE where it is due anyway, or its endpoint is not in use. */
export function resendDelivery(deps: Deps, actor: Actor, asked: Step): Promise<Answer<Done>> {
  const { requestId, id } = asked;
  const about = { kind: 'webhook', id: null, title: '' };
  return act(deps, actor, { requestId, act: 'webhooks.resend', body: { id }, about }, (tx) =>
    withWholeZone(tx, async (): Promise<Outcome<Done>> => {
      const delivery = found(await findDelivery(tx, id), 'delivery');
      const endpoint = found(await lockEndpoint(tx, delivery.endpointId), 'webhook');
      const again = ['delivered', 'given_up'].includes(delivery.state);
      if (!again || endpoint.state !== 'active') return refuse('WRONG_STATE');
      await sendAnew(tx, id);
      const subject = { kind: 'webhook', id: endpoint.id, title: endpoint.name };
      return accept({ subject, content: { delivery: id, state: delivery.state }, answer: done.done });
    }),
  );
}
