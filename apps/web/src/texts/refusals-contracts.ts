/** Refusals of the life of a contract and of the versions of the cooperation list. */
export const contractRefusalTexts = {
  LIST_SUPERSEDES_BACK: {
    zh: '新版清单自 {from} 起生效，不能早于今天，也不能早于被替代的 {version} 版的生效日。',
    en: 'The new version begins on {from}: not before today, nor before version {version} began.',
  },
  COUNTERPARTY_WRONG: {
    zh: '请选择合同对方；对方不能是本单位。',
    en: 'Choose the other party; it cannot be your own organisation.',
  },
  PARENT_NOT_ENTRUSTED: {
    zh: '合同 {number} 不是正在履行的代建合同，不能在其下分包签约。',
    en: 'Contract {number} is not entrusted construction under way; nothing is let under it.',
  },
  MUST_TENDER: {
    zh: '这个标段必须招标，没有中标结果不能签约：{because}',
    en: 'This lot must be tendered; it is not signed without an award: {because}',
  },
  AWARD_UNKNOWN: {
    zh: '没有这个中标结果，或招标人不是本单位。',
    en: 'There is no such award of your organisation.',
  },
  AWARD_SIGNED: {
    zh: '{number} 的中标结果已经签过合同。',
    en: 'A contract was signed on the award of {number} already.',
  },
  AWARD_DIFFERS: {
    zh: '合同须与 {number} 的中标结果一致：中标人 {name}，中标价 {price} 元。',
    en: 'The contract must be as awarded in {number}: to {name}, at {price} yuan.',
  },
  DIRECT_CAUSE_MISSING: {
    zh: '直接发包要写明理由。',
    en: 'A direct award says why.',
  },
  DIRECT_CAUSE_WRONG: {
    zh: '所选的法定情形不成立：{because}',
    en: 'The legal ground does not hold: {because}',
  },
  FUNDS_UNKNOWN: {
    zh: '请填写资金来源，才能判断是否必须招标。',
    en: 'Say where the money comes from, so that the duty to tender can be judged.',
  },
  TERM_ADVANCE: {
    zh: '预付款比例 {said}% 超过上限 {limit}%。',
    en: 'An advance of {said}% is over the limit of {limit}%.',
  },
  TERM_PROGRESS: {
    zh: '进度款比例 {said}% 过低：国有资金的进度款不低于已完工程价款的 80%。',
    en: 'Progress payments of {said}% are too low: public payers pay at least 80%.',
  },
  TERM_RETENTION: {
    zh: '质量保证金比例 {said}% 过高：不得超过工程价款结算总额的 3%。',
    en: 'A retention of {said}% is too high: at most 3% of the settlement.',
  },
  TERM_RETENTION_AND_BOND: {
    zh: '已约定履约保证金的，不得同时预留质量保证金。',
    en: 'No retention beside a performance bond.',
  },
  TERM_BOND: {
    zh: '履约保证金 {said} 元：{because}（合同价的 10%）。',
    en: 'Performance bond {said}: over 10% of the price.',
  },
  TERM_WAGE_CYCLE: {
    zh: '人工费拨付周期 {said} 天过长：不得超过一个月。',
    en: 'A wage cycle of {said} days is too long: a month at most.',
  },
  TERM_PAYMENT_DAYS: { zh: '付款期限过长：{because}。', en: 'The payment term is too long: {said} days.' },
  TERM_UNFAIR: {
    zh: '对中小企业的付款条件不合法：{because}。',
    en: 'Unlawful terms towards a small or medium enterprise: {because}.',
  },
  TERM_INTEREST: { zh: '逾期利率有误：{because}。', en: 'The rate for late payment is wrong: {because}.' },
  PRICE_OVER_ESTIMATE: {
    zh: '合同价 {amount} 元超过批准概算对应项 {limit} 元，请先核定调整概算。',
    en: 'The price {amount} is over the approved estimate {limit}; have it adjusted first.',
  },
  AGENCY_FEE_OVER_CAP: {
    zh: '{because}。可列支的上限是 {cap} 元。',
    en: 'The fee is over its cap of {cap}.',
  },
  CONTRACT_DAY_WRONG: {
    zh: '日期有误：应在 {from} 之后、{to} 之前。',
    en: 'The date is wrong: it lies between {from} and {to}.',
  },
  CONTRACT_PAPER_MISSING: {
    zh: '开工前还缺：{contractPapers}。',
    en: 'Missing before the start: {contractPapers}.',
  },
  PARENT_NOT_STARTED: {
    zh: '上级代建合同还没有开工，下游合同不能先开工。',
    en: 'The contract above has not begun.',
  },
  CONTRACT_HALTED: {
    zh: '合同正在中止或争议中，只能支付人工费。',
    en: 'The contract stands still or is in dispute; wages alone are paid.',
  },
  CERTIFIED_OVER_CONTRACT: {
    zh: '累计确认的工程量价款不能超过合同价 {limit} 元；已确认 {certified} 元，还可确认 {left} 元。',
    en: 'Certified work stays within the contract of {limit}; {certified} is certified, {left} is left.',
  },
  PAYMENT_OVER_BOUND: {
    zh: '付款超过上限：按已确认价款扣除质保金并加约定预付款，累计最多 {bound} 元，已批 {paid} 元，本次申请 {amount} 元。',
    en: 'Over the bound: certified less retention plus advance allows {bound} in all; {paid} is approved, {amount} asked.',
  },
  ADVANCE_OVER_AGREED: {
    zh: '预付款超过约定：最多 {bound} 元，已批 {paid} 元，本次申请 {amount} 元。',
    en: 'Over the advance agreed of {bound}; {paid} is approved, {amount} asked.',
  },
  FEE_OVER_BOUND: {
    zh: '代建费（奖励）超过目前可付：最多 {bound} 元，已批 {paid} 元，本次申请 {amount} 元。',
    en: 'Over what is due of the agency fee: {bound}; {paid} is approved, {amount} asked.',
  },
  BONUS_NOT_EARNED: {
    zh: '按期、优良、不超概三项都达到才能申请奖励。',
    en: 'A bonus is earned on time, of quality and within the estimate, all three.',
  },
  PROGRESS_BELOW_MINIMUM: {
    zh: '进度款过低：累计支付不得低于已完工程价款的 80%（{limit} 元），本次至少 {least} 元。',
    en: 'Too little: at least 80% of what is certified ({limit}) is paid; at least {least} now.',
  },
  WARRANTY_RUNNING: { zh: '缺陷责任期到 {to} 才满。', en: 'The warranty runs until {to}.' },
  PAYMENT_OPEN: {
    zh: '还有 {count} 笔付款申请没有办结。',
    en: '{count} payment applications are still open.',
  },
  AMENDMENT_EMPTY: { zh: '变更前后没有不同。', en: 'Nothing changes.' },
  AMENDMENT_PARTY_LISTED: {
    zh: '清单内的委托不能变更承接主体，请重新判定并另行签订。',
    en: 'The company of an entrustment does not change; judge and sign anew.',
  },
  AMENDMENT_OVER_ESTIMATE: {
    zh: '变更后 {next} 元超过批准概算对应项 {limit} 元，请先核定调整概算。',
    en: 'After the change {next} is over the approved estimate {limit}; have it adjusted first.',
  },
  AMENDMENT_OVER_ADDENDUM: {
    zh: '追加 {delta} 元超过限度：累计追加不得超过原合同的 10%，还可追加 {remaining} 元；超出的部分应另行招标或采购。',
    en: 'Adding {delta} is over the limit: a tenth of the original in all, {remaining} is left; more is tendered anew.',
  },
  AMENDMENT_OFF_LIST: {
    zh: '变更后 {next} 元不再在清单内：{because}',
    en: 'After the change {next} is no longer on the list: {because}',
  },
  AMENDMENT_BELOW_CERTIFIED: {
    zh: '变更后 {next} 元低于已确认价款或已分包的合同额 {limit} 元。',
    en: 'After the change {next} is below what is certified or passed on, {limit}.',
  },
  DOWNSTREAM_OVER_PARENT: {
    zh: '下游合同合计超过上级合同：还剩 {left} 元，本次 {amount} 元。',
    en: 'More than the contract above leaves: {left}; {amount} asked.',
  },
  DOWNSTREAM_NOT_SETTLED: {
    zh: '还有 {count} 份下游合同没有结算。',
    en: '{count} contracts below are not settled yet.',
  },
  SETTLEMENT_DIFFERS: {
    zh: '结算 {amount} 元与下游合同结算合计 {sum} 元不一致。',
    en: 'The settlement {amount} differs from those below, {sum} in all.',
  },
  SETTLEMENT_OVER_CONTRACT: {
    zh: '结算 {amount} 元超过合同价 {limit} 元，请先办理变更。',
    en: 'The settlement {amount} is over the contract {limit}; amend it first.',
  },
  RETENTION_OVER_LIMIT: {
    zh: '质量保证金 {retention} 元超过上限 {limit} 元（结算总额的 3%；有保函或保险的不得预留）。',
    en: 'The retention {retention} is over {limit}: 3% of the settlement, none beside a guarantee.',
  },
  SETTLEMENT_OVERPAID: {
    zh: '已批付款 {paid} 元超过结算后应付 {due} 元，请先处理多付的部分。',
    en: 'What is approved, {paid}, is over what the settlement leaves due, {due}.',
  },
  ACCOUNTS_DIFFER: {
    zh: '决算合计 {total} 元与应有的 {due} 元（结算加代建费）不一致。',
    en: 'The accounts add up to {total}, not to {due} (settlement and fees).',
  },
  ALLOCATION_IMPOSSIBLE: {
    zh: '共同费用无法分摊：{because}。',
    en: 'The shared cost cannot be allocated: {because}.',
  },
  DELIVERY_BODY_UNKNOWN: {
    zh: '没有登记管委会，公益性资产无处登记权属。',
    en: 'No committee is on record to hold what serves the public.',
  },
  USCC_WRONG: {
    zh: '统一社会信用代码不正确，请核对 18 位代码。',
    en: 'The identity code is wrong; check its 18 places.',
  },
} as const;
