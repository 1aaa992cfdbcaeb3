import type { Basis, Reason } from '../kernel/basis.ts';
import { addMonths, addYears, localDate } from '../kernel/local-date.ts';
import { rulebook, rulebookOn } from '../kernel/rule.ts';
import { parametersOn } from './catalogue-versions.ts';
import * as basis from './matter-basis.ts';
import { type StepCode, stepCodes } from './matter-slug.ts';
import { type Parameters, prerequisitesOf } from './parameter-lookup.ts';
import { stepKey } from './parameters-lines.ts';
import type { PrecheckInput, PrecheckOutput } from './precheck-input.ts';
import { stepTitles } from './step-titles.ts';

type StepRecord = PrecheckInput['records'][number];
type Judged = { code: string; outcome: Reason['outcome']; because: string; basis: readonly Basis[] };

// Days beyond this have no day a year later in the calendar.
const farFuture = '9998-12-31';

const sequence: readonly StepCode[] = ['PARTY', 'SWC', 'BOARD', 'SH'];
const resolutions: readonly StepCode[] = ['PARTY', 'BOARD', 'SH'];

/** The record that counts: of several on one step the latest, of several on one day the last listed. */
function recordOf(records: readonly StepRecord[], code: StepCode): StepRecord | null {
  let latest: StepRecord | null = null;
  for (const record of records) {
    if (record.code === code && (latest === null || record.heldOn >= latest.heldOn)) latest = record;
  }
  return latest;
}

/** Why an appraisal need not be made, or null. A free transfer stands on the audit. */
function appraisalExemption(input: PrecheckInput): Judged | null {
  const because = (text: string, source: Basis): Judged => ({
    code: 'APPR_NOT_APPLICABLE',
    outcome: 'not_applicable',
    because: text,
    basis: [source],
  });
  if (input.matter === 'equity_transfer' && input.type === 'free_transfer') {
    return because('无偿划转以审计结果为依据，可不评估', basis.freeTransferRules);
  }
  const merges = input.matter === 'reorganization' && input.type === 'merger';
  const hands = input.matter === 'asset_disposal' && input.type === 'free_transfer';
  if (input.withinGroupWholly === true && (merges || hands)) {
    return because('国有独资企业与其下属独资企业之间的合并、划转可不评估', basis.appraisalRules);
  }
  return null;
}

function judgeAppraisal(record: StepRecord, on: string | undefined): Judged {
  const base = record.baseDate ?? null;
  const sources = [basis.appraisalLaw, basis.appraisalGuide];
  if (base === null) {
    return {
      code: 'APPR_INSUFFICIENT',
      outcome: 'data_insufficient',
      because: '缺少评估基准日',
      basis: sources,
    };
  }
  if (base < farFuture) {
    const [lastDay, filingBy] = [addYears(localDate(base), 1), addMonths(localDate(base), 9)];
    if (on !== undefined && on > lastDay) {
      const because = `评估结果有效至 ${lastDay}，${on} 已过期`;
      return { code: 'APPR_EXPIRED', outcome: 'fail', because, basis: sources };
    }
    if (record.heldOn > filingBy) {
      const because = `评估备案申请应不晚于 ${filingBy}，实为 ${record.heldOn}`;
      return { code: 'APPR_LATE', outcome: 'fail', because, basis: sources };
    }
  }
  return { code: 'APPR_OK', outcome: 'pass', because: '评估在有效期内', basis: sources };
}

function judgeWorkers(record: StepRecord, employees: PrecheckInput['employees']): Judged {
  const heard = [basis.companyLaw('第十七条'), basis.stateAssetsLaw('第三十七条')];
  const approved = [basis.stateAssetsLaw('第四十一条')];
  if (record.outcome === 'approved') {
    return { code: 'SWC_OK', outcome: 'pass', because: '职工代表大会审议通过', basis: approved };
  }
  if (employees === undefined || employees === null) {
    const because = '仅听取意见，缺少是否涉及职工安置';
    return { code: 'SWC_INSUFFICIENT', outcome: 'data_insufficient', because, basis: approved };
  }
  if (employees.resettled) {
    const because = '职工安置方案须经职工代表大会审议通过，仅听取意见不合格';
    return { code: 'SWC_HEARD_ONLY', outcome: 'fail', because, basis: approved };
  }
  return { code: 'SWC_OK', outcome: 'pass', because: '已听取职工代表大会意见', basis: heard };
}

