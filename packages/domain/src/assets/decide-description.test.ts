import { expect, test } from 'vitest';
import { decideDescription } from './decide-description.ts';

const standing = {
  ...({ code: 'QH-00001', name: '示例地块', class: 'land', bookId: 'own' } as const),
  particulars: { acquired: 'granted' },
} as const;
const decide = (particulars: Record<string, string>, companyId = 'own') =>
  decideDescription(standing, { companyId, particulars });

test('the company that has the book says anew what an asset is, in one way of writing', () => {
  expect(decide({ acquired: '出让', location: '桥河' })).toEqual({
    outcome: 'accepted',
    effects: { acquired: 'granted', location: '桥河' },
  });
});
test.each([
  [
    'another company',
    { acquired: '划拨' },
    'other',
    'ASSET_NOT_OWNED',
    { code: 'QH-00001', name: '示例地块' },
  ],
  ['the same', { acquired: '出让', location: ' ' }, 'own', 'ASSET_PARTICULARS_SAME', { code: 'QH-00001' }],
  [
    'what cannot be read, is missing or of another class',
    { invested: '很多', serial: 'SN' },
    'own',
    'ASSET_PARTICULARS_WRONG',
    { code: 'QH-00001', fields: '取得方式、已投资开发额(元)、serial' },
  ],
])('refused: %s', (_, particulars, companyId, code, facts) => {
  expect(decide(particulars as Record<string, string>, companyId)).toEqual({
    outcome: 'refused',
    refusals: [{ code, facts }],
  });
});
