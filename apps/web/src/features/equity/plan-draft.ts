import { factsOf, type PlanFacts, type PlanItem, type PlanMethod } from '@guanyun/domain/equity/plan.ts';
import { tryLocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { compare, divide, formatFraction, ONE, ratio, tryParseRatio } from '@guanyun/domain/kernel/ratio.ts';

/** An item as it is typed: what another method needs stays when the method changes. */
export type ItemDraft = {
  readonly id: string;
  readonly companyId: string;
  readonly method: PlanMethod;
  readonly fromId: string;
  readonly toId: string;
  readonly share: string;
  readonly price: string;
  readonly invested: string;
  readonly perYuan: string;
  readonly exchange: string;
  readonly separable: boolean;
  readonly note: string;
  readonly facts: Readonly<Record<string, string>>;
};
export type PlanDraft = {
  readonly title: string;
  readonly basisDate: string;
  readonly items: readonly ItemDraft[];
};

export const newItem = (id: string, groupId: string): ItemDraft => ({
  ...{ id, companyId: '', method: 'free_transfer', fromId: '', toId: groupId, share: '100%', price: '' },
  ...{ invested: '', perYuan: '1', exchange: '1', separable: false, note: '', facts: {} },
});

type Stored = { readonly [key: string]: unknown };
const text = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);

/** A saved item as it stands in the form. */
export function draftOf(item: PlanItem, groupId: string): ItemDraft {
  const saved = item as unknown as Stored;
  const start = newItem(item.id, groupId);
  const share = tryParseRatio(text(saved.share));
  const facts = Object.entries(item.facts).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    ...start,
    ...{ companyId: item.companyId, method: item.method, separable: item.separable, note: item.note },
    ...{ fromId: text(saved.fromId), toId: text(saved.toId, groupId) },
    share: share === null ? start.share : shownShare(share),
    ...{ price: text(saved.price), invested: text(saved.invested) },
    ...{ perYuan: text(saved.perYuan, '1'), exchange: text(saved.exchange, '1') },
    facts: Object.fromEntries(facts),
  };
}

function shownShare(share: ReturnType<typeof ratio>): string {
  const percent = ratio(share.numerator * 100n, share.denominator);
  return percent.denominator === 1n ? `${percent.numerator}%` : formatFraction(share);
}

/** A share as it is typed: 80%, 2/3, 0.8; null for anything that is none. */
export function readShare(typed: string): string | null {
  const plain = typed.replace(/\s/g, '').replace('％', '%');
  const share = tryParseRatio(plain.replace(/%$/, ''));
  if (share === null) return null;
  const part = plain.endsWith('%') ? divide(share, ratio(100n)) : share;
  return part.numerator > 0n && compare(part, ONE) <= 0 ? formatFraction(part) : null;
}

/** Yuan as they are typed, with or without separators; null for what is no amount above zero. */
export function readYuan(typed: string): string | null {
  const [whole = '', part = ''] = typed.replace(/[\s,，]/g, '').split('.');
  const amount = tryParseYuan(`${whole}.${part.padEnd(2, '0')}`);
  return amount !== null && amount > 0n ? formatYuan(amount) : null;
}

/** A price or an exchange, as a plain decimal above zero. */
export function readPrice(typed: string): string | null {
  const plain = typed.trim();
  return /^(0|[1-9]\d{0,8})(\.\d{1,8})?$/.test(plain) && !/^[0.]+$/.test(plain) ? plain : null;
}

/** The fields of each method, besides company and facts. */
export const fieldsOf = {
  free_transfer: ['fromId', 'toId', 'share'],
  acquisition: ['fromId', 'toId', 'share', 'price'],
  contribution_in_kind: ['fromId', 'share', 'invested', 'perYuan'],
  capital_increase: ['toId', 'invested', 'perYuan'],
  merger: ['toId', 'exchange'],
} as const satisfies Record<PlanMethod, readonly (keyof ItemDraft)[]>;
export type TypedField = (typeof fieldsOf)[PlanMethod][number];
export type Bad = 'company' | 'holder' | 'share' | 'yuan' | 'price' | 'day';

const readers: Record<TypedField, readonly [(typed: string) => string | null, Bad]> = {
  fromId: [(id) => id || null, 'holder'],
  toId: [(id) => id || null, 'holder'],
  share: [readShare, 'share'],
  price: [readYuan, 'yuan'],
  invested: [readYuan, 'yuan'],
  perYuan: [readPrice, 'price'],
  exchange: [readPrice, 'price'],
};

/** An item as it goes to the server, or what is wrong with it by field. */
export type ReadItem = { readonly item: PlanItem | null; readonly bad: Readonly<Record<string, Bad>> };

function readFacts(draft: ItemDraft, bad: Record<string, Bad>): PlanFacts {
  const said = factsOf[draft.method].flatMap((name): [string, string][] => {
    const typed = draft.facts[name] ?? '';
    if (typed === '') return [];
    const value =
      name === 'appraised' ? readYuan(typed) : name === 'appraisedOn' ? tryLocalDate(typed) : typed;
    if (value === null) bad[name] = name === 'appraised' ? 'yuan' : 'day';
    return value === null ? [] : [[name, value]];
  });
  return Object.fromEntries(said) as PlanFacts;
}

/** Reads an item; every field that is wrong is named, and only what its method uses is asked. */
export function readItem(draft: ItemDraft): ReadItem {
  const bad: Record<string, Bad> = {};
  if (draft.companyId === '') bad.companyId = 'company';
  const terms = fieldsOf[draft.method].map((field) => {
    const [read, wrong] = readers[field];
    const value = read(draft[field]);
    if (value === null) bad[field] = wrong;
    return [field, value];
  });
  const { id, companyId, method, separable, note } = draft;
  const facts = readFacts(draft, bad);
  if (Object.keys(bad).length > 0) return { item: null, bad };
  const item = { id, companyId, method, separable, note: note.trim(), facts, ...Object.fromEntries(terms) };
  return { item: item as PlanItem, bad };
}

/** What would be saved now; null while anything is wrong. */
export function readPlanDraft(draft: PlanDraft) {
  const read = draft.items.map(readItem);
  const items = read.flatMap(({ item }) => (item === null ? [] : [item]));
  const wrong = read.length - items.length;
  const title = draft.title.trim();
  const day = tryLocalDate(draft.basisDate);
  const content = wrong > 0 || title === '' || day === null ? null : { title, basisDate: day, items };
  return { read, wrong, content };
}