function judgeRecord(code: StepCode, record: StepRecord, input: PrecheckInput): Judged {
  const name = stepTitles[code].zh;
  const sources = [basis.systemDefault];
  const outcome = record.outcome ?? null;
  if (outcome === 'rejected') {
    return { code: `${code}_REJECTED`, outcome: 'fail', because: `${name}未通过`, basis: sources };
  }
  const open = resolutions.includes(code) ? outcome !== 'approved' : code === 'SWC' && outcome === null;
  if (open) {
    const because = `${name}缺少表决或审议结果`;
    return { code: `${code}_INSUFFICIENT`, outcome: 'data_insufficient', because, basis: sources };
  }
  if (code === 'SWC') return judgeWorkers(record, input.employees);
  if (code === 'APPR') return judgeAppraisal(record, input.on);
  const because = `${name}已于 ${record.heldOn} 完成`;
  return { code: `${code}_OK`, outcome: 'pass', because, basis: sources };
}

function judgeSteps(input: PrecheckInput, parameters: Parameters): Judged[] {
  const workers = parameters.text(stepKey(input.matter, null, 'SWC'));
  const resettled = input.employees?.resettled === true && workers === 'conditional';
  const exempt = appraisalExemption(input);
  const transferred = input.matter === 'asset_disposal' && input.type === 'free_transfer';
  const appraises = parameters.isOn('asset_disposal.called_for.appraisal_free_transfer');
  const steps = prerequisitesOf(parameters, input.matter, input.type ?? null, [
    ...(resettled ? (['SWC'] as const) : []),
    ...(transferred && exempt === null && appraises ? (['APPR'] as const) : []),
    ...(input.calledFor ?? []),
  ]);
  return stepCodes.flatMap((code): Judged[] => {
    if (code === 'APPR' && exempt !== null) return [exempt];
    const record = recordOf(input.records, code);
    if (record !== null) return [judgeRecord(code, record, input)];
    if (!steps.some((step) => step.code === code && step.need === 'required')) return [];
    const because = `缺少${stepTitles[code].zh}`;
    return [{ code: `${code}_MISSING`, outcome: 'fail', because, basis: [basis.systemDefault] }];
  });
}

/** The order of the resolutions. In Party building the Party's own discussion is the matter, not a step. */
function judgeOrder(input: PrecheckInput, { isOn }: Parameters): Judged[] {
  if (!isOn('procedure.dates_in_order')) return [];
  const chain = input.matter === 'party_building' ? sequence.filter((code) => code !== 'PARTY') : sequence;
  const held = chain.flatMap((code) => {
    const record = recordOf(input.records, code);
    return record === null ? [] : [{ code, heldOn: record.heldOn }];
  });
  const inverted = held.flatMap((later, index) =>
    held
      .slice(0, index)
      .filter((earlier) => earlier.heldOn > later.heldOn)
      .map(
        (earlier) =>
          `${stepTitles[later.code].zh}(${later.heldOn})早于${stepTitles[earlier.code].zh}(${earlier.heldOn})`,
      ),
  );
  if (inverted.length === 0) return [];
  const because = `程序倒置：${inverted.join('；')}`;
  return [{ code: 'SEQUENCE_VIOLATION', outcome: 'fail', because, basis: [basis.systemDefault] }];
}

/**
 * Whether the steps before a matter is submitted are there, approved, in order and still valid. Each required
 * step has one finding, a conditional one has it when it is recorded or called for.
 */
export function precheck(input: PrecheckInput): PrecheckOutput {
  const parameters = parametersOn(input.catalogueVersions ?? [], input);
  const judged = [...judgeSteps(input, parameters), ...judgeOrder(input, parameters)];
  return {
    findings: judged.map(({ code, outcome, because }) => ({ code, outcome, because })),
    passed: judged.every(({ outcome }) => outcome === 'pass' || outcome === 'not_applicable'),
    reasons: judged.map(({ code, outcome, because, basis: sources }) => ({
      rule: `matter-precheck.${code.toLowerCase()}`,
      outcome,
      because,
      basis: [...sources],
    })),
    rulebook: input.on === undefined ? rulebook : rulebookOn(localDate(input.on)),
  };
}
