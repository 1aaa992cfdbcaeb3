import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { namesOf, organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import {
  type ParticularRow,
  particularsOf,
  saveParticular,
} from '@guanyun/db/organizations/particular.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import {
  decideParticular,
  type ParticularAsked,
  type ParticularKind,
  particularKinds,
  particularOn,
} from '@guanyun/domain/organizations/particulars.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { businessDay, type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { personNames } from '../organizations/names.ts';
import { mayKeepRegister } from './keeps-register.ts';

/** What stood before anything was recorded: the name and form with which the company came into the zone. */
async function standingOn(
  tx: Tx,
  companyId: string,
  kind: ParticularKind,
  asOf: string,
  rows: readonly ParticularRow[],
): Promise<string | null> {
  const recorded = particularOn(rows, kind, asOf);
  if (recorded !== null || (kind !== 'name' && kind !== 'form')) return recorded?.value ?? null;
  const [company] = await organizationsById(tx, asOf, [companyId]);
  return company?.[kind] ?? null;
}

/**
 * Records what is registered of a company from a day on, with its receipt, by whoever keeps its register. Refused:
 * NOT_YOUR_ORGANIZATION, DOCUMENT_UNKNOWN, and what `decideParticular` refuses.
 */
export function recordParticular(
  deps: Deps,
  actor: Actor,
  asked: ParticularAsked & {
    readonly requestId: string;
    readonly companyId: string;
    /** Digest of the paper that shows it: the receipt, the articles themselves. */
    readonly document: string;
  },
): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'organization', id: asked.companyId, title: '' };
  const command = { requestId, act: 'equity.recordParticular', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const { companyId, kind, value, validFrom, document } = asked;
    if (!(await mayKeepRegister(tx, deps, actor, companyId))) return refuse('NOT_YOUR_ORGANIZATION');
    const papers = await papersThere(tx, [document]);
    if (papers.outcome === 'refused') return papers;
    const rows = await particularsOf(tx, companyId);
    const standing = await standingOn(tx, companyId, kind, validFrom, rows);
    const namedFrom = (await namesOf(tx, companyId)).at(-1)?.validFrom ?? null;
    const decision = decideParticular({ kind, value, validFrom }, standing, namedFrom, today(deps));
    if (decision.outcome === 'refused') return decision;
    const id = deps.newId();
    const marks = { personId: actor.person.id, recordedAt: deps.now() };
    await saveParticular(tx, { id, organizationId: companyId, kind, value, validFrom, document, ...marks });
    const company = found((await organizationsById(tx, today(deps), [companyId]))[0], 'company');
    const subject = { ...about, title: company.name ?? company.code };
    const content = { id, kind, value, validFrom, document, before: standing };
    return accept({ subject, content, answer: { id } });
  });
}

/** What is registered of a company on a day, of what was known by the end of another, and all that led there. */
export function readParticulars(
  deps: Deps,
  actor: Actor,
  asked: { companyId: string; asOf: LocalDate; knownOn?: LocalDate | undefined },
) {
  return read(deps, actor, async (tx) => {
    const { companyId, asOf, knownOn } = asked;
    found((await organizationsById(tx, asOf, [companyId]))[0], 'company');
    const rows = (await particularsOf(tx, companyId)).filter(
      ({ recordedAt }) => knownOn === undefined || businessDay(recordedAt) <= knownOn,
    );
    const person = await personNames(
      tx,
      rows.map(({ personId }) => personId),
    );
    const history = [];
    for (const row of rows)
      history.push({
        ...{ id: row.id, kind: row.kind, value: row.value, validFrom: row.validFrom },
        recordedOn: businessDay(row.recordedAt),
        person: person(row.personId),
        document: { digest: row.document, name: (await findDocument(tx, row.document))?.name ?? '' },
      });
    const current = [];
    for (const kind of particularKinds) {
      const row = particularOn(rows, kind, asOf);
      const value = await standingOn(tx, companyId, kind, asOf, rows);
      current.push({ kind, value, validFrom: row?.validFrom ?? null, id: row?.id ?? null });
    }
    return {
      current,
      history,
      mayRecord: knownOn === undefined && (await mayKeepRegister(tx, deps, actor, companyId)),
      today: today(deps),
    };
  });
}
