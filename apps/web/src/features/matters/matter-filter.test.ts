import { zMatterFilter } from '@guanyun/api/matters/input.ts';
import { expect, test } from 'vitest';
import { addressOf, changed, exportAddress, filterFrom, type MatterFilter } from './matter-filter.ts';

const full: MatterFilter = {
  states: ['accepted', 'reviewed'],
  matters: ['equity_transfer'],
  companyId: '0173b52e-a43f-45e6-a2bc-0bdc1e4a1bec',
  level: 'sasac',
  dueBy: '2026-12-31',
  search: '股权, 50%',
  order: 'newest',
};

test('a filter goes into the address and comes back, as the server takes it', () => {
  expect(filterFrom(addressOf(full))).toEqual(full);
  expect(zMatterFilter.parse(filterFrom(addressOf(full)))).toEqual(full);
  expect(addressOf({})).toEqual({});
});

test('what an address has that no filter knows is passed over', () => {
  expect(
    filterFrom({ states: 'nothing,accepted', level: 'x', dueBy: '2026-02-30', companyId: '1', order: 'y' }),
  ).toEqual({ states: ['accepted'] });
});

test('a part is changed or cleared, the rest stays', () => {
  expect(changed(full, 'states', [])).not.toHaveProperty('states');
  expect(changed({ level: 'gov' }, 'level', 'file')).toEqual({ level: 'file' });
  expect(changed({ level: 'gov', search: '甲' }, 'level', null)).toEqual({ search: '甲' });
});

test('the workbook is asked for with the same filter', () => {
  const asked = new URL(exportAddress(full), 'http://here').searchParams.get('filter');
  expect(JSON.parse(asked ?? '')).toEqual(full);
});
