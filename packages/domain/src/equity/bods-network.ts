import type { LocalDate } from '../kernel/local-date.ts';
import type { Ratio } from '../kernel/ratio.ts';
import type { EntityDetails, Interest, Statement } from './bods-read.ts';
import {
  codeScheme,
  type EntrustedDuty,
  type EquityRegister,
  nameOn,
  type RegisteredBody,
  USCC_SCHEME,
} from './bods-register.ts';
import { capitalInWords, percentNumber } from './bods-shares.ts';
import { type CapTable, capTable } from './cap-table.ts';
import { effectiveOn } from './share-transaction.ts';

/** Since when a holder has exactly this part of the votes and of the dividend; of nothing, since it left. */
type Since = {
  readonly vote: string;
  readonly voteOn: LocalDate;
  readonly dividend: string;
  readonly dividendOn: LocalDate;
};
/** The register of one company after each day on which it changed. */
export type Timeline = readonly {
  readonly day: LocalDate;
  readonly table: CapTable;
  readonly since: ReadonlyMap<string, Since>;
}[];

const keyOf = (share: Ratio | null | undefined): string =>
  share === null || share === undefined ? '' : `${share.numerator}/${share.denominator}`;

/** The days on which a company's register changed by what was known on a day, each with its holders. */
export function timelineOf(register: EquityRegister, companyId: string, known: LocalDate): Timeline {
  const transactions = register.books.get(companyId)?.knownOn(known) ?? [];
  const days = new Set(
    transactions.map((one) => effectiveOn(one, register.basis)).filter((day) => day !== null),
  );
  const timeline: Timeline[number][] = [];
  for (const day of [...days].sort()) {
    const table = capTable(transactions, day, register.basis);
    const before = timeline.at(-1)?.since ?? new Map<string, Since>();
    const ids = new Set([...before.keys(), ...table.holders.map((holder) => holder.id)]);
    const since = new Map(
      [...ids].map((id) => {
        const holder = table.holders.find((one) => one.id === id);
        const [vote, dividend] = [keyOf(holder?.vote), keyOf(holder?.dividend)];
        const was = before.get(id);
        const voteOn = was?.vote === vote ? was.voteOn : day;
        const dividendOn = was?.dividend === dividend ? was.dividendOn : day;
        return [id, { vote, voteOn, dividend, dividendOn }] as const;
      }),
    );
    timeline.push({ day, table, since });
  }
  return timeline;
}

/** When a network is looked at. */
export type Moment = {
  readonly timeline: Timeline;
  /** The register up to this day. */
  readonly asOf: LocalDate;
  /** Names and duties of this day. */
  readonly day: LocalDate;
};

/** What a network says of one of its elements, before it has identifiers. */
export type Element =
  | {
      readonly kind: 'entity';
      readonly body: RegisteredBody;
      readonly details: EntityDetails;
      readonly annotations?: Statement['annotations'];
    }
  | { readonly kind: 'relationship'; readonly party: string; readonly interests: readonly Interest[] };

const CHINA = { name: '中国', code: 'CN' } as const;
const entityTypes = {
  company: { type: 'registeredEntity' },
  sasac: { type: 'stateBody', subtype: 'stateAgency', details: '国有资产监督管理机构' },
  government: { type: 'stateBody', subtype: 'other', details: '人民政府' },
  committee: { type: 'stateBody', subtype: 'stateAgency', details: '管理委员会' },
  other: { type: 'legalEntity' },
} as const satisfies Record<RegisteredBody['kind'], EntityDetails['entityType']>;

const NAME_UNKNOWN = {
  reason: 'informationUnknownToPublisher',
  description: '登记资料未载明名称',
} as const;
const NAME_TENTATIVE = {
  statementPointerTarget: '/recordDetails/name',
  motivation: 'commenting',
  description: '名称为暂定',
} as const;

