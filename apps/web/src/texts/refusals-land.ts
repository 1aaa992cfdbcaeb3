const z = (zh: string, en: string) => ({ zh, en }) as const;

/** Refusals of the ledger of idle land. */
export const landRefusalTexts = {
  LAND_DATES_WRONG: z(
    '日期须依次为出让、约定动工、约定竣工，请核对。',
    'Grant, agreed start and agreed completion must follow in this order.',
  ),
  LAND_ASSET_WRONG: z('关联的资产不是土地类，请另选。', 'The asset named is no land; choose another.'),
  LAND_PARCEL_TAKEN: z(
    '宗地号 {number} 已在台账上，尚未收回或全部盘活；请到该宗地办理。',
    'Parcel {number} is on the ledger already, neither taken back nor wholly revived; act there.',
  ),
  LAND_CORRECTION_WRONG: z(
    '要更正的记录不存在、已被更正，或类别不同；请刷新后重选。',
    'The entry to correct does not stand, or is of another kind; reload and choose again.',
  ),
  LAND_SETTLED: z(
    '宗地已于 {day} 收回或撤销登记，不能再记录；如有误，先更正该条记录。',
    'The land was taken back or struck on {day}; nothing follows unless that entry is corrected.',
  ),
  LAND_BEFORE_GRANT: z('记录日期早于出让日期 {day}，请核对。', 'The day is before the grant on {day}.'),
  LAND_RECORDED_ALREADY: z(
    '{day} 这条记录之前已有同类记录，请更正原记录。',
    'The same is recorded before {day}; correct that entry instead.',
  ),
  LAND_NOT_STARTED: z(
    '{day} 时还没有动工记录，请先记录动工。',
    'No start is recorded by {day}; record it first.',
  ),
  LAND_NOT_STOPPED: z('{day} 时没有中止开发的记录。', 'Work had not stopped by {day}.'),
  LAND_NOT_COMPLETED: z(
    '{day} 时还没有竣工记录，达产复核在竣工之后。',
    'Not completed by {day}; the review of output comes after.',
  ),
  LAND_AREA_EXCEEDED: z('面积超出，最多还可记 {left} 平方米。', 'Too much area: {left} m² at most.'),
  LAND_NOT_IDLE: z('按 {day} 的情况不属闲置土地，不能认定。', 'As it stood on {day} the land is not idle.'),
  LAND_FEE_NOT_DUE: z(
    '按 {day} 的情况不得征缴土地闲置费。',
    'No fee may be imposed as things stood on {day}.',
  ),
  LAND_FEE_TOO_HIGH: z(
    '闲置费合计超过可征缴的 {fee} 元。',
    'The fee exceeds what may be imposed, {fee} yuan.',
  ),
  LAND_FEE_NOT_OWED: z('缴纳合计超过已决定征缴的闲置费，请核对。', 'More is paid than was decided.'),
  LAND_NOT_RECLAIMABLE: z(
    '按 {day} 的情况不得收回：未动工满两年、且非政府原因的才可收回。',
    'May not be taken back as things stood on {day}: only after two years without a start, not by cause of the government.',
  ),
} as const;
