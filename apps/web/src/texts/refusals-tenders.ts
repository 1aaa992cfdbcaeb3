const z = (zh: string, en: string) => ({ zh, en }) as const;

/** Refusals of suppliers, tenders and sealed bids. */
export const tenderRefusalTexts = {
  BIDDER_EXCLUDES: z(
    '投标人账号由供应商自行注册取得，不得兼任区内任何岗位。',
    'A bidder comes by registration alone and holds no post in the zone.',
  ),
  SUPPLIER_CODE_WRONG: z(
    '统一社会信用代码不对，请核对营业执照后重填。',
    'The unified social credit code is wrong; check it against the licence.',
  ),
  SUPPLIER_REGISTERED: z(
    '该单位已注册，请用已有账号登录。',
    'This supplier is registered already; sign in with its account.',
  ),
  SUPPLIER_OF_ZONE: z(
    '该单位是本区公司，不能注册为外部供应商。',
    'A company of the zone does not register as a supplier from outside.',
  ),
  EXPERT_CODE_TAKEN: z('专家编号 {code} 已使用，请换一个。', 'The code {code} is taken; choose another.'),
  TENDER_UNJUDGED: z(
    '不能判断是否必须招标：{because}。请补齐后再保存。',
    'Whether it must be tendered is open: {because}.',
  ),
  TENDER_METHOD_NOT_ALLOWED: z(
    '不能采用这种招标方式：{because}。请改为公开招标，或补充认定文件。',
    'This method is not allowed: {because}. Tender openly, or add the document.',
  ),
  TENDER_INVITE_THREE: z('邀请招标须邀请三家以上。', 'Invite at least three suppliers.'),
  TENDER_PANEL_UNLAWFUL: z(
    '评标委员会组成不合规（{problems}），请调整总人数或招标人代表人数。',
    'The panel is not lawful ({problems}); change its number or its representatives.',
  ),
  TENDER_KEY_MADE: z('开标密钥已经生成，不能再生成。', 'The opening key has been made already.'),
  TENDER_HOLDERS_WRONG: z(
    '密钥份额须由招标人、监督人、第三方三方的不同人员分别持有，请重选。',
    'Shares are held by different people of the tenderer, the supervisor and a third party.',
  ),
  TENDER_NOT_READY: z(
    '尚未生成开标密钥，请先举行密钥仪式。',
    'There is no opening key yet; hold the key ceremony first.',
  ),
  TENDER_DEADLINE_TOO_EARLY: z(
    '投标截止不得早于 {earliest}，请改期。',
    'The deadline is not before {earliest}; set it later.',
  ),
  TENDER_MUST_EXTEND: z(
    '该变更影响投标文件编制，投标截止须顺延至 {to} 或更晚。',
    'Bidders must reckon with this change: move the deadline to {to} or later.',
  ),
  TENDER_DEADLINE_PASSED: z(
    '投标截止时间已过，或招标已结束，不再接收、修改、撤回投标。',
    'The deadline has passed, or the tender has ended: nothing comes in and nothing is taken back.',
  ),
  TENDER_DEADLINE_NOT_COME: z(
    '投标截止时间未到，到点后再办理。',
    'The deadline has not come; do this when it has.',
  ),
  TENDER_SUSPENDED: z(
    '有异议或投诉未答复，招标暂停，请先答复。',
    'An objection or complaint is not answered: the tender stands still until it is.',
  ),
  TENDER_TOO_FEW_BIDS: z(
    '投标人只有 {bids} 个，少于三个不得开标，请重新招标。',
    'Only {bids} bids: fewer than three are not opened; tender again.',
  ),
  TENDER_THREE_BIDS: z(
    '投标人不少于三个，应当开标，不能按投标人不足处理。',
    'There are three bids or more: they are opened.',
  ),
  TENDER_SHARE_WRONG: z(
    '密钥份额不对：不是本人持有的那一份，或口令有误，请核对份额文件。',
    'Not the share that was given to you; check the file and its passphrase.',
  ),
  TENDER_SHARES_MISSING: z(
    '已提交 {given} 份密钥份额，须有 {needed} 份才能开标。',
    '{given} shares are there, {needed} are needed to open.',
  ),
  TENDER_OBJECTION_OUT_OF_TIME: z(
    '现在不能提出：对招标文件的异议须在投标截止 10 日前，对结果的异议须在公示期内。',
    'Not now: to the documents until ten days before the deadline, to the result while it is published.',
  ),
  TENDER_OBJECTION_ANSWERED: z('该异议已答复。', 'It has been answered already.'),
  TENDER_ANSWER_NOT_YOURS: z(
    '异议由招标人答复，投诉由监督部门答复。',
    'The tenderer answers objections, the supervisor complaints.',
  ),
  BID_NOT_INVITED: z(
    '本项目为邀请招标，贵单位不在受邀之列。',
    'The tender is by invitation, and you are not invited.',
  ),
  BID_ENVELOPE_WRONG: z(
    '收到的不是完整的加密投标文件，请在投标页重新加密后提交。',
    'What came in is no sealed bid; seal it again on the bid page.',
  ),
  BID_NONE: z('没有可撤回的投标。', 'There is no bid to take back.'),
  PANEL_COMMITTED: z('抽取种子已承诺，不能更换。', 'A seed has been committed to already; it stays.'),
  PANEL_NOT_COMMITTED: z(
    '评标委员会尚未按事先承诺的种子抽取，请监督人先办理。',
    'No panel has been drawn by a committed seed; the supervisor does that first.',
  ),
  PANEL_SEED_WRONG: z(
    '种子与截止前公布的承诺不符，请选用当时保存的种子文件。',
    'Not the seed that was committed to before the deadline; use the file kept then.',
  ),
  PANEL_EXPERTS_MISSING: z(
    '可抽取的专家 {there} 名，需要 {needed} 名，请先补充专家库。',
    '{there} experts for {needed} seats; add experts first.',
  ),
  EVALUATION_INCOMPLETE: z(
    '每份投标都要有评审意见；有利害关系待核的，须写明核查结论。',
    'Every bid needs a finding; where a conflict is to be looked into, say what came of it.',
  ),
  EVALUATION_NO_WINNER: z(
    '没有可推荐的中标候选人（{competition}），应当重新招标。',
    'There is nobody to recommend ({competition}); tender again.',
  ),
  PUBLICITY_NOT_OVER: z(
    '公示期至 {until} 届满，之后才能发出中标通知。',
    'Candidates are published until {until}; the notice follows after.',
  ),
  BID_CHECK_OWN_TENDER: z(
    '招标人就是本公司，不得参加本公司招标项目的投标。',
    'The tenderer is this company; it does not bid in its own tender.',
  ),
  BID_CHECK_TOO_LATE: z(
    '投标截止日 {deadline} 已过，请核对后重填。',
    'The deadline {deadline} has passed; check it.',
  ),
  BID_CHECK_OTHERS_WRONG: z(
    '同标段投标的公司须是本区其他公司，且不是招标人，请重选。',
    'The others are companies of the zone, neither this one nor the tenderer; choose again.',
  ),
  BID_CHECK_TENDERER_UNKNOWN: z(
    '登记中没有名为 {name} 的单位，请填写招标人的统一社会信用代码。',
    'The register knows no {name}; give its unified social credit code.',
  ),
  BID_CHECK_ENDED: z(
    '这次核查已不是最新，或已放弃投标。',
    'This check no longer stands: there is a later one, or the bid was given up.',
  ),
} as const;