/** A body as an entity; what is not known of it is left out or said to be unknown, never made up. */
function entityOf(register: EquityRegister, body: RegisteredBody, day: LocalDate): Element {
  const named = nameOn(body, day);
  const uscc = { id: body.uscc ?? '', scheme: USCC_SCHEME, schemeName: '统一社会信用代码' };
  const identifiers = [
    ...(body.uscc === null ? [] : [uscc]),
    { id: body.code, schemeName: codeScheme(register.publisher) },
  ];
  const rest = { jurisdiction: CHINA, identifiers };
  const name = named?.name ?? null;
  if (name === null)
    return {
      ...{ kind: 'entity', body },
      details: {
        ...{ isComponent: false, entityType: { type: 'unknownEntity' } },
        ...{ unspecifiedEntityDetails: NAME_UNKNOWN, ...rest },
      },
    };
  const details = { isComponent: false, entityType: entityTypes[body.kind], name, ...rest };
  const tentative = named?.status === 'tentative';
  return { kind: 'entity', body, details, ...(tentative ? { annotations: [NAME_TENTATIVE] } : {}) };
}

const DIRECT = { directOrIndirect: 'direct', beneficialOwnershipOrControl: false } as const;
const exactly = (share: Ratio | null) => (share === null ? {} : { share: { exact: percentNumber(share) } });

/** What a holder has: capital, votes by subscription, dividends by what is paid in. */
function holdingOf(at: Timeline[number], holderId: string): Interest[] {
  const holder = at.table.holders.find((one) => one.id === holderId);
  const since = at.since.get(holderId);
  if (holder === undefined || since === undefined) return [];
  const startDate = since.voteOn;
  const details = capitalInWords(holder, holder.vote);
  return [
    { type: 'shareholding', ...DIRECT, details, ...exactly(holder.vote), startDate },
    { type: 'votingRights', ...DIRECT, details: '按认缴出资比例', ...exactly(holder.vote), startDate },
    ...(holder.dividend === null
      ? []
      : [
          {
            ...{ type: 'rightsToProfitOrIncome' as const, ...DIRECT, details: '按实缴出资比例' },
            ...{ ...exactly(holder.dividend), startDate: since.dividendOn },
          },
        ]),
  ];
}

/** A duty is a control by mandate; it is never a share. */
const dutyOf = (duty: EntrustedDuty): Interest => ({
  type: 'otherInfluenceOrControl',
  ...DIRECT,
  details: `受委托履行出资人职责，不持有股权（委托书 ${duty.number}）`,
  startDate: duty.validFrom,
});

/** The register of a company up to the moment; undefined before its first event. */
const latest = ({ timeline, asOf }: Moment) => timeline.findLast((one) => one.day <= asOf);

/** The duties that cover a company on the day of the moment. */
function dutiesOver(register: EquityRegister, companyId: string, moment: Moment): EntrustedDuty[] {
  // Of the day itself, also while an earlier day of the register is told: a duty lasts by its own dates.
  const held = new Set(latest({ ...moment, asOf: moment.day })?.table.holders.map((one) => one.id));
  return register.duties.filter(
    (duty) =>
      duty.validFrom <= moment.day &&
      moment.day <= duty.validTo &&
      duty.toId !== companyId &&
      (duty.companies === null ? held.has(duty.fromId) : duty.companies.includes(companyId)),
  );
}

/**
 * The network of one company at a moment: the company, whoever holds of it directly or has a duty for it, and the
 * relationship of each with it. By key, entities before relationships, the company first.
 */
export function networkAt(
  register: EquityRegister,
  company: RegisteredBody,
  moment: Moment,
): ReadonlyMap<string, Element> {
  const at = latest(moment);
  const interests = new Map<string, Interest[]>();
  for (const { id } of at?.table.holders ?? []) interests.set(id, at === undefined ? [] : holdingOf(at, id));
  for (const duty of dutiesOver(register, company.id, moment))
    interests.set(duty.toId, [...(interests.get(duty.toId) ?? []), dutyOf(duty)]);
  const parties = register.bodies.filter((body) => interests.has(body.id));
  return new Map<string, Element>([
    ...[company, ...parties].map((body) => [`e ${body.id}`, entityOf(register, body, moment.day)] as const),
    ...parties.map(
      ({ id }) =>
        [`r ${id}`, { kind: 'relationship', party: id, interests: interests.get(id) ?? [] }] as const,
    ),
  ]);
}
