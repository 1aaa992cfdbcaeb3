import {
  allEquityDates,
  allEquityEvents,
  type EquityDateRow,
  type EquityEventRow,
} from '@guanyun/db/equity/equity.store.ts';
import { findZone } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { allMandates, allNames, allOrganizations } from '@guanyun/db/organizations/organization.store.ts';
import type { OrganizationRow } from '@guanyun/db/organizations/organizations.model.ts';
import { bodsHistoryOf, bodsOf } from '@guanyun/domain/equity/bods-export.ts';
import { lifecycleProblems } from '@guanyun/domain/equity/bods-lifecycle.ts';
import type { Statement } from '@guanyun/domain/equity/bods-read.ts';
import type { CompanyBook, EquityRegister, RegisteredBody } from '@guanyun/domain/equity/bods-register.ts';
import { assert } from '@guanyun/domain/kernel/assert.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { digestOf } from '../evidence/digest.ts';
import { businessDay, type Deps, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { basisOf, type Reading } from './read-equity.ts';
import { asKnown, transactionsOf } from './register.ts';

const bodyKinds: Partial<Record<OrganizationRow['kind'], RegisteredBody['kind']>> = {
  company: 'company',
  sasac: 'sasac',
  government: 'government',
  committee: 'committee',
};

function bookOf(rows: readonly EquityEventRow[], dates: readonly EquityDateRow[]): CompanyBook {
  return {
    recordedOn: [...new Set([...rows, ...dates].map(({ recordedAt }) => businessDay(recordedAt)))],
    knownOn: (day) => transactionsOf(asKnown(rows, dates, day)),
  };
}

/** The equity register of the zone as its statements are made of it. */
async function equityRegister(tx: Tx, reading: Reading): Promise<EquityRegister> {
  const zone = await findZone(tx);
  const names = Map.groupBy(await allNames(tx), (name) => name.organizationId);
  const events = Map.groupBy(await allEquityEvents(tx), (event) => event.targetId);
  const dates = await allEquityDates(tx);
  return {
    publisher: zone?.name ?? '',
    illustrative: zone?.illustrative === true,
    basis: basisOf[reading],
    bodies: (await allOrganizations(tx)).map(({ id, code, kind, uscc }) => ({
      ...{ id, code, uscc, kind: bodyKinds[kind] ?? 'other' },
      names: names.get(id) ?? [],
    })),
    books: new Map(
      [...events].map(([company, rows]) => {
        const ids = new Set(rows.map((row) => row.id));
        return [
          company,
          bookOf(
            rows,
            dates.filter((date) => ids.has(date.eventId)),
          ),
        ];
      }),
    ),
    duties: (await allMandates(tx)).map(({ fromId, toId, number, companies, validFrom, validTo }) => ({
      ...{ fromId, toId, number, companies },
      ...{ validFrom: localDate(validFrom), validTo: localDate(validTo) },
    })),
  };
}

export type BodsAsked = {
  /** The register on a day, or every change up to what was known on it. */
  readonly extent: 'as_of' | 'history';
  readonly asOf: LocalDate;
  readonly basis: Reading;
  readonly knownOn?: LocalDate | undefined;
};

/** The equity register as statements of BODS 0.4, which keep the standard's rules in prose; its schema is kept by construction. */
export function exportBods(deps: Deps, actor: Actor, asked: BodsAsked): Promise<Statement[]> {
  return read(deps, actor, async (tx) => {
    const register = await equityRegister(tx, asked.basis);
    const knownOn = asked.knownOn ?? today(deps);
    const statements =
      asked.extent === 'history'
        ? bodsHistoryOf(register, knownOn, digestOf)
        : bodsOf(register, { asOf: asked.asOf, knownOn }, digestOf);
    const [problem] = lifecycleProblems(statements);
    assert(problem === undefined, `the export breaks BODS: ${JSON.stringify(problem)}`);
    return statements;
  });
}
