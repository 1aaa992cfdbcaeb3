import type { LocalDate } from '../kernel/local-date.ts';
import type { ContractStep } from './contract-state.ts';
import type { Json, JsonObject } from './ocds-merge.ts';

/** A body as a contracting process names it. */
export type OcdsParty = { readonly id: string; readonly name: string; readonly uscc: string | null };

/** What everybody may know of a tender, from its notice on. Amounts are yuan with two places. */
export type OcdsTender = {
  readonly number: string;
  readonly title: string;
  readonly project: string;
  readonly method: 'open' | 'invited';
  readonly state: 'published' | 'opened' | 'evaluated' | 'publicized' | 'awarded' | 'failed' | 'cancelled';
  readonly endedBecause: string | null;
  readonly evaluation: 'lowest_evaluated' | 'composite' | 'procurement_low_price';
  readonly ceiling: string | null;
  readonly tenderer: OcdsParty;
  readonly lots: readonly { readonly code: string; readonly title: string; readonly kind: string }[];
  /** Instants with their offset. */
  readonly publishedAt: string;
  readonly deadline: string;
  readonly objectionsUntil: LocalDate;
  readonly papers: readonly OcdsPaper[];
  readonly changes: readonly {
    readonly id: string;
    readonly kind: 'clarification' | 'amendment';
    readonly text: string;
    readonly issuedAt: string;
  }[];
  /** Null before the opening: nobody knows who or how many. */
  readonly opened: readonly OcdsParty[] | null;
  /** The first candidate, from the publicity on. */
  readonly candidate: { readonly supplier: OcdsParty; readonly price: string } | null;
  /** The day of the notice of award. */
  readonly awardedOn: LocalDate | null;
};
type OcdsPaper = {
  readonly digest: string;
  readonly kind: 'documents' | 'change';
  readonly name: string;
  readonly mediaType: string;
  readonly issuedAt: string;
};

export type OcdsContract = {
  readonly number: string;
  readonly title: string;
  readonly category: 'works' | 'goods' | 'services';
  /** How it came about without competition; null on an award. */
  readonly direct: { readonly details: string; readonly rationale: string } | null;
  readonly buyer: OcdsParty;
  readonly supplier: OcdsParty;
  readonly state: string;
  readonly decidedOn: LocalDate;
  readonly signedOn: LocalDate;
  readonly completionDue: LocalDate;
  /** When what it formed was handed over. */
  readonly deliveredOn: LocalDate | null;
  /** As signed and as it stands. */
  readonly amount: string;
  readonly currentAmount: string;
  readonly measures: readonly {
    readonly number: number;
    readonly periodTo: LocalDate;
    readonly amount: string;
  }[];
  readonly steps: readonly { readonly id: string; readonly step: ContractStep; readonly on: LocalDate }[];
  /** Those that were made. */
  readonly payments: readonly {
    readonly number: number;
    readonly paidOn: LocalDate;
    readonly amount: string;
  }[];
  /** Those that were agreed. */
  readonly amendments: readonly {
    readonly number: number;
    readonly on: LocalDate;
    readonly title: string;
    readonly reason: string;
  }[];
  /** The process of the contract above, where one was passed on. */
  readonly parent: { readonly ocid: string; readonly title: string } | null;
};

const value = (yuan: string): JsonObject => ({ amount: Number(yuan), currency: 'CNY' });
/** A day of Asia/Shanghai begins at +08:00. */
const dayStart = (day: LocalDate): string => `${day}T00:00:00+08:00`;
const dayEnd = (day: LocalDate): string => `${day}T23:59:59+08:00`;
const partyId = ({ id, uscc }: OcdsParty): string => (uscc === null ? `GUANYUN-${id}` : `CN-USCI-${uscc}`);
/** A list that says nothing is left out. */
const listed = (key: string, list: readonly Json[]): JsonObject => (list.length === 0 ? {} : { [key]: list });
const refTo = (party: OcdsParty): JsonObject => ({ id: partyId(party), name: party.name });

function partiesOf(roles: readonly (readonly [OcdsParty, string])[]): Json {
  const byId = Map.groupBy(roles, ([party]) => partyId(party));
  return [...byId].map(([id, held]) => {
    const party = held[0]?.[0] as OcdsParty;
    const identifier = party.uscc === null ? {} : { scheme: 'CN-USCI', id: party.uscc };
    return {
      ...{ id, name: party.name, identifier: { ...identifier, legalName: party.name } },
      roles: [...new Set(held.map(([, role]) => role))].sort(),
    };
  });
}

