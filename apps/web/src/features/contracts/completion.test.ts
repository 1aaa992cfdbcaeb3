import { describe, expect, it } from 'vitest';
import { completionFromForm, costSum, isComplete } from './completion.ts';

describe('completionFromForm', () => {
  it('leaves out what was not filled in', () => {
    const form = {
      completedOn: '2026-11-22',
      assets: [
        { name: ' 1号厂房 ', class: 'plant', cost: '20,000,000', area: '8600', monthlyDepreciation: '' },
        { name: '变压器', class: 'equipment', cost: '1', monthlyDepreciation: '0.5' },
      ],
    } as const;
    expect(completionFromForm({ ...form, assets: [...form.assets] })).toEqual({
      completedOn: '2026-11-22',
      assets: [
        { name: '1号厂房', class: 'plant', cost: '20000000.00', area: '8600.00' },
        { name: '变压器', class: 'equipment', cost: '1.00', monthlyDepreciation: '0.50' },
      ],
    });
  });
});

describe('costSum', () => {
  it('adds what is an amount so far', () => {
    expect(costSum(['0.10', '0.2', undefined, 'x'])).toBe(30n);
  });
});

describe('isComplete', () => {
  const asset = { name: '1号厂房', class: 'plant', cost: '20000000' } as const;
  it('wants a day and for every asset a name and a cost', () => {
    expect(isComplete(undefined)).toBe(false);
    expect(isComplete({ completedOn: '', assets: [asset] })).toBe(false);
    expect(isComplete({ completedOn: '2026-11-22', assets: [] })).toBe(false);
    expect(isComplete({ completedOn: '2026-11-22', assets: [{ ...asset, cost: '0' }] })).toBe(false);
    expect(isComplete({ completedOn: '2026-11-22', assets: [{ ...asset, area: '一百' }] })).toBe(false);
    expect(isComplete({ completedOn: '2026-11-22', assets: [asset] })).toBe(true);
  });
});
