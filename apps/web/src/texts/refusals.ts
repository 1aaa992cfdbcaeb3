import type { RefusalCode } from '@guanyun/domain/kernel/refusal-codes.ts';
import { matterRefusalTexts } from './refusals-matters.ts';

/** One sentence for every refusal: what is wrong and what to do. A code without a sentence does not compile. */
export const refusalTexts: Readonly<Record<RefusalCode, { readonly zh: string; readonly en: string }>> = {
  STALE: {
    zh: '内容已被他人更新，请刷新后在新内容上办理。',
    en: 'It was changed meanwhile; reload and act on the new content.',
  },
  REQUEST_REUSED: {
    zh: '这一请求编号已用于另一内容，请刷新页面后重新办理。',
    en: 'This request was used for something else; reload and do it again.',
  },
  NOT_YOUR_ORGANIZATION: {
    zh: '只能办理本单位的事项，请切换到对应单位的岗位。',
    en: "Only your own organisation's; switch to the post there.",
  },
  POST_NOT_IN_FORCE: {
    zh: '该岗位当前不在任期内，请联系安全管理员。',
    en: 'The post is not in force; ask the security administrator.',
  },
  PERSON_UNKNOWN: {
    zh: '没有登记这个人，请先登记人员。',
    en: 'The person is not registered; register first.',
  },
  SAME_PERSON_BOTH_SIDES: {
    zh: '同一自然人不得在同一件事中代表两方，请由他人办理。',
    en: 'One natural person cannot act on both sides; let somebody else.',
  },
  ADMINISTRATORS_EXCLUDE: {
    zh: '系统、安全、审计三名管理员须由三个不同的人担任，且不兼其他岗位。',
    en: 'The three administrators are three different people without other posts.',
  },
  DELEGATION_NOT_ONWARD: {
    zh: '代理人不得转授权，请由岗位本人授权。',
    en: 'Who acts for another cannot pass that on; the holder of the post delegates.',
  },
  SAME_PERSON: { zh: '不能授权给本人，请选择另一个人。', en: 'That is yourself; choose somebody else.' },
  DELEGATION_NOT_FOR_THIS: {
    zh: '这件事不在代理范围内：表决等须本人办理，限定事项的代理只办所列事项。请由本人办理，或切换回自己的岗位。',
    en: 'Not within a delegation: a vote is cast in person, and a delegation for some matters covers only these. Let the holder act, or switch back.',
  },
  DELEGATION_ACROSS_SIDES: {
    zh: '代理人须在同一单位任职，且不在另一方任职，请换一人。',
    en: 'The delegate must hold a post in the same organisation and none on another side; choose somebody else.',
  },
  DELEGATION_BEYOND_OWN: {
    zh: '授权期限须自今日起、止期不早于起期，并在您本人的任期之内，请改日期。',
    en: 'The period starts today or later, ends after it starts and lies within your own term; change the dates.',
  },
  DELEGATION_TOO_LONG: {
    zh: '一次授权最多 {days} 天（含首尾两天），请缩短，届满后可再授权。',
    en: 'A delegation lasts {days} days at most, both ends counted; shorten it and renew it later.',
  },
  DELEGATION_DOCUMENT_MISSING: {
    zh: '主任、法定代表人授权他人签署须有书面授权书，请上传。',
    en: "The director's and the legal representative's delegation is in writing; upload the document.",
  },
  DELEGATION_OVERLAPS: {
    zh: '这一岗位在该期间已授权给此人，请先撤销原授权或改日期。',
    en: 'This post is already delegated to this person for part of that time; revoke that or change the dates.',
  },
  POST_NOT_OF_ORGANIZATION: {
    zh: '公司的岗位只设在公司，其他岗位不设在公司，请改岗位或单位。',
    en: "A company's posts exist in companies only, the others not; change the post or the organisation.",
  },
  POST_TERM_WRONG: {
    zh: '任期日期不对：最后任职日不得早于起任日和昨天，也不得晚于原定止期。',
    en: 'The days do not fit: the last day is not before the first, nor before yesterday, nor after the end already set.',
  },
  MANDATE_PARTIES_WRONG: {
    zh: '委托书只能由区国资委或区政府委托给管委会，请核对委托方和受托方。',
    en: 'A mandate goes from the state-assets office or the government to the committee; check both.',
  },
  MANDATE_TERM_WRONG: {
    zh: '委托书的截止日不得早于起始日，请核对期限。',
    en: 'A mandate does not end before it begins; check its term.',
  },
  MANDATE_NUMBER_TAKEN: {
    zh: '文号 {number} 的委托书已登记；委托书不能更改，请核对文号。',
    en: 'A mandate numbered {number} is on record, and is never changed; check the number.',
  },
  POST_HELD_ALREADY: {
    zh: '此人在该单位的这一岗位已有重叠的任期，请改日期。',
    en: 'The person already holds this post there for part of that time; change the dates.',
  },
  LAST_ADMINISTRATOR: {
    zh: '这是本区最后一名该类管理员，请先任命接任者。',
    en: 'The last administrator of this kind; appoint a successor first.',
  },
  ACCOUNT_NAME_TAKEN: { zh: '账号名已被使用，请换一个。', en: 'The account name is taken; choose another.' },
  PASSWORD_TOO_WEAK: {
    zh: '账号 {account} 的密码太弱：至少 10 位，含大写、小写、数字、符号中的三种，且不含账号名。',
    en: 'The password of {account} is too weak: ten characters, three kinds of four, not the account name.',
  },
  ZONE_ALREADY_SET_UP: { zh: '本区已经建立，请直接登录。', en: 'The zone is set up already; sign in.' },
  DOCUMENT_UNKNOWN: {
    zh: '找不到所附文件，请重新上传。',
    en: 'The attached document is unknown; upload it again.',
  },
  DOCUMENT_TOO_LARGE: {
    zh: '文件过大，请压缩或拆分后上传。',
    en: 'The file is too large; compress or split it.',
  },
  DOCUMENT_TYPE: {
    zh: '不接受这种文件，请上传 PDF、图片、Word、Excel 或文本。',
    en: 'Not an accepted kind of file.',
  },
  WORKBOOK_UNREADABLE: {
    zh: '读不出这个工作簿，请用下载的模板填写后重新上传。',
    en: 'The workbook cannot be read; use the template.',
  },
  WORKBOOK_HAS_BAD_CELLS: {
    zh: '有 {count} 处单元格有误，未导入任何数据；请按列出的位置改正后重新上传。',
    en: '{count} cells are wrong; nothing was imported. Correct them and upload again.',
  },
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
  CLASSIFICATION_BLOCKED: { zh: '按规则不得办理：{because}', en: 'Barred: {because}' },
  NOT_ON_LIST: {
    zh: '不在合作清单内（{because}），请通过市场竞争取得。',
    en: 'Not on the list ({because}); win it in the market.',
  },
  LIST_NOT_AGREED: { zh: '清单须双方都签署后才能发布。', en: 'Both sides must agree before publication.' },
  LIST_REVIEW_MISSING: {
    zh: '清单没有通过公平竞争审查的文件，不能发布。',
    en: 'The fair-competition review is not on file.',
  },
  LISTS_OVERLAP: {
    zh: '与已发布的 {version} 版清单有效期重叠，请先调整日期。',
    en: 'Overlaps with published version {version}.',
  },
  LIST_NOT_IN_FORCE: {
    zh: '委托决定日（{on}）没有生效的清单，不能签订。',
    en: 'No list is in force on {on}.',
  },
  AMOUNT_EXCEEDS_CAP: {
    zh: '合计金额超过合同额 {cap} 元，请核对或先办理变更。',
    en: 'The sum exceeds the contract amount {cap}.',
  },
  ASSET_NOT_OWNED: {
    zh: '资产 {code} {name} 不在本单位账上，不能划出。',
    en: 'Asset {code} {name} is not on your books.',
  },
  ASSET_IN_OPEN_ORDER: {
    zh: '资产 {code} {name} 已在另一张未完成的划转单中。',
    en: 'Asset {code} {name} is in another open order.',
  },
  ASSET_NOT_TRANSFERABLE: {
    zh: '资产 {code} {name} 不得划转：{because}',
    en: 'Asset {code} {name} may not be transferred: {because}',
  },
  CLUSTER_NOT_OPERATED: {
    zh: '所选资产须同属一个组团，且划入方是该组团的运营公司（{clusters}）。',
    en: 'The assets must be of one cluster and the receiver its operating company ({clusters}).',
  },
  COUNT_MISSING: {
    zh: '还有 {lines} 项未由双方清点，请先完成清点。',
    en: '{lines} lines are not counted by both sides.',
  },
  COUNT_DIFFERS: { zh: '有 {lines} 项清点有差异，请先核实。', en: '{lines} lines differ.' },
  SIGN_BOTH_SIDES: { zh: '须双方在交接单上签字后才能入账。', en: 'Both sides must sign before booking.' },
  COST_BELOW_DEPRECIATION: {
    zh: '原值不得小于折旧与减值之和。',
    en: 'Cost is below depreciation and impairment.',
  },
  VOUCHER_UNBALANCED: {
    zh: '凭证借贷不等（借 {debit}，贷 {credit}），不能入账。',
    en: 'Debits {debit} and credits {credit} differ.',
  },
  ...matterRefusalTexts,
};
