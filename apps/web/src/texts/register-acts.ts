const z = (zh: string, en: string) => ({ zh, en });

/** Sentences of mergers, divisions and amendments in the register of members. */
export const registerActTexts = {
  'equity.mergerTitle': z('按批复吸收合并', 'Absorption under its reply'),
  'equity.divisionTitle': z('按批复分立', 'Division under its reply'),
  'equity.mergerIntro': z(
    '一次记入各方名册：被吸收方的出资归零并注销，其股东按换股比例取得吸收方的出资，其对外持股由吸收方承继。',
    'Entered into every register at once: the absorbed company’s capital ends, its holders get the absorber’s, and what it held passes to the absorber.',
  ),
  'equity.divisionIntro': z(
    '一次记入两家名册：原公司减少、新设公司取得分出的注册资本，实缴部分随之转出。',
    'Entered into both registers at once: the capital that passes leaves the old company and founds the new one, paid in as it was.',
  ),
  'equity.absorbed': z('被吸收方', 'Absorbed'),
  'equity.absorber': z('吸收方', 'Absorber'),
  'equity.exchange': z('换股比例', 'Exchange'),
  'equity.exchangeOf': z('被吸收方每 {n} 元换一元', '{n} yuan given up for one'),
  'equity.divided': z('存续公司', 'Goes on'),
  'equity.founded': z('新设公司', 'Newly founded'),
  'equity.passing': z('分出的注册资本（万元）', 'Capital that passes (10k yuan)'),
  'equity.portions': z('由谁分出', 'Whose'),
  'equity.inProportion': z('各股东按出资比例', 'Everybody’s in proportion'),
  'equity.openRegister': z('查看股东名册', 'Open the register'),
  'equity.reorganize': z('记入各方股东名册', 'Enter into every register'),
  'equity.reorganizeConfirm': z(
    '各方名册一次全部记入，记入后不能撤销，确定？',
    'All registers are entered at once, and it cannot be taken back; go on?',
  ),
  'equity.occasion.merger': z('吸收合并', 'Merger'),
  'equity.occasion.division': z('分立', 'Division'),
  'equity.together': z('同一次办理：', 'Same act: '),
  'equity.togetherMany': z('同一次办理的另 {count} 家公司', '{count} other companies in the same act'),
  'equity.absorbedMark': z('已注销（被吸收）', 'Dissolved (absorbed)'),
  'equity.absorbedBy': z(
    '{on} 起已注销：被{by}吸收合并，债权债务和对外持股由其承继。',
    'Dissolved since {on}: absorbed by {by}, which succeeds to its rights and duties.',
  ),
  'equity.isAmendment': z(
    '本次划转是对先前一项登记的变更（先转回，再按批复登记）',
    'This transfer amends an earlier entry: it is turned back, and what was approved takes its place',
  ),
  'equity.amendmentHint': z(
    '自本次名册变更日起，先前的那项登记转回，由本次登记代替；此前各日仍按先前的登记计算。两项记录都保留。',
    'From the register date of this entry the earlier one is turned back and this one stands instead; the days before stay as they were. Both remain.',
  ),
  'equity.amendedEntry': z('被变更的登记', 'Entry that is amended'),
  'equity.chooseEntry': z('选择先前的一项登记', 'Choose an earlier entry'),
  'equity.amendBecause': z('变更原因', 'Why it is amended'),
  'equity.entryLabel': z(
    '{day} {kind}：{from} → {to}，{amount} 万元',
    '{day} {kind}: {from} → {to}, {amount} (10k yuan)',
  ),
  'equity.amend': z('变更', 'Amend'),
  'equity.amendHow': z('笔误更正，还是变更？', 'A clerical error, or an amendment?'),
  'equity.amendClerical': z(
    '笔误更正：录入与当时的文件不符（日期、数额抄错）。附凭证即可，无须批复；更正后视同一开始就登记正确。',
    'Clerical error: what was entered is not what the papers of the time say. A receipt is enough; it counts as if it had been right from the beginning.',
  ),
  'equity.amendSubstance': z(
    '变更：登记时没有错，后来协议解除、份额调整等实质内容变了。须就新的划转另行报批，在执行那份批复时勾选“对先前一项登记的变更”并选中这条记录；只从变更之日起生效，此前各日不变。',
    'Amendment: the entry was right, and its substance has changed since. It needs a decision on the new transfer; when that reply is executed, tick “amends an earlier entry” and choose this one. It counts from its own day on.',
  ),
  'equity.amendOfSeveral': z(
    '这条记录是合并、分立的一部分，不能单独变更。',
    'It is part of a merger or division and is not amended alone.',
  ),
  'equity.amendPropose': z('就新的划转提出事项', 'Propose the new transfer'),
} as const;
