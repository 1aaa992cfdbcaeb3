/** Refusals around the flags of the split radar. */
export const splitRefusalTexts = {
  SPLIT_FLAG_CONTINUED: {
    zh: '又有新合同并入，本条线索已由新的线索接续，请在新线索上办理。',
    en: 'A larger flag has taken its place; act on that one.',
  },
  SPLIT_FLAG_CLOSED: {
    zh: '本条线索已说明或已移送，不再重复办理。',
    en: 'The flag was explained or referred already.',
  },
  SPLIT_FLAG_ACKNOWLEDGED: { zh: '本条线索已签收。', en: 'The flag was acknowledged already.' },
} as const;
