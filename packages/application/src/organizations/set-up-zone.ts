import { findZone, saveZone } from '@guanyun/db/evidence/request.store.ts';
import { inSnapshot } from '@guanyun/db/kernel/transaction.ts';
import { saveNames, saveOrganizations } from '@guanyun/db/organizations/organization.store.ts';
import { saveAccount, savePersons, savePosts } from '@guanyun/db/organizations/person.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type AdministratorKind, administratorKinds } from '@guanyun/domain/organizations/posts.ts';
import { type Answer, act } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { wholeZone } from './actor.ts';
import { strongEnough } from './password-policy.ts';

export type NewAdministrator = { kind: AdministratorKind; person: string; account: string; password: string };

/** Whether nobody has set the zone up yet. */
export const needsSetUp = (deps: Deps): Promise<boolean> =>
  inSnapshot(deps.db, wholeZone(deps), async (tx) => (await findZone(tx)) === null);

/**
 * The first run of an empty zone: its name, its administration office, and three administrators, three different people.
 * Refused once the zone is set up (ZONE_ALREADY_SET_UP), unless each kind comes exactly once (ADMINISTRATORS_EXCLUDE),
 * and for weak passwords (PASSWORD_TOO_WEAK) or one login twice (ACCOUNT_NAME_TAKEN).
 */
export function setUpZone(
  deps: Deps,
  asked: { requestId: string; zoneName: string; administrators: readonly NewAdministrator[] },
): Promise<Answer<{ done: true }>> {
  const about = { kind: 'zone', id: null, title: asked.zoneName };
  const accounts = asked.administrators.map(({ kind, person, account }) => ({ kind, person, account }));
  const command = {
    requestId: asked.requestId,
    act: 'setup.createAdministrators',
    body: { zoneName: asked.zoneName, accounts },
    about,
  };
  return act(deps, null, command, async (tx) => {
    if ((await findZone(tx)) !== null) return refuse('ZONE_ALREADY_SET_UP');
    const kinds = new Set(asked.administrators.map((a) => a.kind));
    if (asked.administrators.length !== 3 || kinds.size !== administratorKinds.length)
      return refuse('ADMINISTRATORS_EXCLUDE');
    if (new Set(asked.administrators.map((a) => a.account.toLowerCase())).size !== 3)
      return refuse('ACCOUNT_NAME_TAKEN');
    const weak = asked.administrators.find((a) => !strongEnough(a.password, a.account));
    if (weak) return refuse('PASSWORD_TOO_WEAK', { account: weak.account });
    await saveZone(tx, { name: asked.zoneName, illustrative: false });
    const office = deps.newId();
    const since = today(deps);
    await saveOrganizations(tx, [
      {
        id: office,
        code: 'ZONE',
        kind: 'committee',
        parentId: null,
        form: null,
        tier: null,
        uscc: null,
        usccOverride: null,
        important: false,
        netAssets: null,
        netAssetsOn: null,
        establishedOn: since,
        source: 'entered',
      },
    ]);
    await saveNames(tx, [
      { organizationId: office, name: asked.zoneName, status: 'known', validFrom: since, validTo: null },
    ]);
    for (const administrator of asked.administrators) {
      const personId = deps.newId();
      await savePersons(tx, [{ id: personId, code: null, name: administrator.person, source: 'entered' }]);
      await savePosts(tx, [
        {
          id: deps.newId(),
          personId,
          organizationId: office,
          kind: administrator.kind,
          validFrom: since,
          validTo: null,
          source: 'entered',
        },
      ]);
      const passwordHash = await deps.passwords.hash(administrator.password);
      await saveAccount(tx, {
        id: deps.newId(),
        login: administrator.account.toLowerCase(),
        personId,
        passwordHash,
        disabledAt: null,
        disabledReason: null,
      });
    }
    return accept({
      subject: about,
      content: { zoneName: asked.zoneName, accounts },
      answer: { done: true as const },
    });
  });
}
