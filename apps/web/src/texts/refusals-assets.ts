/** Refusals of what happens to an asset while it is in a book. */
export const assetActRefusalTexts = {
  ASSET_RETIRED: {
    zh: '资产 {code} {name} 已于 {day} 退出台账，不能再办理。',
    en: 'Asset {code} {name} left the register on {day}.',
  },
  DAY_BEFORE_BOOK: {
    zh: '资产 {code} {name} 自 {day} 起才在本单位账上，日期不能更早。',
    en: 'Asset {code} {name} has been on your books since {day} only.',
  },
  DAY_BEFORE_LAST_ENTRY: {
    zh: '资产 {code} {name} 在 {day} 已有账务记录，日期不能早于它。',
    en: 'Asset {code} {name} has an entry of {day}; the day cannot be earlier.',
  },
  ENCUMBRANCE_NOT_YOURS: {
    zh: '资产 {code} {name} 的这类权利限制由账簿单位登记；管委会只登记查封和权属争议。',
    en: 'This kind is recorded by whoever has asset {code} {name} on its book; the committee records seizures and disputes.',
  },
  ENCUMBRANCE_BAR_IMPOSSIBLE: {
    zh: '只有抵押、质押可以约定禁止转让，且约定了才能登记。',
    en: 'A bar of transfer is agreed in a mortgage or pledge only, and registered only if agreed.',
  },
  ENCUMBRANCE_BEFORE_ASSET: {
    zh: '资产 {code} {name} 形成于 {day}，权利限制不能更早。',
    en: 'Asset {code} {name} was formed on {day}; nothing can limit it before.',
  },
  ENCUMBRANCE_STEP_NOT_NEEDED: {
    zh: '这类权利限制不需要这一步。',
    en: 'An encumbrance of this kind has no such step.',
  },
  ENCUMBRANCE_STEP_TWICE: { zh: '这一步已于 {day} 登记。', en: 'Recorded already, on {day}.' },
  ENCUMBRANCE_ENDED: {
    zh: '这项权利限制已于 {day} 解除。',
    en: 'This encumbrance was released on {day}.',
  },
  ENCUMBRANCE_STEP_BEFORE: {
    zh: '权利限制自 {day} 起，日期不能更早。',
    en: 'The encumbrance began on {day}; the day cannot be earlier.',
  },
  ASSET_NO_ACCOUNT: {
    zh: '资产 {code} {name} 在本单位账上没有对应的会计科目，不能这样记账。',
    en: 'Asset {code} {name} has no such account in this book.',
  },
  IMPAIRMENT_NEVER_REVERSED: {
    zh: '资产 {code} {name} 的减值损失一经确认不得转回，金额须大于零。',
    en: 'An impairment of asset {code} {name} is never reversed.',
  },
  IMPAIRMENT_NOT_KEPT: {
    zh: '资产 {code} {name} 在行政事业单位账上，不计提减值准备。',
    en: 'Asset {code} {name} is in the book of a public body, which keeps no impairment.',
  },
  ADJUSTMENT_OUT_OF_RANGE: {
    zh: '资产 {code} {name} 这样调整后金额不成立：须有变化，各项不小于零，折旧与减值之和不大于原值。',
    en: 'Asset {code} {name} cannot show these amounts: something must change, nothing fall below zero, and no more be written off than it cost.',
  },
  DEPRECIATION_BEHIND: {
    zh: '资产 {code} {name} 还有已结束的月份没有计提，请先计提，再改月折旧额。',
    en: 'Months of asset {code} {name} are not charged yet; charge them before the monthly charge changes.',
  },
  PARTS_NOT_WHOLE: {
    zh: '各部分须都大于零，且合计等于原资产（数量、面积或原值）。',
    en: 'The parts must each be above zero and add up to the whole.',
  },
  PART_TOO_SMALL: {
    zh: '有的部分太小，分不到数量或面积，请改变拆分依据。',
    en: 'A part is too small to have a quantity or area of its own.',
  },
  PARTS_NEED_AGREEMENT: {
    zh: '资产 {code} 有部分划归其他组团，须上传分割协议。',
    en: 'Parts of asset {code} go to another cluster: the agreement is required.',
  },
  MERGE_DIFFERS: {
    zh: '这些资产不能合并：账簿、权属、实物、组团、类别、单位、用途和已计提月份须一致。',
    en: 'These assets cannot be merged: book, title, custody, cluster, class, unit, use and charged months must agree.',
  },
  ASSET_NOT_IN_WARRANT: {
    zh: '批复 {number} 没有列出资产 {code} {name}。',
    en: 'Reply {number} does not name asset {code} {name}.',
  },
  ASSET_BARRED: {
    zh: '资产 {code} {name} 被查封或有权属争议，解除前不能处置。',
    en: 'Asset {code} {name} is seized or in dispute.',
  },
  DEPRECIATION_MONTH_OPEN: {
    zh: '{month} 到 {day} 才结束，结束后才能计提。',
    en: '{month} ends on {day}; it is charged afterwards.',
  },
  DEPRECIATION_OUT_OF_ORDER: {
    zh: '已计提到 {last}，只能补提 {last} 或计提 {next}，不能计提 {month}。',
    en: 'Charged through {last}: {last} can be run again, or {next}, not {month}.',
  },
};
