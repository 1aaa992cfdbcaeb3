import { changeList, findList, itemsOf, lockList } from '@guanyun/db/contracts/cooperation-list.store.ts';
import { compareItems, type ItemDifference } from '@guanyun/domain/contracts/list-versions.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { clusterNames, organizationNames } from '../organizations/names.ts';
import { aboutList, type ListCommand } from './cooperate.ts';

/** Puts the fair-competition review of a list on file, before it is published. Refused: WRONG_STATE, DOCUMENT_UNKNOWN. */
export function fileReview(
  deps: Deps,
  actor: Actor,
  asked: ListCommand & {
    readonly outcome: 'passed' | 'failed';
    readonly number: string;
    readonly document: string;
  },
): Promise<Answer<{ outcome: string }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'cooperation_list', id: asked.id, title: '' };
  const command = { requestId, act: 'contracts.fileReview', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ outcome: string }>> => {
    const list = found(await lockList(tx, asked.id), 'list');
    if (list.state !== 'draft' && list.state !== 'agreed')
      return refuse('WRONG_STATE', { state: list.state, step: 'fileReview' });
    const papers = await papersThere(tx, [asked.document]);
    if (papers.outcome === 'refused') return papers;
    const { outcome, number, document } = asked;
    const set = { fairCompetition: outcome, fairCompetitionDocument: number, reviewPaper: document };
    await changeList(tx, list.id, set);
    return accept({
      subject: aboutList(list),
      content: { version: list.version, ...body },
      answer: { outcome },
    });
  });
}

/** Revokes a list in force: from today it carries nothing new; what was decided under it stands. Refused: WRONG_STATE, DOCUMENT_UNKNOWN. */
export function revokeList(
  deps: Deps,
  actor: Actor,
  asked: ListCommand & { readonly reason: string; readonly document: string },
): Promise<Answer<{ state: string }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'cooperation_list', id: asked.id, title: '' };
  const command = { requestId, act: 'contracts.revokeList', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ state: string }>> => {
    const list = found(await lockList(tx, asked.id), 'list');
    if (list.state !== 'published') return refuse('WRONG_STATE', { state: list.state, step: 'revokeList' });
    const papers = await papersThere(tx, [asked.document]);
    if (papers.outcome === 'refused') return papers;
    const revokedOn = today(deps);
    const set = { revokedOn, revocation: asked.reason, revocationPaper: asked.document };
    await changeList(tx, list.id, { state: 'revoked', ...set });
    const content = { version: list.version, ...body, revokedOn };
    return accept({ subject: aboutList(list), content, answer: { state: 'revoked' } });
  });
}

const compared = [
  'category',
  'mode',
  'scope',
  'procurementCode',
  'eligible',
  'clusters',
  'capSingle',
  'capAnnual',
  'termMax',
  'priceBasis',
] as const;

/** What one version adds, removes and changes against another, item by item and field by field. */
export function compareLists(
  deps: Deps,
  actor: Actor,
  asked: { readonly before: string; readonly after: string },
): Promise<{ before: string; after: string; items: ItemDifference[] }> {
  return read(deps, actor, async (tx) => {
    const [before, after] = [
      found(await findList(tx, asked.before), 'list'),
      found(await findList(tx, asked.after), 'list'),
    ];
    const on = today(deps);
    const [organization, cluster] = [await organizationNames(tx, on), await clusterNames(tx, on)];
    const named = async (id: string) =>
      (await itemsOf(tx, id)).map((item) => ({
        ...item,
        eligible: item.eligible.map((one) => organization(one).name).sort(),
        clusters: item.clusters?.map((one) => cluster(one).name).sort() ?? null,
      }));
    const items = compareItems(await named(before.id), await named(after.id), compared);
    return { before: before.version, after: after.version, items };
  });
}
