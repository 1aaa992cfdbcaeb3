import { createHash } from 'node:crypto';
import {
  allSuppliers,
  findSupplier,
  organizationOfCode,
  saveSupplier,
} from '@guanyun/db/contracts/supplier.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { saveNames, saveOrganizations } from '@guanyun/db/organizations/organization.store.ts';
import type { OrganizationRow } from '@guanyun/db/organizations/organizations.model.ts';
import { lockAppointments, savePersons, savePosts } from '@guanyun/db/organizations/person.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { normalizeUscc, usccProblem } from '@guanyun/domain/kernel/uscc.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { saveNewAccounts } from '../organizations/create-accounts.ts';
import { organizationNames } from '../organizations/names.ts';
import { strongEnough } from '../organizations/password-policy.ts';

export type NewSupplier = {
  readonly requestId: string;
  readonly name: string;
  readonly uscc: string;
  /** The person in charge of the unit, and the identity number: kept only as a key that is equal for one person. */
  readonly headName: string;
  readonly headId: string;
  readonly phone: string;
  readonly person: string;
  readonly account: string;
  readonly password: string;
};

const headKey = (zone: string, headId: string): string =>
  createHash('sha256').update(`guanyun head|${zone}|${headId.trim().toUpperCase()}`).digest('hex');

const newOrganization = (id: string, uscc: string, since: string): OrganizationRow => ({
  ...{ id, code: `S-${uscc}`, kind: 'supplier', parentId: null, form: null, tier: null, uscc },
  ...{ usccOverride: null, important: false, netAssets: null, netAssetsOn: null },
  ...{ establishedOn: since, source: 'entered' },
});

/** The supplier's organisation: the one entered under its code before, or a new one. */
async function organizationFor(tx: Tx, deps: Deps, asked: NewSupplier, uscc: string): Promise<string> {
  const known = await organizationOfCode(tx, uscc);
  if (known !== null) return known.id;
  const [id, validFrom] = [deps.newId(), today(deps)];
  await saveOrganizations(tx, [newOrganization(id, uscc, validFrom)]);
  await saveNames(tx, [{ organizationId: id, name: asked.name, status: 'known', validFrom, validTo: null }]);
  return id;
}

/**
 * A supplier from outside registers with an account of its own. It gets no right but to bid. Refused: SUPPLIER_CODE_WRONG,
 * SUPPLIER_OF_ZONE (a company of the zone), SUPPLIER_REGISTERED, PASSWORD_TOO_WEAK, ACCOUNT_NAME_TAKEN.
 */
export async function registerSupplier(deps: Deps, asked: NewSupplier): Promise<Answer<{ account: string }>> {
  const { requestId, password, headId, ...shown } = asked;
  const login = asked.account.toLowerCase();
  const uscc = normalizeUscc(asked.uscc);
  const about = { kind: 'organization', id: null, title: asked.name };
  const command = { requestId, act: 'notices.register', body: { ...shown, account: login, uscc }, about };
  const passwordHash = strongEnough(password, login) ? await deps.passwords.hash(password) : null;
  return act(deps, null, command, async (tx): Promise<Outcome<{ account: string }>> => {
    if (usccProblem(uscc) !== null) return refuse('SUPPLIER_CODE_WRONG');
    await lockAppointments(tx);
    const known = await organizationOfCode(tx, uscc);
    if (known !== null && known.kind !== 'supplier') return refuse('SUPPLIER_OF_ZONE');
    if (known !== null && (await findSupplier(tx, known.id)) !== null) return refuse('SUPPLIER_REGISTERED');
    if (passwordHash === null) return refuse('PASSWORD_TOO_WEAK', { account: login });
    const organizationId = await organizationFor(tx, deps, asked, uscc);
    const personId = deps.newId();
    await savePersons(tx, [{ id: personId, code: null, name: asked.person, source: 'entered' }]);
    const post = { id: deps.newId(), personId, organizationId, kind: 'supplier_bidder' as const };
    await savePosts(tx, [{ ...post, validFrom: today(deps), validTo: null, source: 'entered' }]);
    const refused = await saveNewAccounts(tx, deps.newId, [{ login, personId, passwordHash }]);
    if (refused !== null) return refused;
    await saveSupplier(tx, {
      ...{ organizationId, headName: asked.headName, headKey: headKey(deps.zone, headId) },
      ...{ phone: asked.phone, registeredAt: deps.now() },
    });
    const subject = { kind: 'organization', id: organizationId, title: asked.name };
    return accept({
      subject,
      content: { organizationId, name: asked.name, uscc },
      answer: { account: login },
    });
  });
}

/** Suppliers that can be invited. Their list is read for every company alike. */
export function listSuppliers(deps: Deps, actor: Actor) {
  return read(deps, { ...actor, post: { ...actor.post, side: 'committee' } }, async (tx) => {
    const name = await organizationNames(tx, today(deps));
    return (await allSuppliers(tx)).map(({ organizationId }) => name(organizationId));
  });
}
