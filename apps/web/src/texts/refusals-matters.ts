import type { refusalCodes } from '@guanyun/domain/kernel/refusal-codes.ts';

/** One sentence for every refusal in the procedure of a matter. */
export const matterRefusalTexts: Readonly<
  Record<(typeof refusalCodes)['matters'][number], { readonly zh: string; readonly en: string }>
> = {
  WRONG_STATE: {
    zh: '当前环节不能办理这一步，请刷新查看最新进展。',
    en: 'Not possible at this stage; reload to see where it stands.',
  },
  CONTENT_CHANGED: {
    zh: '内容已变更，与您看到的不同；请刷新后重新审阅再办理。',
    en: 'The content has changed since you saw it; reload and review it.',
  },
  ROUTE_BLOCKED: { zh: '按规则不能办理：{blocks}', en: 'Barred by the rules: {blocks}' },
  MATERIAL_MISSING: { zh: '缺少材料：{materials}。请补齐后提交。', en: 'Materials missing: {materials}.' },
  PRECHECK_FAILED: {
    zh: '前置程序不符：{findings}。请补办或更正后提交。',
    en: 'Steps before submission fail: {findings}.',
  },
  SIGNATURE_MISSING: {
    zh: '还缺内部签署（{company} {post}），请先完成签署。',
    en: 'A signature is missing ({company} {post}).',
  },
  DUTIES_NOT_SEPARATE: {
    zh: '您在本件中已有其他职责（{duty}），不相容，请由他人办理。',
    en: 'You hold another duty in this case ({duty}); let somebody else.',
  },
  MANDATE_MISSING: {
    zh: '{on} 没有覆盖该事项、公司和金额的有效委托书，不能决定；已投的票保留。请安全管理员在“委托书”中登记新的委托书后再办。',
    en: 'No mandate covers this matter, company and amount on {on}; votes cast stay. Have the security administrator record the new mandate, then try again.',
  },
  MANDATE_DELIBERATE_ONLY: {
    zh: '委托书规定此类事项只能审议上报。',
    en: 'The mandate allows only to deliberate and forward.',
  },
  NOT_EXPECTED: {
    zh: '不在应到名单或未登记到会，不能表决；请联系会议秘书。',
    en: 'Not expected or not present; ask the secretary.',
  },
  RECUSED: {
    zh: '您在交易相关公司任职，已回避，不能对本项表决。',
    en: 'You hold a post in a party and are recused from this item.',
  },
  ALREADY_VOTED: {
    zh: '表决已经作出，不可更改；已表决的人须登记为到会。',
    en: 'The vote has been cast and is final; whoever voted was present.',
  },
  VOTES_OUTSTANDING: {
    zh: '《{title}》还有到会人员未表决，请等全部表决后再结束会议。',
    en: 'Votes are outstanding on “{title}”.',
  },
  NO_QUORUM: { zh: '未达法定人数，不能决定。', en: 'No quorum.' },
  CANNOT_DECIDE: { zh: '回避后人数不足，须报上级决定。', en: 'Too few are left after recusals; forward it.' },
  EXTERNAL_DECISION_MISSING: {
    zh: '此事项由上级决定，请先登记上级的决定。',
    en: "The decision is a higher body's; record it first.",
  },
  EXTERNAL_DECISION_NEGATIVE: {
    zh: '上级不同意（{number}），不能印发批复。',
    en: 'The higher body refused ({number}).',
  },
  NO_WARRANT: {
    zh: '没有对应的批复，不能办理；请先按重大事项报批。',
    en: 'There is no warrant; propose the matter first.',
  },
  WARRANT_OF_OTHER_COMPANY: {
    zh: '批复 {number} 是给另一家公司的，请由该公司办理。',
    en: "Warrant {number} is another company's.",
  },
  WARRANT_OF_OTHER_KIND: {
    zh: '批复 {number} 批准的是另一类事项。',
    en: 'Warrant {number} is for another kind of act.',
  },
  WARRANT_SPENT: {
    zh: '批复 {number} 已用完，不能再次使用；如需再办请重新报批。',
    en: 'Warrant {number} is spent; propose anew.',
  },
  WARRANT_EXPIRED: {
    zh: '批复 {number} 已于 {expiresOn} 失效，请重新报批。',
    en: 'Warrant {number} expired on {expiresOn}.',
  },
  WARRANT_NOT_IN_FORCE: {
    zh: '批复 {number} 在这一天不生效（自 {issuedOn} 起），请核对办理日期。',
    en: 'Warrant {number} is not in force on that day (from {issuedOn}).',
  },
  WARRANT_CONTENT_DIFFERS: {
    zh: '要办理的内容与批复 {number} 决定的不一致；请按批复办理或重新报批。',
    en: 'What is to be done differs from what warrant {number} decided.',
  },
  AMOUNT_MISSING: {
    zh: '批复 {number} 有批准金额，请填写本次使用的金额。',
    en: 'Warrant {number} has an amount; say how much of it is used.',
  },
  COLLECTIVE_DECISION_MISSING: {
    zh: '撤销须经集体决定：请选择中止日（{since}）以后召开并已结束的会议。',
    en: 'Revoking is decided collectively: name a closed meeting held since {since}.',
  },
  AMOUNT_EXCEEDS_WARRANT: {
    zh: '金额超过批复 {number} 的剩余额度，请办理补充报批。',
    en: 'The amount exceeds what is left of warrant {number}.',
  },
  FIRST_TIER_CHANGED: {
    zh: '该企业现已归属其他一级企业，请退回，由其报送新的一级企业。',
    en: 'Another first-tier company now stands above this one: send the case back.',
  },
  INVESTOR_NOT_CONFIRMED: {
    zh: '本件因出资人变更而中止，须登记新出资人确认的文号和日期后方可恢复。',
    en: 'Suspended because the investor changed: record the number and day of the new investor’s confirmation.',
  },
  NOT_FIRST_TIER: {
    zh: '子企业的事项须经一级企业审核转报，请报送一级企业。',
    en: "A subsidiary's matter goes through its first-tier company.",
  },
  PREDECESSOR_DIFFERS: {
    zh: '关联的原事项与本件的公司、事项或累计对象不同，请核对。',
    en: 'The earlier case is of another company, matter or object.',
  },
  PREDECESSOR_RUNNING: {
    zh: '原事项尚未办结，不能重报；请先办结或撤回。',
    en: 'The earlier case is still running; end or withdraw it first.',
  },
  RESUBMITTED_TOO_SOON: {
    zh: '实质相同的事项被否决后，{from} 前不得重报；有新情况的，请写明新情况。',
    en: 'What was refused comes back from {from} on, or with new facts stated.',
  },
  CONDITION_OVERDUE: {
    zh: '本单位有逾期未履行的义务：{text}（{dueOn} 到期）；先报告履行情况再提交新事项。',
    en: 'Overdue: {text} (due {dueOn}); report on it before handing in anything new.',
  },
  PARTICIPANT_DIFFERS: {
    zh: '联合申报的参与方须为其他公司、不重复；有金额的事项每家须写明分担金额，合计不超过总额（现分担合计 {borne} 元，总额 {amount} 元）。',
    en: 'Participants are other companies, named once; each bears a stated part, together no more than the amount (now {borne} of {amount} yuan).',
  },
  MAIN_CASE_FIRST: {
    zh: '主报事项“{title}”尚未批复，随报事项不能先签发。',
    en: 'The main case “{title}” has to be answered first.',
  },
  CONSENT_MISSING: {
    zh: '已报上级，撤回须经上级同意，请填写同意文号。',
    en: 'It lies with the higher body; withdrawing needs its consent in writing.',
  },
  URGENT_CONSENT_MISSING: {
    zh: '紧急办理须主任和一名副职书面同意，尚未齐备。',
    en: 'An emergency needs the written consent of the director and one deputy.',
  },
  DEFICIENCY_NOT_ALLOWED: {
    zh: '下列材料不能容缺：{materials}；请补齐。',
    en: 'These cannot be lacking: {materials}.',
  },
  DEFICIENCY_TOO_LATE: {
    zh: '补齐期限最晚为 {latest}，请改早。',
    en: 'What is lacking must come by {latest}.',
  },
  SUPPLEMENT_NOT_OVERDUE: {
    zh: '补正期限至 {dueOn}，期满前不能退回。',
    en: 'The company has until {dueOn}; not sent back before.',
  },
  OBJECTION_PERIOD_OVER: {
    zh: '备案异议期已于 {due} 届满，请出具备案回执。',
    en: 'The objection period ended on {due}; issue the receipt.',
  },
  PAPERS_LATE: {
    zh: '会议材料须提前送达，会议最早可定在 {earliest}。',
    en: 'Papers go out ahead; the meeting can be on {earliest} at the earliest.',
  },
  MEETING_NOT_DUE: {
    zh: '会议定于 {heldOn} 召开，届时再登记到会。',
    en: 'The meeting is on {heldOn}; attendance is recorded then.',
  },
  MEETING_BEGUN: {
    zh: '会议已经开始，不能再撤回。',
    en: 'The meeting has begun; it can no longer be withdrawn.',
  },
  DEFER_TOO_LONG: {
    zh: '暂缓后再上会的日期须在会后至 {latest} 之间。',
    en: 'It comes back after the meeting, by {latest} at the latest.',
  },
  DEFERRED_TOO_OFTEN: {
    zh: '最多暂缓 {times} 次，请作出决定。',
    en: 'Deferred {times} times already; decide it.',
  },
  CONDITION_DUE_EARLY: {
    zh: '条件的期限不得早于会议日 {heldOn}。',
    en: 'A condition is due no earlier than the meeting on {heldOn}.',
  },
  MOTION_CHANGED: {
    zh: '议案已修改，请刷新后就新议案表决。',
    en: 'The motion has changed; reload and vote on the new one.',
  },
  CHIEF_SPEAKS_LAST: {
    zh: '首长负责制会议由主要负责人最后表态，请等其他人员发表意见。',
    en: 'The chief speaks last; wait for the others.',
  },
  REASON_MISSING: { zh: '请说明理由。', en: 'Give the reason.' },
  WARRANT_STILL_IN_FORCE: {
    zh: '批复仍在有效期内（至 {expiresOn}），不能按失效处理。',
    en: 'It is in force until {expiresOn}.',
  },
  WARRANT_SUSPENDED: {
    zh: '批复 {number} 已中止，恢复后方可执行。',
    en: '{number} is suspended; nothing is done under it meanwhile.',
  },
  RESOLUTION_MISSING: {
    zh: '表决指示 {number} 须待股东会通过后方可执行，请先登记股东会结果。',
    en: "{number} carries acts once the shareholders' meeting has passed it; record the result first.",
  },
  CONDITION_OPEN: {
    zh: '批复 {number} 的执行前条件未满足：{text}。',
    en: 'A condition before execution of {number} is open: {text}.',
  },
  RELEASE_EXCEEDS_SPENDING: {
    zh: '释放金额超过该笔已用金额（尚可释放 {rest} 元）。',
    en: 'More than was spent; {rest} yuan can be released.',
  },
  EXTENSION_USED: { zh: '批复只能申请延期一次。', en: 'A warrant is extended once only.' },
  EXTENSION_TOO_LATE: {
    zh: '批复已过有效期，不能再申请延期。',
    en: 'It has lapsed; an extension is asked for before.',
  },
  EXTENSION_TOO_LONG: { zh: '延期最晚至 {latest}。', en: 'It can be extended to {latest} at the latest.' },
  OBLIGATION_CLOSED: { zh: '“{text}”已经办结或失效，不能再报告。', en: '“{text}” is met or fell away.' },
  OBLIGATION_NOT_REPORTED: {
    zh: '“{text}”尚未报告履行情况，不能确认。',
    en: '“{text}” has not been reported yet.',
  },
  OBLIGATION_OPEN: {
    zh: '尚有未办结的义务：{text}（{dueOn} 到期）。',
    en: 'Still owed: {text} (due {dueOn}).',
  },
  PARAMETER_UNKNOWN: {
    zh: '事项目录中没有 {key} 这一项，请刷新后重新填写。',
    en: 'The catalogue has no figure {key}; reload and enter it again.',
  },
  PARAMETER_IS_LAW: {
    zh: '这一项（{key}）由{law}规定，目录不能改变；请恢复原值。',
    en: '{key} is fixed by {law}; the catalogue cannot change it. Restore its value.',
  },
  PARAMETER_VALUE: {
    zh: '这一项（{key}）的值填写不当，请按该项的单位和范围填写。',
    en: 'The value of {key} is not one that it can take; mind its unit and range.',
  },
  BANDS_OUT_OF_ORDER: {
    zh: '较高层级的起点须高于较低层级的起点（{key}），否则低档永远用不上。',
    en: 'A higher level must begin above a lower one ({key}), or the lower one is never used.',
  },
  CATALOGUE_NAME_TAKEN: {
    zh: '版本名“{version}”已被使用，请换一个。',
    en: 'The name “{version}” is taken; choose another.',
  },
  CATALOGUE_LEGAL_TEXT_MISSING: {
    zh: '只有法律强制时才能溯及既往，请写明所依据的法律条文。',
    en: 'Only law reaches back; name the provision that forces it.',
  },
  CATALOGUE_NOT_YOURS: {
    zh: '草案由起草人修改；您可以发布、退回请其修改，或弃用后另行起草。',
    en: 'A draft is changed by whoever drafted it; release it, or discard it and draft anew.',
  },
  CATALOGUE_SECOND_PERSON: {
    zh: '起草人不能发布自己的草案，请由另一名目录管理员发布。',
    en: 'Whoever drafted a version cannot release it; another administrator of the catalogue does.',
  },
  CATALOGUE_DATE_PAST: {
    zh: '生效日期 {effectiveFrom} 已过，请改为今日或以后；法律强制溯及的，请写明条文。',
    en: 'The effective date {effectiveFrom} has passed; choose today or later, or name the law that reaches back.',
  },
  CATALOGUE_DATE_TAKEN: {
    zh: '{effectiveFrom} 已有版本“{version}”生效，请换一个生效日期。',
    en: 'Version “{version}” begins on {effectiveFrom}; choose another day.',
  },
  CATALOGUE_UNCHANGED: {
    zh: '与生效日现行版本没有差异，无须发布。',
    en: 'It does not differ from the version in force on its day; there is nothing to release.',
  },
};
