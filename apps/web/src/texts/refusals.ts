import type { RefusalCode } from '@guanyun/domain/kernel/refusal-codes.ts';

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
  SIGNATURE_MISSING: { zh: '还缺内部签署（{post}），请先完成签署。', en: 'A signature is missing ({post}).' },
  DUTIES_NOT_SEPARATE: {
    zh: '您在本件中已有其他职责（{duty}），不相容，请由他人办理。',
    en: 'You hold another duty in this case ({duty}); let somebody else.',
  },
  MANDATE_MISSING: {
    zh: '会议当日没有覆盖该事项、公司和金额的有效委托书，不能决定。',
    en: 'No mandate covers this matter, company and amount on that day.',
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
    zh: '您已对本项表决，表决不可更改。',
    en: 'You have voted on this item; votes are final.',
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
  AMOUNT_EXCEEDS_WARRANT: {
    zh: '金额超过批复 {number} 的剩余额度，请办理补充报批。',
    en: 'The amount exceeds what is left of warrant {number}.',
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
};
