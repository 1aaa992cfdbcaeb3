import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  allMandates,
  clustersOn,
  counterpartiesNamed,
  namesOf,
  organizationsOn,
} from '@guanyun/db/organizations/organization.store.ts';
import { postsOfOrganization } from '@guanyun/db/organizations/person.store.ts';
import { givesMandates } from '@guanyun/domain/organizations/mandate.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from './actor.ts';
import { organizationNames, personNames } from './names.ts';

export function listOrganizations(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const clusters = await clustersOn(tx, on);
    return (await organizationsOn(tx, on))
      .filter(({ kind }) => kind !== 'supplier')
      .map((o) => {
        const cluster = clusters.find((c) => c.operatorId === o.id);
        return {
          id: o.id,
          code: o.code,
          name: o.name ?? '',
          kind: o.kind,
          form: o.form,
          tier: o.tier,
          nameStatus: o.nameStatus,
          uscc: o.uscc,
          source: o.source,
          cluster: cluster === undefined ? null : { id: cluster.id, name: cluster.name },
        };
      });
  });
}

/** Who can stand on the other side of a contract: suppliers and companies whose name or code holds the text, twenty at most. */
export function findCounterparties(deps: Deps, actor: Actor, text: string) {
  return read(deps, actor, async (tx) => {
    const rows = await counterpartiesNamed(tx, today(deps), text, 20);
    return rows
      .filter(({ id }) => id !== actor.post.organizationId)
      .map(({ id, name, code, uscc, kind }) => ({ id, name: name ?? code, uscc, kind }));
  });
}

export function listClusters(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const organization = await organizationNames(tx, on);
    return (await clustersOn(tx, on)).map((c) => ({
      id: c.id,
      code: c.code,
      name: c.name,
      from: c.establishedOn,
      operator: c.operatorId === null ? null : organization(c.operatorId),
    }));
  });
}

async function mandatesView(tx: Tx, on: string) {
  const organization = await organizationNames(tx, on);
  return (await allMandates(tx)).map((m) => ({
    id: m.id,
    number: m.number,
    from: organization(m.fromId),
    to: organization(m.toId),
    matters: m.matters,
    deliberateOnly: m.deliberateOnly,
    companies: m.companies === null ? ('all' as const) : m.companies.map(organization),
    limit: m.limitAmount,
    validFrom: m.validFrom,
    validTo: m.validTo,
  }));
}

export const listMandates = (deps: Deps, actor: Actor) =>
  read(deps, actor, (tx) => mandatesView(tx, today(deps)));

/** The mandates, and between whom and for which companies another can be recorded. */
export const readMandates = (deps: Deps, actor: Actor) =>
  read(deps, actor, async (tx) => {
    const on = today(deps);
    const bodies = (await organizationsOn(tx, on)).map(({ id, name, code, kind }) => ({
      ...{ id, kind, name: name ?? code },
    }));
    return {
      today: on,
      mandates: await mandatesView(tx, on),
      givers: bodies.filter(({ kind }) => givesMandates(kind)),
      receivers: bodies.filter(({ kind }) => kind === 'committee'),
      companies: bodies.filter(({ kind }) => kind === 'company'),
    };
  });

/** One organisation: its dated names and posts, its cluster, the mandates that cover it. */
export function readOrganization(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const row = found(
      (await organizationsOn(tx, on)).find((o) => o.id === id),
      'organization',
    );
    const posts = await postsOfOrganization(tx, id);
    const person = await personNames(
      tx,
      posts.map((p) => p.personId),
    );
    const cluster = (await clustersOn(tx, on)).find((c) => c.operatorId === id);
    return {
      id,
      code: row.code,
      name: row.name ?? '',
      kind: row.kind,
      form: row.form,
      tier: row.tier,
      nameStatus: row.nameStatus,
      uscc: row.uscc,
      netAssets: row.netAssets,
      netAssetsOn: row.netAssetsOn,
      source: row.source,
      cluster: cluster === undefined ? null : { id: cluster.id, name: cluster.name },
      names: (await namesOf(tx, id)).map((n) => ({
        name: n.name,
        status: n.status,
        from: n.validFrom,
        to: n.validTo,
      })),
      posts: posts.map((p) => ({
        person: person(p.personId),
        kind: p.kind,
        from: p.validFrom,
        to: p.validTo,
      })),
      mandates: (await mandatesView(tx, on)).filter(
        (m) => m.companies === 'all' || m.companies.some((c) => c.id === id),
      ),
    };
  });
}
