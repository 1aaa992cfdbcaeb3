import { saveShareholderResult, voidObligations } from '@guanyun/db/matters/execution.store.ts';
import { lockMatter } from '@guanyun/db/matters/matter.store.ts';
import type { WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { changeWarrantsOf, passResolution, warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { resolutionOn } from '@guanyun/domain/matters/shareholder-resolution.ts';
import { shareholderVoteRule } from '@guanyun/domain/matters/shareholder-vote.rule.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { papersThere } from './act-in-case.ts';
import { aboutMatter, stepOn } from './case-step.ts';
import { keepAnswer } from './keep-answer.ts';
import { oweAfter } from './owe-after.ts';

export type ShareholdersMet = {
  readonly requestId: string;
  readonly id: string;
  readonly heldOn: string;
  /** Everyone with voting rights: the share as a fraction of all of them, and the vote. */
  readonly holders: readonly {
    readonly id: string;
    readonly share: string;
    readonly vote: 'for' | 'against' | 'abstain' | 'absent' | 'excluded';
  }[];
  /** Digest of the minutes. */
  readonly document: string;
};

/** The instruction that waits for the meeting, if the meeting was held while it was in force. */
function awaited(warrants: readonly WarrantRow[], heldOn: string, on: string): Decision<WarrantRow, Refusal> {
  const warrant = warrants.find((w) => w.resolution === 'awaited' && w.revokedOn === null);
  if (warrant === undefined) return refuse('WRONG_STATE', { state: 'issued', step: 'recordShareholders' });
  const { number, issuedOn, expiresOn } = warrant;
  if (heldOn > expiresOn) return refuse('WARRANT_EXPIRED', { number, expiresOn });
  if (heldOn < issuedOn || heldOn > on) return refuse('WARRANT_NOT_IN_FORCE', { number, issuedOn });
  return accept(warrant);
}

/**
 * What the shareholders' meeting did on an instruction to vote: an approval by the committee is not yet a resolution. The
 * rule counts; passed, the warrants carry acts and what follows is owed from that day; failed, the case is over.
 */
export function recordShareholders(
  deps: Deps,
  actor: Actor,
  asked: ShareholdersMet,
): Promise<Answer<{ passed: boolean }>> {
  const about = { kind: 'matter', id: asked.id, title: '' };
  const command = { requestId: asked.requestId, act: 'matters.recordShareholders', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ passed: boolean }>> => {
    const row = found(await lockMatter(tx, asked.id), 'matter');
    if (row.companyId !== actor.post.organizationId) throw new NotFound('matter');
    const on = today(deps);
    const warrants = await warrantsOfMatter(tx, row.id);
    const ownerIds = warrants.map((w) => w.companyId);
    const warrant = awaited(warrants, asked.heldOn, on);
    if (warrant.outcome === 'refused') return warrant;
    const papers = await papersThere(tx, [asked.document]);
    if (papers.outcome === 'refused') return papers;
    const company = found((await organizationsById(tx, asked.heldOn, [row.companyId]))[0], 'company');
    const question = {
      form: company.form === 'joint_stock' ? 'joint_stock' : 'limited',
      resolution: resolutionOn(row.matter),
      holders: asked.holders,
    };
    const answer = ask(shareholderVoteRule, question);
    const { passed } = answer;
    const step = passed ? 'recordShareholders' : 'failShareholders';
    const done = await stepOn(tx, deps, actor, row, step, async () => {
      const kept = { asked: question, answered: answer };
      const { heldOn, document } = asked;
      await saveShareholderResult(tx, {
        ...kept,
        matterId: row.id,
        heldOn,
        passed,
        document,
        personId: actor.person.id,
      });
      const rule = { rule: shareholderVoteRule.name, occasion: 'shareholders' } as const;
      await keepAnswer(tx, deps, row, { ...rule, asOf: heldOn }, kept);
      if (passed) {
        await passResolution(tx, row.id);
        const { proposal } = warrant.effects.content;
        await oweAfter(tx, deps, { matter: row, proposal, ownerIds, on: heldOn }, 'decision');
      } else {
        await changeWarrantsOf(tx, row.id, { revokedOn: on });
        await voidObligations(tx, row.id);
      }
      return accept({ content: { heldOn, passed, for: answer.for, base: answer.base, document } });
    });
    if (done.outcome === 'refused') return done;
    return accept({ subject: aboutMatter(row), content: done.effects.content, answer: { passed } });
  });
}
