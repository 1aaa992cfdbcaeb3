import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import { findByUscc, saveNames, saveOrganizations } from '@guanyun/db/organizations/organization.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { usccRule } from '@guanyun/domain/kernel/uscc.rule.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, today } from '../kernel/deps.ts';
import type { Actor } from './actor.ts';

/**
 * Enters who stands on the other side of a contract, by name and 统一社会信用代码; who is known under that code already is
 * answered, not entered twice. Refused: USCC_WRONG.
 */
export function enterSupplier(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; name: string; uscc: string },
): Promise<Answer<{ id: string; name: string; entered: boolean }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'organization', id: null, title: asked.name };
  const command = { requestId, act: 'organizations.enterSupplier', body, about };
  return act(
    deps,
    actor,
    command,
    async (tx): Promise<Outcome<{ id: string; name: string; entered: boolean }>> => {
      const judged = ask(usccRule, { code: asked.uscc });
      if (!judged.valid || judged.normalized === undefined)
        return refuse('USCC_WRONG', { problem: judged.problem ?? 'LENGTH' });
      const uscc = judged.normalized;
      const on = today(deps);
      const known = await findByUscc(tx, on, uscc);
      if (known !== null) {
        const answer = { id: known.id, name: known.name ?? known.code, entered: false };
        return accept({ subject: { ...about, id: known.id, title: answer.name }, content: { uscc }, answer });
      }
      const id = deps.newId();
      const code = `S${(await nextNumber(tx, 'supplier')).toString().padStart(6, '0')}`;
      const empty = { parentId: null, form: null, tier: null, usccOverride: null, important: false } as const;
      await saveOrganizations(tx, [
        {
          ...{ id, code, kind: 'supplier', ...empty, uscc, netAssets: null, netAssetsOn: null },
          ...{ establishedOn: on, source: 'entered' },
        },
      ]);
      await saveNames(tx, [
        { organizationId: id, name: asked.name, status: 'known', validFrom: on, validTo: null },
      ]);
      const content = { id, code, name: asked.name, uscc };
      return accept({ subject: { ...about, id }, content, answer: { id, name: asked.name, entered: true } });
    },
  );
}
