import type { AppRouter } from '@guanyun/api/router.ts';
import { type Fen, fen, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import type { inferRouterInputs } from '@trpc/server';
import { yuanFromText } from '../../components/yuan-text.ts';
import type { Matter } from './matter-data.ts';

type Content = inferRouterInputs<AppRouter>['matters']['propose'];
/** What a case may carry besides its proposal, as the server takes it. */
export type LinkedContent = Pick<
  Content,
  'predecessorId' | 'newFacts' | 'mainId' | 'participants' | 'lacking'
>;

export type ParticipantDraft = { companyId: string; amount: string; boardOn: string };
/** What hangs on the case, as typed. Empty texts mean that there is none. */
export type LinkedDraft = {
  predecessorId: string;
  newFacts: string;
  mainId: string;
  participants: ParticipantDraft[];
  promise: string;
};

export const emptyLinks: LinkedDraft = {
  predecessorId: '',
  newFacts: '',
  mainId: '',
  participants: [],
  promise: '',
};
export const emptyParticipant: ParticipantDraft = { companyId: '', amount: '', boardOn: '' };

const isText = (value: unknown): value is string => typeof value === 'string';

/** The draft kept on this device, if it is still readable; else `start`. */
export function readLinks(kept: string | null, start: LinkedDraft): LinkedDraft {
  try {
    const { participants, ...texts } = JSON.parse(kept ?? '') as LinkedDraft;
    const whole =
      Object.keys(emptyLinks).every((key) => key === 'participants' || isText(texts[key as never])) &&
      participants.every((one) => Object.keys(emptyParticipant).every((key) => isText(one[key as never])));
    return whole ? { ...texts, participants } : start;
  } catch {
    return start;
  }
}

/** A case as it stands, opened for revision. */
export const linksOfContent = (content: Matter['content']): LinkedDraft => ({
  predecessorId: content.predecessorId ?? '',
  newFacts: content.newFacts ?? '',
  mainId: content.mainId ?? '',
  participants: (content.participants ?? []).map(({ companyId, amount, records }) => ({
    companyId,
    amount: amount ?? '',
    boardOn: records.find(({ code }) => code === 'BOARD')?.heldOn ?? '',
  })),
  promise: content.lacking?.promise ?? '',
});

const text = <K extends string>(key: K, value: string): { [k in K]?: string } =>
  (value.trim() === '' ? {} : { [key]: value.trim() }) as { [k in K]?: string };

type Joint = NonNullable<Content['participants']>[number];
/** A participant with its board's resolution; null while something is missing or no amount. */
function participantOf({ companyId, amount, boardOn }: ParticipantDraft): Joint | null {
  const yuan = amount.trim() === '' ? null : yuanFromText(amount);
  if (companyId === '' || boardOn === '' || (yuan === null && amount.trim() !== '')) return null;
  return { companyId, amount: yuan, records: [{ code: 'BOARD', heldOn: boardOn, outcome: 'approved' }] };
}

/** What is left of the amount for the lead itself, in yuan; below zero the parts do not add up. Null without an amount. */
export function leadShare(draft: Pick<LinkedDraft, 'participants'>, total: string | null): Fen | null {
  if (total === null) return null;
  const parts = draft.participants.map(({ amount }) => yuanFromText(amount));
  return fen(parseYuan(total) - sumFen(parts.flatMap((yuan) => (yuan === null ? [] : [parseYuan(yuan)]))));
}

/**
 * What the draft adds to the content, `missing` being the materials not there yet; null while a row is incomplete. In a
 * case of an amount (`total`, yuan) each participant bears a part of it.
 */
export function contentOfLinks(
  draft: LinkedDraft,
  missing: readonly string[],
  total: string | null = null,
): LinkedContent | null {
  const participants = draft.participants.map(participantOf);
  const whole = participants.filter((one) => one !== null);
  if (whole.length < participants.length) return null;
  if (total !== null && whole.some((one) => one.amount === null)) return null;
  return {
    ...text('predecessorId', draft.predecessorId),
    ...(draft.predecessorId === '' ? {} : text('newFacts', draft.newFacts)),
    ...text('mainId', draft.mainId),
    ...(whole.length === 0 ? {} : { participants: whole }),
    ...(draft.promise.trim() === '' || missing.length === 0
      ? {}
      : { lacking: { codes: [...missing], promise: draft.promise.trim() } }),
  };
}
