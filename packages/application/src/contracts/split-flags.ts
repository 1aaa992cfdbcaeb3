import {
  contractsOfFlag,
  countsOfFlags,
  countUnchecked,
  findFlag,
  flagsBefore,
  lockFlag,
  remarksOn,
  type SplitFlagRow,
  type SplitRemarkRow,
  saveRemark,
  standingFlags,
} from '@guanyun/db/contracts/split-radar.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import {
  decideSplitRemark,
  type SplitRemarkKind,
  splitFlagState,
  splitRemarkKinds,
} from '@guanyun/domain/contracts/decide-split-remark.ts';
import type { Basis } from '@guanyun/domain/kernel/basis.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { splitRemarkers } from '@guanyun/domain/organizations/permissions.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { personNames, type Ref } from '../organizations/names.ts';

/** Names of the organizations that these rows speak of. */
async function namesOf(
  tx: Tx,
  on: string,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => Ref | null> {
  const asked = [...new Set(ids.flatMap((id) => id ?? []))];
  const rows = new Map((await organizationsById(tx, on, asked)).map((o) => [o.id, o.name ?? o.code]));
  return (id) => (id === null ? null : { id, name: rows.get(id) ?? '' });
}

const kindsOf = (remarks: readonly SplitRemarkRow[], flagId: string): SplitRemarkKind[] =>
  remarks.filter((one) => one.flagId === flagId).map(({ kind }) => kind);

/** What a flag is about: the project's name, or the organization that its contracts have in common. */
const subjectOf = ({ tie, subject }: SplitFlagRow, name: (id: string | null) => Ref | null): string =>
  tie === 'project' ? subject : (name(subject)?.name ?? '');
const subjectIds = (rows: readonly SplitFlagRow[]): string[] =>
  rows.filter(({ tie }) => tie !== 'project').map(({ subject }) => subject);

const lineOf = (
  row: SplitFlagRow,
  name: (id: string | null) => Ref | null,
  state: ReturnType<typeof splitFlagState>,
) => ({
  id: row.id,
  code: row.code,
  tie: row.tie,
  subject: subjectOf(row, name),
  class: row.class,
  period: row.period,
  from: row.fromOn,
  to: row.toOn,
  amount: row.amount,
  threshold: row.threshold,
  foundOn: row.foundOn,
  state,
});

/** The flags that stand, and how many contracts wait to be looked at. */
export function listSplitFlags(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const rows = await standingFlags(tx);
    const ids = rows.map(({ id }) => id);
    const [name, counts, remarks] = [
      await namesOf(tx, today(deps), subjectIds(rows)),
      await countsOfFlags(tx, ids),
      await remarksOn(tx, ids),
    ];
    return {
      waiting: await countUnchecked(tx),
      items: rows.map((row) => ({
        ...lineOf(row, name, splitFlagState(kindsOf(remarks, row.id))),
        contracts: counts.get(row.id) ?? 0,
      })),
    };
  });
}

/** One flag with the contracts that it adds up, its legal ground, what was said of it, and the flags that it continues. */
export function readSplitFlag(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const row = found(await findFlag(tx, id), 'flag');
    const contracts = await contractsOfFlag(tx, id);
    const [before, remarks] = [await flagsBefore(tx, id), await remarksOn(tx, [id])];
    const ids = contracts.flatMap((one) => [one.organizationId, one.counterpartyId]);
    const name = await namesOf(tx, today(deps), [...ids, ...subjectIds([row, ...before])]);
    const person = await personNames(
      tx,
      remarks.map(({ personId }) => personId),
    );
    const said = kindsOf(remarks, id);
    const may = splitRemarkKinds.filter(
      (kind) =>
        decideSplitRemark({ continued: row.continuedBy !== null, remarks: said }, kind).outcome ===
        'accepted',
    );
    return {
      ...lineOf(row, name, splitFlagState(said)),
      because: row.because,
      basis: row.basis as Basis[],
      figures: row.figures,
      continuedBy: row.continuedBy,
      continues: before.map((one) => ({ id: one.id, amount: one.amount, foundOn: one.foundOn })),
      contracts: contracts.map(
        ({ organizationId, counterpartyId, contractId, number, title, project, amount, decidedOn }) => ({
          ...{
            id: contractId,
            number,
            title,
            project,
            amount,
            decidedOn,
            newest: contractId === row.contractId,
          },
          organization: name(organizationId),
          counterparty: name(counterpartyId),
        }),
      ),
      remarks: remarks.map(({ kind, note, document, personId, recordedAt }) => ({
        ...{ kind, note, document, person: person(personId), at: recordedAt.toISOString() },
      })),
      history: await historyOf(tx, id),
      may: splitRemarkers.includes(actor.post.kind) ? may : [],
    };
  });
}

/**
 * The committee's supervision acknowledges a flag, explains it, or hands it on for correction; the flag itself decides nothing.
 * Refused as `decideSplitRemark` says, and DOCUMENT_UNKNOWN.
 */
export function remarkOnSplit(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; kind: SplitRemarkKind; note: string; document: string | null },
): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'split_flag', id: asked.id, title: '' };
  const command = { requestId, act: 'contracts.remarkSplit', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const flag = found(await lockFlag(tx, asked.id), 'flag');
    if (asked.document !== null) {
      const papers = await papersThere(tx, [asked.document]);
      if (papers.outcome === 'refused') return papers;
    }
    const said = kindsOf(await remarksOn(tx, [asked.id]), asked.id);
    const decision = decideSplitRemark({ continued: flag.continuedBy !== null, remarks: said }, asked.kind);
    if (decision.outcome === 'refused') return decision;
    const id = deps.newId();
    const { kind, note, document } = asked;
    await saveRemark(tx, {
      ...{ id, flagId: asked.id, kind, note, document, personId: actor.person.id, recordedAt: deps.now() },
    });
    return accept({
      subject: { ...about, title: flag.because },
      content: { remarkId: id, ...body },
      answer: { id },
    });
  });
}
