import { assert } from '../kernel/assert.ts';
import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { inForce } from '../kernel/dated.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan, multiplyRatio } from '../kernel/money.ts';
import { compare, type Ratio, ratio } from '../kernel/ratio.ts';
import {
  type AgencyFeeTable,
  type AgencyFeeTableName,
  type BandPart,
  feeByBands,
  feeTables,
} from './agency-fee-table.ts';

const bonusShare = ratio(1n, 10n);
const half = ratio(1n, 2n);
const scope: Basis = { title: '财建〔2016〕504号', article: '第七条', grade: 'memory' };
const ceiling: Basis = { title: '财建〔2016〕504号', article: '第八条', grade: 'memory' };

/** The question; amounts in 分, the base is the total less the management fee in it and the cost of land. */
export type AgencyFeeInput = {
  readonly on: LocalDate;
  readonly totalInvestment: Fen;
  readonly includedManagementFee?: Fen | undefined;
  readonly landCost?: Fen | undefined;
  readonly managementFeeSpent?: Fen | undefined;
  readonly proposedFee?: Fen | undefined;
  readonly performance?:
    | { readonly onTime: boolean; readonly quality: boolean; readonly withinEstimate: boolean }
    | undefined;
  readonly applies?:
    | {
        readonly to: 'public_body' | 'state_enterprise';
        readonly operating: boolean;
        readonly fiscalShareOfCapital?: Ratio | undefined;
      }
    | undefined;
  /** Asked for by name, whatever the day. */
  readonly table?: AgencyFeeTableName | undefined;
};

/** The cap and what is left of it. `part`s add up to `cap`. */
export type AgencyFee = {
  readonly table: AgencyFeeTableName;
  readonly base: Fen;
  readonly cap: Fen;
  readonly bands: readonly BandPart[];
  readonly remaining?: Fen;
  readonly bonusCap?: Fen;
  /** Whether the cap binds, or is only to be looked at. */
  readonly binding: boolean;
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};

/** The table asked for by name, else the one in force; `standing`: it is in force on the day. */
function tableFor(input: AgencyFeeInput): { table: AgencyFeeTable; standing: boolean } {
  const standing = inForce(feeTables, input.on);
  const chosen = feeTables.find((table) => table.name === input.table) ?? standing;
  assert(chosen !== null, 'every day has a fee table');
  return { table: chosen, standing: input.table === undefined || chosen.name === standing?.name };
}

/** An operating project of a state enterprise is free of the cap up to half fiscal money in its capital. */
function bindingOf(applies: AgencyFeeInput['applies']): { binding: boolean; lacking: boolean } {
  if (applies?.to !== 'state_enterprise' || !applies.operating) return { binding: true, lacking: false };
  if (applies.fiscalShareOfCapital === undefined) return { binding: true, lacking: true };
  return { binding: compare(applies.fiscalShareOfCapital, half) > 0, lacking: false };
}

function bonusOf({ proposedFee, performance }: AgencyFeeInput): Fen | undefined {
  if (proposedFee === undefined || performance === undefined) return undefined;
  const earned = performance.onTime && performance.quality && performance.withinEstimate;
  return earned ? multiplyRatio(proposedFee, bonusShare) : fen(0n);
}

function overCap(input: AgencyFeeInput, allowed: Fen): Finding[] {
  const { proposedFee } = input;
  if (proposedFee === undefined || proposedFee <= allowed) return [];
  const because = `拟付代建费 ${formatYuan(proposedFee)} 元超过可列支限额 ${formatYuan(allowed)} 元`;
  return [{ code: 'N13', because }];
}

const outOfTime = (table: AgencyFeeTable): Finding => ({
  code: 'TABLE_NOT_IN_FORCE',
  because: `${table.basis.title} 的费率表在该日不适用`,
});

const shareMissing: Finding = {
  code: 'DATA_INSUFFICIENT',
  because: '经营性项目须填写资本金中财政资金占比（fiscalShareOfCapital）才能判断是否适用限额',
};

/** The most that may be spent on managing a project, and so be paid to its agent, from its approved investment. */
export function agencyFee(input: AgencyFeeInput): AgencyFee {
  const { table, standing } = tableFor(input);
  const base = fen(input.totalInvestment - (input.includedManagementFee ?? 0n) - (input.landCost ?? 0n));
  const { cap, bands: parts } = feeByBands(table, base);
  const remaining = input.managementFeeSpent === undefined ? undefined : fen(cap - input.managementFeeSpent);
  const bonusCap = bonusOf(input);
  const { binding, lacking } = bindingOf(input.applies);
  const excess = overCap(input, remaining ?? cap);
  const reasons: Reason[] = [
    {
      rule: 'CAP',
      outcome: standing ? 'pass' : 'fail',
      because: standing
        ? `按 ${table.basis.title} 分段计算，限额 ${formatYuan(cap)} 元`
        : outOfTime(table).because,
      basis: [table.basis],
    },
    {
      rule: 'BINDING',
      outcome: lacking ? 'data_insufficient' : binding ? 'pass' : 'not_applicable',
      because: lacking
        ? shareMissing.because
        : binding
          ? '适用限额'
          : '经营性项目资本金中财政资金未超过 50%，可不执行',
      basis: [scope],
    },
    {
      rule: 'N13',
      outcome: input.proposedFee === undefined ? 'not_applicable' : excess.length === 0 ? 'pass' : 'fail',
      because: excess[0]?.because ?? '未超过限额',
      basis: [ceiling],
    },
  ];
  return {
    table: table.name,
    base,
    cap,
    bands: parts,
    ...(remaining === undefined ? {} : { remaining }),
    ...(bonusCap === undefined ? {} : { bonusCap }),
    binding,
    blocks: [...(lacking ? [shareMissing] : []), ...(binding ? excess : [])],
    warnings: [...(standing ? [] : [outOfTime(table)]), ...(binding ? [] : excess)],
    reasons,
  };
}
