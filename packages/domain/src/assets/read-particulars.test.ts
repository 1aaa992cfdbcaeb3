import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { ratio } from '../kernel/ratio.ts';
import { assetClasses, assetClassNames } from './asset-class.ts';
import { assetFields, fieldsOf, particularSheets } from './asset-fields.ts';
import { readParticulars } from './read-particulars.ts';

describe('the table of fields', () => {
  test('every class has fields, each key and each heading once; every class is in one sheet', () => {
    for (const one of assetClasses) expect([one, fieldsOf(one).length > 0]).toEqual([one, true]);
    expect(new Set(assetFields.map(({ key }) => key)).size).toBe(assetFields.length);
    expect(particularSheets.flatMap(({ classes }) => classes).sort()).toEqual([...assetClasses].sort());
    for (const { fields } of particularSheets)
      expect(new Set(fields.map(({ zh }) => zh)).size).toBe(fields.length);
    expect(Object.values(assetClassNames).sort()).toEqual([...assetClasses].sort());
  });
  test('a field is required only in a class that has it, a choice has terms and nothing else has', () => {
    for (const { key, kind, classes, requiredIn, choices } of assetFields) {
      expect([key, requiredIn.every((one) => classes.includes(one))]).toEqual([key, true]);
      expect([key, choices.length > 1]).toEqual([key, kind === 'choice']);
    }
  });
  test('what the domain file asks for is there', () => {
    const keys = (one: (typeof assetClasses)[number]) => fieldsOf(one).map(({ key }) => key);
    expect(keys('land')).toEqual(
      expect.arrayContaining([
        ...['acquired', 'allocation_approved', 'land_use', 'right_ends', 'certificate', 'certified_area'],
        ...['measured_area', 'co_owners', 'dispute', 'location', 'user', 'manager', 'use', 'idle_since'],
        ...['invested', 'required', 'tax_basis', 'input_vat_left'],
      ]),
    );
    expect(keys('equipment')).toContain('serial');
    expect(keys('receivable')).toEqual(expect.arrayContaining(['debtor', 'due', 'contract_no']));
    expect(keys('equity')).toEqual(expect.arrayContaining(['held', 'share', 'audit_opinion']));
    expect(keys('archive')).toEqual(['manager', 'fonds']);
  });
});

const problemsOf = (assetClass: (typeof assetClasses)[number], record: Record<string, string>) =>
  readParticulars(assetClass, record).problems.map(({ key, problem }) => `${key} ${problem}`);

describe('reading', () => {
  test('terms of a workbook become what is kept', () => {
    const { texts, values, problems } = readParticulars('land', {
      acquired: '出让',
      certified_area: '66666.7',
      invested: '100',
      dispute: '否',
      right_ends: '2056-02-29',
      co_owners: '甲公司:1/2:同意、乙公司：50%：不同意',
      location: ' 桥河 ',
      use: '',
    });
    expect(problems).toEqual([]);
    expect(texts).toEqual({
      acquired: 'granted',
      certified_area: '66666.70',
      invested: '100.00',
      dispute: 'no',
      right_ends: '2056-02-29',
      co_owners: '甲公司:1/2:同意、乙公司:1/2:不同意',
      location: '桥河',
    });
    expect(values).toMatchObject({
      invested: 10_000n,
      dispute: false,
      co_owners: [
        { name: '甲公司', share: ratio(1n, 2n), consents: true },
        { name: '乙公司', share: ratio(1n, 2n), consents: false },
      ],
    });
    expect(readParticulars('land', texts)).toEqual({ texts, values, problems });
  });
  test.each<[problem: string, key: string, ...texts: string[]]>([
    ['not_a_choice', 'acquired', '买', 'toString', '出让 出让'],
    ['not_a_date', 'right_ends', '2055-02-29', '2055/1/1', '20550101'],
    ['not_an_amount', 'invested', '-1', '1,000', '1.001', '1e5', '1234567890123456789'],
    ['not_an_area', 'certified_area', '0', '0.00', '-5', '很大'],
    ['not_yes_or_no', 'dispute', '不详', 'constructor', '1'],
    [
      'not_co_owners',
      'co_owners',
      '甲公司',
      '甲公司:1/2',
      '甲公司:2:同意',
      '甲:1/2:同意、甲:1/2:同意',
      '甲:0:同意',
    ],
    ['shares_not_whole', 'co_owners', '甲:1/2:同意、乙:1/3:同意', '甲:2/3:同意、乙:2/3:同意'],
    ['not_text', 'location', 'a\u0007b', '长'.repeat(501)],
    ['not_of_class', 'serial', 'SN-1'],
    ['not_of_class', 'nothing', '1'],
  ])('%s: %s', (problem, key, ...texts) => {
    for (const text of texts)
      expect([text, problemsOf('land', { acquired: '出让', [key]: text })]).toEqual([
        text,
        [`${key} ${problem}`],
      ]);
  });
  test('a share is above nothing and at most the whole; what is required is missed', () => {
    for (const share of ['1', '100%', '1/3', '0.51'])
      expect(problemsOf('equity', { held: '示例公司', share })).toEqual([]);
    for (const share of ['0', '101%', '4/3', '一半', '1/0', '-1/2'])
      expect(problemsOf('equity', { held: '示例公司', share })).toEqual(['share not_a_share']);
    expect(problemsOf('equity', {})).toEqual(['held missing', 'share missing']);
    expect(problemsOf('receivable', { debtor: '  ' })).toEqual(['debtor missing']);
  });
});

property.prop([
  fc.constantFrom(...assetClasses),
  fc.dictionary(
    fc.constantFrom(...assetFields.map(({ key }) => key)),
    fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '是',
        '否',
        '出让',
        '自用',
        '2026-01-01',
        '12.5',
        '1/2',
        '51%',
        '甲:1/2:同意、乙:1/2:不同意',
      ),
    ),
  ),
])('what is kept is read again as the same, and never as a problem', (assetClass, record) => {
  const first = readParticulars(assetClass, record);
  const again = readParticulars(assetClass, first.texts);
  expect(again.texts).toEqual(first.texts);
  expect(again.values).toEqual(first.values);
  expect(again.problems.filter(({ problem }) => problem !== 'missing')).toEqual([]);
});
