import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findByUscc, type NamedOrganization } from '@guanyun/db/organizations/organization.store.ts';
import type { BidRole, RoleStanding } from '@guanyun/domain/contracts/bid-check.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { usccRule } from '@guanyun/domain/kernel/uscc.rule.ts';
import { ask } from '../kernel/ask.ts';

/** A party as the tender documents name it; without a code it is looked for by its name alone. */
export type NamedParty = { readonly name: string; readonly uscc: string };
/** Who works for the tenderer, if anybody, and if it is known. */
export type RoleAsked = {
  readonly role: BidRole;
  readonly known: 'none' | 'unknown' | 'named';
  readonly name: string;
  readonly uscc: string;
};

export type PartyFound = {
  /** The organization of the register, or a name that stands for a party outside it. */
  readonly key: string;
  readonly organizationId: string | null;
  readonly name: string;
  readonly uscc: string | null;
  /** Name and code belong to two, or to one under another name. */
  readonly misnamed: boolean;
};

const called = (one: NamedOrganization): string => one.name ?? one.code;

/**
 * Who a party is: by its code, and without one by its name if one organization of the register bears it. Refused: USCC_WRONG.
 */
export async function findParty(
  tx: Tx,
  on: string,
  all: readonly NamedOrganization[],
  party: NamedParty,
): Promise<Decision<PartyFound, Refusal>> {
  const name = party.name.trim();
  const bearers = all.filter((one) => one.name === name);
  if (party.uscc.trim() === '') {
    const [bearer, another] = bearers;
    const known = another === undefined ? bearer : undefined;
    return accept({
      ...{ key: known?.id ?? `name:${name}`, organizationId: known?.id ?? null, name },
      ...{ uscc: known?.uscc ?? null, misnamed: false },
    });
  }
  const judged = ask(usccRule, { code: party.uscc });
  if (!judged.valid || judged.normalized === undefined)
    return refuse('USCC_WRONG', { problem: judged.problem ?? 'LENGTH' });
  const uscc = judged.normalized;
  const coded = await findByUscc(tx, on, uscc);
  // Whom the register knows by name alone has no code there yet; under another code it is somebody else.
  const uncoded = coded === null ? bearers.find((one) => one.uscc === null) : undefined;
  const known = coded ?? uncoded ?? null;
  const misnamed = known === null ? bearers.length > 0 : known.name !== name;
  return accept({
    ...{ key: known?.id ?? `uscc:${uscc}`, organizationId: known?.id ?? null, uscc, misnamed },
    name: known === null ? name : called(known),
  });
}

export type RoleFound = {
  readonly role: BidRole;
  readonly standing: RoleStanding;
  readonly name: string;
  readonly uscc: string | null;
  readonly misnamed: boolean;
};

/** How those who work for the tenderer stand to a company, with whom these are linked by control. */
export async function findRoles(
  tx: Tx,
  on: string,
  all: readonly NamedOrganization[],
  roles: readonly RoleAsked[],
  company: { readonly id: string; readonly linked: ReadonlySet<string> },
): Promise<Decision<RoleFound[], Refusal>> {
  const found: RoleFound[] = [];
  for (const { role, known, name, uscc } of roles) {
    if (known !== 'named') {
      found.push({ role, standing: known, name: '', uscc: null, misnamed: false });
      continue;
    }
    const party = await findParty(tx, on, all, { name, uscc });
    if (party.outcome === 'refused') return party;
    const { key, ...rest } = party.effects;
    const standing = key === company.id ? 'self' : company.linked.has(key) ? 'linked' : 'other';
    found.push({ role, standing, name: rest.name, uscc: rest.uscc, misnamed: rest.misnamed });
  }
  return accept(found);
}
