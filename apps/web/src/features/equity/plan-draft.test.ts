import { describe, expect, test } from 'vitest';
import {
  draftOf,
  type ItemDraft,
  newItem,
  readItem,
  readPlanDraft,
  readPrice,
  readShare,
  readYuan,
} from './plan-draft.ts';

const item = (over: Partial<ItemDraft>): ItemDraft => ({
  ...newItem('i', 'G'),
  ...{ companyId: 'A', fromId: 'Y' },
  ...over,
});

describe('what is typed', () => {
  test('a share as percent, fraction or decimal; nothing above one', () => {
    expect(['80%', ' 100 ％', '2/3', '0.8', '33.5%'].map(readShare)).toEqual([
      '4/5',
      '1/1',
      '2/3',
      '4/5',
      '67/200',
    ]);
    expect(['', '0', '101%', '80', '1.01', '全部', '-1%'].map(readShare)).toEqual(Array(7).fill(null));
  });

  test('yuan with separators; not nothing, not three decimals', () => {
    expect(['1,000', '0.5', '12，000.25'].map(readYuan)).toEqual(['1000.00', '0.50', '12000.25']);
    expect(['', '0', '-1', '1.234', '一万'].map(readYuan)).toEqual(Array(5).fill(null));
  });

  test('a price is a plain decimal above zero', () => {
    expect([' 1.25 ', '1', '0.5'].map(readPrice)).toEqual(['1.25', '1', '0.5']);
    expect(['', '0', '0.00', '3/2', '-1', '1.123456789'].map(readPrice)).toEqual(Array(6).fill(null));
  });

  test('an item names every field that is wrong, and asks only what its method uses', () => {
    const typed = item({ companyId: '', share: '2', price: 'x', invested: 'y' });
    expect(readItem(typed).bad).toEqual({ companyId: 'company', share: 'share' });
    expect(readItem({ ...typed, method: 'acquisition' }).bad).toEqual({
      ...{ companyId: 'company', share: 'share', price: 'yuan' },
    });
    expect(readItem({ ...typed, method: 'capital_increase' }).bad).toEqual({
      ...{ companyId: 'company', invested: 'yuan' },
    });
    const dated = item({ method: 'merger', facts: { appraisedOn: '2026-13-01', appraised: '1' } });
    expect(readItem(dated).bad).toEqual({ appraisedOn: 'day' });
  });

  test('only facts of the method go along; those of another stay typed', () => {
    const facts = { title: 'clear', auditOpinion: 'clean', appraisal: 'filed', appraised: '1,000' };
    const bought = item({ method: 'acquisition', price: '1', facts });
    expect(readItem(bought).item?.facts).toEqual({
      title: 'clear',
      appraisal: 'filed',
      appraised: '1000.00',
    });
    expect(readItem({ ...bought, method: 'free_transfer' }).item?.facts).toEqual({
      ...{ title: 'clear', auditOpinion: 'clean' },
    });
  });

  test('a saved item comes back into the form and out of it unchanged', () => {
    const saved = readItem(item({ share: '2/3', facts: { title: 'clear' }, note: '备注' })).item;
    expect(saved === null ? null : readItem(draftOf(saved, 'G')).item).toEqual(saved);
    expect(saved === null ? '' : draftOf(saved, 'G').share).toBe('2/3');
  });

  test('a plan is saved when every item, its title and its day are right', () => {
    const plan = { title: ' 方案 ', basisDate: '2026-06-30', items: [item({})] };
    expect(readPlanDraft(plan).content).toMatchObject({ title: '方案', basisDate: '2026-06-30' });
    expect(readPlanDraft({ ...plan, items: [item({ share: '' })] })).toMatchObject({
      wrong: 1,
      content: null,
    });
    expect(readPlanDraft({ ...plan, title: ' ' }).content).toBeNull();
    expect(readPlanDraft({ ...plan, basisDate: '' }).content).toBeNull();
  });
});
