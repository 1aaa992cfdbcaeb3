import { moneyFromText } from './money-text.ts';

/** The gate form as antd holds it: everything the person typed, amounts still as text. */
export type GateForm = {
  title: string;
  item?: string | undefined;
  project?: string | undefined;
  engineering: boolean;
  amount: string;
  taxIncluded: boolean;
  requestedMode: 'entrusted' | 'purchased';
  entityId: string;
  clusterId?: string | undefined;
  termMonths?: string | undefined;
  agentSource?: 'authorised' | 'tendered' | 'none' | undefined;
  fee?: string | undefined;
  feeCap?: string | undefined;
  fundSources: { kind: FundKind; amount: string; budgetDoc?: string | undefined }[];
  decidedOn: string;
};
export type FundKind = 'budget' | 'fiscal_repaid_loan' | 'state_enterprise' | 'private';

/** The question the server classifies; keys the person left empty are absent. */
export type GateQuestion = {
  title: string;
  item?: string;
  project?: string;
  engineering: boolean;
  amount: string;
  taxIncluded: boolean;
  requestedMode: 'entrusted' | 'purchased';
  entityId: string;
  clusterId?: string;
  termMonths?: number;
  agentSource?: 'authorised' | 'tendered' | 'none';
  agencyFee?: { fee: string; cap: string };
  fundSources: { kind: FundKind; amount: string; budgetDoc?: string }[];
  decidedOn: string;
};

const filled = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';

/** The fee of the agent, when both the fee and its cap were given. */
function agencyFee(form: GateForm): { fee: string; cap: string } | null {
  const fee = moneyFromText(form.fee ?? '');
  const cap = moneyFromText(form.feeCap ?? '');
  return form.requestedMode === 'entrusted' && fee !== null && cap !== null ? { fee, cap } : null;
}

/** The form as a question. The form's own rules have refused bad amounts before. */
export function questionFromForm(form: GateForm): GateQuestion {
  const fee = agencyFee(form);
  const entrusted = form.requestedMode === 'entrusted';
  return {
    title: form.title.trim(),
    ...(filled(form.item) ? { item: form.item } : {}),
    ...(filled(form.project) ? { project: form.project.trim() } : {}),
    engineering: form.engineering,
    amount: moneyFromText(form.amount) ?? form.amount,
    taxIncluded: form.taxIncluded,
    requestedMode: form.requestedMode,
    entityId: form.entityId,
    ...(filled(form.clusterId) ? { clusterId: form.clusterId } : {}),
    ...(filled(form.termMonths) ? { termMonths: Number(form.termMonths) } : {}),
    ...(entrusted && form.agentSource !== undefined ? { agentSource: form.agentSource } : {}),
    ...(fee === null ? {} : { agencyFee: fee }),
    fundSources: form.fundSources.map((source) => ({
      kind: source.kind,
      amount: moneyFromText(source.amount) ?? source.amount,
      ...(filled(source.budgetDoc) ? { budgetDoc: source.budgetDoc.trim() } : {}),
    })),
    decidedOn: form.decidedOn,
  };
}
