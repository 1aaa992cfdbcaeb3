const z = (zh: string, en: string) => ({ zh, en }) as const;

/** Refusals of the finance of assets. */
export const assetFinanceRefusalTexts = {
  LEDGER_DAY_WRONG: z(
    '{day} 不是已过去的月末；总账余额只按月末录入。',
    '{day} is not the end of a month that is over; balances are entered for month ends.',
  ),
  LEDGER_ACCOUNT_UNKNOWN: z(
    '科目 {account} 不是资产类对账科目，请核对科目编码。',
    'Account {account} does not stand for assets; check its code.',
  ),
  LOCK_EVENT_OUTSIDE: z(
    '该日不在锁定期内（{from} 之后至 {until}），或还没有到；请核对日期。',
    'The day is not within the watch (after {from} until {until}), or still to come; check it.',
  ),
} as const;