const categories: Readonly<Record<string, string>> = { works: 'works', goods: 'goods' };
const categoryOf = (kind: string): string => categories[kind] ?? 'services';
const statusOf: Record<OcdsTender['state'], string> = {
  ...{ published: 'active', opened: 'active', evaluated: 'active', publicized: 'active' },
  ...{ awarded: 'complete', failed: 'unsuccessful', cancelled: 'cancelled' },
};

function tenderPart(tender: OcdsTender): JsonObject {
  const kinds = [...new Set(tender.lots.map(({ kind }) => categoryOf(kind)))].sort();
  const main = kinds.includes('works') ? 'works' : (kinds[0] ?? 'services');
  const { number, title, project, ceiling, opened, evaluation } = tender;
  return {
    ...{ id: number, title, description: project, status: statusOf[tender.state] },
    procuringEntity: refTo(tender.tenderer),
    items: tender.lots.map((lot) => ({ id: lot.code, description: lot.title })),
    ...(ceiling === null ? {} : { value: value(ceiling) }),
    procurementMethod: tender.method === 'open' ? 'open' : 'selective',
    procurementMethodDetails: tender.method === 'open' ? '公开招标' : '邀请招标',
    mainProcurementCategory: main,
    ...listed(
      'additionalProcurementCategories',
      kinds.filter((kind) => kind !== main),
    ),
    awardCriteria: evaluation === 'composite' ? 'ratedCriteria' : 'priceOnly',
    submissionMethod: ['electronicSubmission'],
    tenderPeriod: { startDate: tender.publishedAt, endDate: tender.deadline },
    enquiryPeriod: { startDate: tender.publishedAt, endDate: dayEnd(tender.objectionsUntil) },
    ...(opened === null ? {} : { numberOfTenderers: opened.length, tenderers: opened.map(refTo) }),
    ...(tender.endedBecause === null
      ? {}
      : { milestones: [{ id: 'ended', title: '终止', description: tender.endedBecause, status: 'met' }] }),
    ...listed('documents', tender.papers.map(paperPart)),
    ...listed(
      'amendments',
      tender.changes.map((change) => ({
        ...{ id: change.id, date: change.issuedAt, description: change.text },
        rationale: change.kind === 'amendment' ? '修改招标文件' : '澄清招标文件',
      })),
    ),
  };
}
const paperPart = (paper: OcdsPaper): JsonObject => ({
  ...{ id: paper.digest, title: paper.name, format: paper.mediaType.replace(/;.*/, '') },
  documentType: paper.kind === 'documents' ? 'biddingDocuments' : 'clarifications',
  datePublished: paper.issuedAt,
});

const awardId = (number: string): string => `${number}-award`;

function awardOfTender(tender: OcdsTender): JsonObject[] {
  const { candidate, state, awardedOn } = tender;
  if (candidate === null) return [];
  const failed = state === 'failed' || state === 'cancelled';
  return [
    {
      ...{ id: awardId(tender.number), title: tender.title },
      status: awardedOn !== null ? 'active' : failed ? 'cancelled' : 'pending',
      ...(awardedOn === null ? {} : { date: dayStart(awardedOn) }),
      ...{ value: value(candidate.price), suppliers: [refTo(candidate.supplier)] },
    },
  ];
}

/** What was let without competition is its own tender and award, complete with the contract. */
function directParts(contract: OcdsContract): JsonObject {
  const { number, title, direct, category, buyer, supplier, amount, decidedOn } = contract;
  return {
    tender: {
      ...{ id: number, title, status: 'complete', procuringEntity: refTo(buyer), value: value(amount) },
      ...{ procurementMethod: 'direct', procurementMethodDetails: direct?.details ?? '' },
      ...{ procurementMethodRationale: direct?.rationale ?? '', mainProcurementCategory: category },
    },
    awards: [
      {
        ...{ id: awardId(number), title, status: 'active', date: dayStart(decidedOn) },
        ...{ value: value(amount), suppliers: [refTo(supplier)] },
      },
    ],
  };
}

