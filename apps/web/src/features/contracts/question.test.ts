import { describe, expect, it } from 'vitest';
import { moneyFromText } from './money-text.ts';
import { type GateForm, questionFromForm } from './question.ts';

const form: GateForm = {
  title: ' 标准厂房二期 ',
  item: '',
  engineering: true,
  amount: '38,000,000',
  taxIncluded: true,
  requestedMode: 'entrusted',
  entityId: 'gf',
  termMonths: '18',
  agentSource: 'authorised',
  fee: '300000',
  feeCap: '3200000.5',
  fundSources: [{ kind: 'budget', amount: '38000000', budgetDoc: ' 示例〔2026〕1号 ' }],
  decidedOn: '2026-11-22',
};

describe('questionFromForm', () => {
  it('sends amounts in two places and leaves out what was not answered', () => {
    expect(questionFromForm(form)).toEqual({
      title: '标准厂房二期',
      engineering: true,
      amount: '38000000.00',
      taxIncluded: true,
      requestedMode: 'entrusted',
      entityId: 'gf',
      termMonths: 18,
      agentSource: 'authorised',
      agencyFee: { fee: '300000.00', cap: '3200000.50' },
      fundSources: [{ kind: 'budget', amount: '38000000.00', budgetDoc: '示例〔2026〕1号' }],
      decidedOn: '2026-11-22',
    });
  });

  it('says nothing about an agent when services are purchased', () => {
    const question = questionFromForm({ ...form, requestedMode: 'purchased' });
    expect(question).not.toHaveProperty('agentSource');
    expect(question).not.toHaveProperty('agencyFee');
  });
});

describe('moneyFromText', () => {
  it.each([
    ['38000000', '38000000.00'],
    ['38,000,000.5', '38000000.50'],
    ['1200.05元', '1200.05'],
    ['\uff11\uff12\uff0e\uff15', '12.50'],
    ['0', '0.00'],
    ['007', '7.00'],
  ])('%s is %s', (typed, money) => expect(moneyFromText(typed)).toBe(money));

  it.each(['', '-1', '1.234', '一百', '1e6', '.5'])('%j is no amount', (typed) =>
    expect(moneyFromText(typed)).toBeNull(),
  );
});
