import { findContract } from '@guanyun/db/contracts/contract.store.ts';
import {
  continueFlags,
  lockUnchecked,
  markChecked,
  nextUnchecked,
  saveFlag,
  type WatchedRow,
  watchedAround,
} from '@guanyun/db/contracts/split-radar.store.ts';
import { inSnapshot, type Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  findSplits,
  nearFrom,
  type SplitFigures,
  type SplitFinding,
  splitReach,
  splitThreshold,
  type WatchedContract,
} from '@guanyun/domain/contracts/split-radar.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Parameters } from '@guanyun/domain/matters/parameter-lookup.ts';
import { type Also, type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { readParameters } from '../matters/catalogue-versions.ts';
import { wholeZone } from '../organizations/actor.ts';
import { linkedPartiesOn } from './linked-parties.ts';

const figuresOf = (parameters: Parameters): SplitFigures => ({
  nearShare: parameters.ratio('procedure.split_near_share'),
  nearCount: parameters.whole('procedure.split_near_count'),
  procurementLimit: parameters.amount('procedure.split_procurement_limit'),
});

const watchedOf = (row: WatchedRow): WatchedContract => ({
  id: row.contractId,
  organizationId: row.organizationId,
  counterpartyId: row.counterpartyId,
  project: row.project,
  class: row.class,
  amount: parseYuan(row.amount),
  decidedOn: localDate(row.decidedOn),
});

/** What one contract brings to light, from what stands around it and the register on its day of decision. */
export async function splitsAround(tx: Tx, row: WatchedRow, figures: SplitFigures): Promise<SplitFinding[]> {
  const contract = watchedOf(row);
  const { decidedOn, counterpartyId } = contract;
  const threshold = splitThreshold(contract.class, decidedOn, figures);
  if (contract.amount >= threshold) return [];
  const linked =
    counterpartyId === null ? new Set<string>() : await linkedPartiesOn(tx, decidedOn, counterpartyId);
  const around = await watchedAround(tx, {
    ...{ contract: row, counterparties: [...linked] },
    ...splitReach(decidedOn),
    ...{ threshold: formatYuan(threshold), near: formatYuan(nearFrom(threshold, figures)) },
  });
  return findSplits(contract, around.map(watchedOf), linked, figures);
}

/** Keeps a finding as a flag, which continues the flags that it has contracts in common with. */
async function raise(
  tx: Tx,
  deps: Deps,
  contractId: string,
  finding: SplitFinding,
  figures: { on: LocalDate; version: string },
): Promise<Also> {
  const id = deps.newId();
  const { code, by: tie, subject, class: of, period, from, to, amount, threshold, because, basis } = finding;
  const row = { id, code, tie, subject, class: of, period, fromOn: from, toOn: to };
  const sums = { amount: formatYuan(amount), threshold: formatYuan(threshold), contractId, because, basis };
  const contracts = finding.contracts.map((one) => ({
    ...{ contractId: one.id, amount: formatYuan(one.amount), decidedOn: one.decidedOn },
  }));
  const found = { figures: figures.version, foundOn: figures.on, foundAt: deps.now() };
  await saveFlag(tx, { ...row, ...sums, ...found }, contracts);
  const continues = await continueFlags(tx, { id, code, tie });
  return {
    act: 'contracts.splitFound',
    subject: { kind: 'split_flag', id, title: because },
    content: { ...row, ...sums, figures: figures.version, contracts, continues },
  };
}

/** Looks at one contract, once. Nobody asked for it: the journal names no person, and the contract's own history nothing. */
function checkContract(deps: Deps, contractId: string): Promise<Answer<{ flags: string[] }>> {
  const about = { kind: 'watched_contract', id: null, title: '' };
  const command = { requestId: deps.newId(), act: 'contracts.checkSplits', body: { contractId }, about };
  return act(deps, null, command, async (tx): Promise<Outcome<{ flags: string[] }>> => {
    const row = await lockUnchecked(tx, contractId);
    const title = (await findContract(tx, contractId))?.title ?? '';
    const subject = { ...about, title };
    if (row === null)
      return accept({ subject, content: { contractId, already: true }, answer: { flags: [] } });
    const on = today(deps);
    const parameters = await readParameters(tx, on);
    const findings = await splitsAround(tx, row, figuresOf(parameters));
    const also: Also[] = [];
    for (const finding of findings)
      also.push(await raise(tx, deps, contractId, finding, { on, version: parameters.version }));
    await markChecked(tx, contractId, deps.now());
    const flags = also.flatMap((one) => one.subject.id ?? []);
    return accept({ subject, content: { ...row, flags }, answer: { flags }, also });
  });
}

/** Looks at every contract that nobody has looked at yet, one transaction each; how many. */
export async function checkSplits(deps: Deps): Promise<number> {
  for (let checked = 0; ; checked += 1) {
    const next = await inSnapshot(deps.db, wholeZone(deps), nextUnchecked);
    if (next === null) return checked;
    await checkContract(deps, next);
  }
}

/** After an act that may have brought a new contract: what it brought is looked at before the act is answered. */
export async function thenCheckSplits<T>(deps: Deps, answer: Promise<Answer<T>>): Promise<Answer<T>> {
  const done = await answer;
  if (done.outcome === 'accepted') await checkSplits(deps);
  return done;
}
