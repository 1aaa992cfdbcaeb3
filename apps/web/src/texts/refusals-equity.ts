import type { refusalCodes } from '@guanyun/domain/kernel/refusal-codes.ts';

/** One sentence for every refusal in the register of equity, its plans and exemptions. */
export const equityRefusalTexts: Readonly<
  Record<(typeof refusalCodes)['equity'][number], { readonly zh: string; readonly en: string }>
> = {
  HOLDER_UNKNOWN: { zh: '找不到股东或标的公司，请核对。', en: 'The holder or target is unknown.' },
  SAME_HOLDER: { zh: '划出方与划入方相同，请核对。', en: 'Transferor and transferee are the same.' },
  SHARE_EXCEEDS_HOLDING: {
    zh: '划转份额超过划出方当日持有的份额，请核对股东名册。',
    en: 'The share exceeds what the transferor holds on that day.',
  },
  DATE_BEFORE_LAST_EVENT: {
    zh: '名册日期早于该公司最近一次变动（{last}），请改用之后的日期。',
    en: 'The date is before the last entry ({last}).',
  },
  DAY_NOT_COME: {
    zh: '{day} 尚未到来，请填写已经发生的日期。',
    en: '{day} has not come; give the day on which it happened.',
  },
  DATES_OUT_OF_ORDER: {
    zh: '名册日期、登记日期不得早于决定日期 {decidedOn}，请核对。',
    en: 'Neither register nor registration comes before the decision of {decidedOn}; check the days.',
  },
  DATE_KNOWN: {
    zh: '这一日期已有记录；如有笔误，请办理笔误更正。',
    en: 'That day is on record; if it is wrong, correct it as a clerical error.',
  },
  ALREADY_CORRECTED: {
    zh: '这条记录已被更正或变更，请对取代它的记录办理。',
    en: 'That entry was corrected or amended; act on the one in its place.',
  },
  PART_OF_ACT: {
    zh: '这条记录是合并或分立的一部分，不能单独变更。日期有误的用笔误更正；实质有误的须就整项合并、分立另行报批。',
    en: 'The entry is part of a merger or division and is not amended alone; what is wrong in substance needs a decision on the whole.',
  },
  HOLDER_ABSORBED: {
    zh: '{holder}已被吸收合并注销，不能再持有股权。请改由吸收方持有。',
    en: '{holder} has been absorbed by merger and can hold no equity; the absorber may.',
  },
  REORGANIZATION_IMPOSSIBLE: {
    zh: '按批准的条件，这一天的股东名册无法登记：{because}。',
    en: 'The registers of that day do not bear the terms approved: {because}.',
  },
  REGISTER_BROKEN: {
    zh: '登记后台账不成立：{because}。请核对数额和日期。',
    en: 'The register would not hold: {because}. Check amounts and days.',
  },
  PARTICULAR_UNKNOWN_FORM: { zh: '请选择企业类型。', en: 'Choose the form of the company.' },
  PARTICULAR_SAME: {
    zh: '与当日已登记的内容相同，没有变更。',
    en: 'The same stands on that day already; nothing would change.',
  },
  PARTICULAR_NAME_EARLIER: {
    zh: '现用名称自 {day} 起使用，新名称的日期须在其后。',
    en: 'The present name is used from {day}; a new one begins later.',
  },
  PLAN_NOT_BY_GROUP: {
    zh: '整合方案由一级企业（集团）起草，请切换到集团的岗位。',
    en: 'A consolidation plan is drafted by a first-tier company; switch to its post.',
  },
  PLAN_TOO_LONG: { zh: '一个方案最多 {max} 项，请拆分。', en: 'A plan has at most {max} items; split it.' },
  PLAN_ITEM_TWICE: {
    zh: '方案中有重复的事项，请刷新后重新保存。',
    en: 'An item stands twice in the plan; reload and save again.',
  },
  PLAN_COMPANY_UNKNOWN: {
    zh: '第 {item} 项的公司或股东不在主体名录内，请重新选择。',
    en: 'Item {item} names a company or holder that the zone does not know; choose again.',
  },
  BODS_HAS_PROBLEMS: {
    zh: 'BODS 文件有 {count} 处问题（首处：{first}），未导入任何数据；请按列出的位置改正后重新上传。',
    en: 'The BODS file has {count} problems (first: {first}); nothing was imported. Correct them and upload again.',
  },
  BODS_CAPITAL_MISSING: {
    zh: 'BODS 文件只有比例；请先填写以下公司的注册资本和实缴资本：{companies}。',
    en: 'The BODS file gives percentages only; first fill in registered and paid-in capital of: {companies}.',
  },
  PLAN_EMPTY: {
    zh: '方案里没有可以办理的事项，不能提交。请先补齐条件。',
    en: 'No item of the plan may go, so there is nothing to submit; meet the conditions first.',
  },
  PLAN_NOT_WHOLE: {
    zh: '第 {item} 项没有标为可分步，不能留下它单办其他事项。',
    en: 'Item {item} is not separable; the others do not go without it.',
  },
  PLAN_NOTHING_LEFT: {
    zh: '所选事项没有待办理的内容，请刷新查看。',
    en: 'Nothing is left to do of what was chosen; reload.',
  },
  PLAN_OVERTAKEN: {
    zh: '第 {item} 项：本方案提交后，{company}的股东名册已被另一方案改变，或新列入本项须变动的名册，本项不能再执行。',
    en: 'Item {item}: since this plan was submitted another one has changed the register of {company}, or the item has come to change it.',
  },
  PLAN_WARRANT_MISSING: {
    zh: '第 {item} 项：{company}的事项还没有批复。',
    en: 'Item {item}: the matter of {company} has no warrant yet.',
  },
  PLAN_NOT_AGREED: {
    zh: '第 {item} 项：{company}还没有把批复交给方案。',
    en: 'Item {item}: {company} has not handed its warrant over to the plan.',
  },
  PLAN_PART_EXECUTED: {
    zh: '方案已执行第 {item} 项，不能撤回；未执行的事项随批复到期失效。',
    en: 'Item {item} of the plan is executed already, so it is not taken back; the rest lapses with its warrants.',
  },
  PLAN_CASE_UNDER_WAY: {
    zh: '第 {item} 项：{company}的事项已经报送，尚未了结；请先由该公司撤回事项。',
    en: 'Item {item}: the matter of {company} has been handed in and is not over; the company takes it back first.',
  },
  WARRANT_OF_PLAN: {
    zh: '这份批复属于整合方案，由集团随方案执行。',
    en: 'This warrant belongs to a consolidation plan and is spent by executing the plan.',
  },
  EXEMPTION_TERM_WRONG: {
    zh: '豁免的截止日不得早于起始日，请核对期限。',
    en: 'An exemption does not end before it begins; check its term.',
  },
  EXEMPTION_OVERLAPS: {
    zh: '这家公司 {from} 至 {to} 已有豁免，期限不得重叠；请改日期，或先提前终止原豁免。',
    en: 'The company is exempt from {from} to {to} already; change the dates or end that one first.',
  },
  EXEMPTION_ENDED: {
    zh: '这项豁免已自 {day} 起终止，不能再次终止。',
    en: 'It was ended already, from {day}.',
  },
  EXEMPTION_END_OUTSIDE: {
    zh: '终止日须在豁免期内（{from} 至 {to}）。',
    en: 'The day lies outside its term, {from} to {to}.',
  },
};