const ended: Readonly<Record<string, string>> = {
  closed: 'terminated',
  terminated: 'terminated',
  void: 'cancelled',
};

const stepTitles: Record<ContractStep, string> = {
  ...{ start: '开工', complete: '竣工', warrant: '质保开始', release: '质保期满', close: '结清' },
  ...{ suspend: '中止', dispute: '发生争议', resume: '恢复履行', terminate: '终止', annul: '撤销' },
};

const met = (id: string, title: string) => ({ id, type: 'delivery', title, status: 'met' });

function implementationOf(contract: OcdsContract): JsonObject {
  const milestones = [
    ...contract.measures.map(({ number, periodTo, amount }) => ({
      ...{ id: `measure-${number}`, type: 'financing', title: `第${number}期计量 ${amount} 元` },
      ...{ status: 'met', dateMet: dayEnd(periodTo) },
    })),
    ...contract.steps.map(({ id, step, on }) => ({
      ...met(`step-${id}`, stepTitles[step]),
      dateMet: dayStart(on),
    })),
    ...(contract.deliveredOn === null
      ? []
      : [{ ...met('delivered', '交付形成资产'), dateMet: dayStart(contract.deliveredOn) }]),
  ];
  const transactions = contract.payments.map(({ number, paidOn, amount }) => ({
    ...{ id: `payment-${number}`, date: dayStart(paidOn), value: value(amount) },
    ...{ payer: refTo(contract.buyer), payee: refTo(contract.supplier) },
  }));
  return { ...listed('milestones', milestones), ...listed('transactions', transactions) };
}

function contractPart(contract: OcdsContract, award: string): JsonObject {
  const { number, title, state, amendments, currentAmount, signedOn, completionDue } = contract;
  const implementation = implementationOf(contract);
  return {
    ...{ id: number, awardID: award, title, status: ended[state] ?? 'active', value: value(currentAmount) },
    ...{ period: { startDate: dayStart(signedOn), endDate: dayEnd(completionDue) } },
    dateSigned: dayStart(signedOn),
    ...listed(
      'amendments',
      amendments.map((one) => ({
        ...{ id: `amendment-${one.number}`, date: dayStart(one.on), description: one.title },
        rationale: one.reason,
      })),
    ),
    ...(Object.keys(implementation).length === 0 ? {} : { implementation }),
  };
}

/** Who has to do with a process, and as what. */
function rolesOf(tender: OcdsTender | null, contract: OcdsContract | null): (readonly [OcdsParty, string])[] {
  const buyer = tender?.tenderer ?? contract?.buyer;
  const supplier = contract?.supplier ?? (tender?.awardedOn ? tender.candidate?.supplier : undefined);
  return [
    ...(buyer === undefined ? [] : [[buyer, 'buyer'] as const]),
    ...(tender?.opened ?? []).map((one) => [one, 'tenderer'] as const),
    ...(tender?.candidate ? [[tender.candidate.supplier, 'tenderer'] as const] : []),
    ...(supplier === undefined ? [] : [[supplier, 'supplier'] as const]),
  ];
}

/**
 * One contracting process as OCDS 1.1 describes it (open-contracting.org, release schema 1.1.5): a tender with the contract
 * that came of it, or a contract let without competition. Amounts are yuan, days those of Asia/Shanghai.
 */
export function processState(
  ocid: string,
  tender: OcdsTender | null,
  contract: OcdsContract | null,
): JsonObject {
  const number = tender?.number ?? contract?.number ?? '';
  const buyer = tender?.tenderer ?? contract?.buyer;
  const start =
    tender !== null
      ? { tender: tenderPart(tender), ...listed('awards', awardOfTender(tender)) }
      : contract !== null
        ? directParts(contract)
        : {};
  return {
    ...{ ocid, initiationType: 'tender', language: 'zh', parties: partiesOf(rolesOf(tender, contract)) },
    ...(buyer === undefined ? {} : { buyer: refTo(buyer) }),
    ...start,
    ...(contract === null ? {} : { contracts: [contractPart(contract, awardId(number))] }),
    ...(contract?.parent
      ? {
          relatedProcesses: [
            {
              ...{ id: 'parent', relationship: ['parent'], scheme: 'ocid' },
              ...{ identifier: contract.parent.ocid, title: contract.parent.title },
            },
          ],
        }
      : {}),
  };
}
