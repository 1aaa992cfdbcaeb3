import { lotsBeside } from '@guanyun/db/contracts/contract.store.ts';
import type { ContractRow } from '@guanyun/db/contracts/contract-life.model.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { ContractLayer } from '@guanyun/domain/contracts/contract-state.ts';
import { mustTenderRule } from '@guanyun/domain/contracts/must-tender.rule.ts';
import type { exemptionKinds, fundKinds, sectors } from '@guanyun/domain/contracts/tender-project.ts';
import { ask } from '../kernel/ask.ts';
import type { Question } from './classify-question.ts';

export type Lot = {
  readonly parent: ContractRow | null;
  readonly layer: Exclude<ContractLayer, 'upstream'>;
  readonly entityId: string;
  readonly amount: string;
  readonly project: string | null;
  /** Why it cannot be let together with others of its class; without it they are added up. */
  readonly separateReason: string | null;
  readonly funds: readonly { readonly kind: (typeof fundKinds)[number]; readonly amount: string }[];
  readonly sector?: (typeof sectors)[number] | undefined;
  readonly exemption?:
    | {
        readonly kind: (typeof exemptionKinds)[number];
        readonly claimant?: 'tenderer' | 'subsidiary' | 'parent' | undefined;
        readonly capable?: boolean | undefined;
        readonly document?: string | undefined;
      }
    | undefined;
};

const fundKindOf = {
  budget: 'budget',
  fiscal_repaid_loan: 'budget',
  state_enterprise: 'state_enterprise',
  private: 'private',
} as const;
/** The money behind a lot: that of the contract above it, else what is said. */
function fundsOf(lot: Lot): Lot['funds'] {
  if (lot.parent === null) return lot.funds;
  const { fundSources } = lot.parent.question as Question;
  return fundSources.map(({ kind, amount }) => ({
    kind: fundKindOf[kind as keyof typeof fundKindOf] ?? 'budget',
    amount,
  }));
}

const kindOf = (layer: Lot['layer']) => (layer === 'service' ? 'other_service' : layer);
/** This zone lies in Chongqing, whose regulation on tendering stands beside the law. */
const jurisdiction = 'chongqing';

/**
 * Asks must-tender whether a lot must be tendered: alone, and together with what was let of its class beside it without a
 * tender, unless it is said why it cannot be let together. The question is what is frozen.
 */
export async function judgeLot(tx: Tx, lot: Lot) {
  const apart = lot.separateReason !== null;
  const { parent, project, entityId } = lot;
  const beside = apart ? [] : await lotsBeside(tx, { parentId: parent?.id ?? null, project, entityId });
  const together = (layer: ContractLayer) =>
    layer === 'service' ? {} : { mergeable: layer === 'works' || layer === 'goods' ? layer : 'services' };
  const question = {
    project: {
      funds: fundsOf(lot),
      ...(lot.sector === undefined ? {} : { sector: lot.sector }),
      ...(lot.exemption === undefined ? {} : { exemption: JSON.parse(JSON.stringify(lot.exemption)) }),
    },
    lots: [
      {
        ...{ id: 'this', kind: kindOf(lot.layer), amount: lot.amount },
        ...(apart ? {} : together(lot.layer)),
      },
      ...beside.map(({ id, layer, amount }) => ({
        ...{ id, kind: kindOf(layer as Lot['layer']), amount },
        ...together(layer),
      })),
    ],
    jurisdiction,
  };
  const result = ask(mustTenderRule, question);
  return { question, result, lot: result.lots[0] ?? null };
}
