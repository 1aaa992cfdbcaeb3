import { describe, expect, it } from 'vitest';
import { parseYuan } from './money.ts';
import { yuanInCapitals } from './yuan-in-capitals.ts';

describe('an amount in capitals', () => {
  it.each([
    ['0.00', '零元整'],
    ['0.05', '伍分'],
    ['0.50', '伍角整'],
    ['10.00', '壹拾元整'],
    ['107000.53', '壹拾万零柒仟元伍角叁分'],
    ['1409.50', '壹仟肆佰零玖元伍角整'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['325.04', '叁佰贰拾伍元零肆分'],
    ['112000000.00', '壹亿壹仟贰佰万元整'],
    ['100000001.00', '壹亿零壹元整'],
    ['100010000.00', '壹亿零壹万元整'],
    ['1000000000000.00', '壹万亿元整'],
  ])('%s is %s', (yuan, capitals) => expect(yuanInCapitals(parseYuan(yuan))).toBe(capitals));

  it('refuses what cannot be said', () => {
    expect(() => yuanInCapitals(parseYuan('-1.00'))).toThrow(RangeError);
    expect(() => yuanInCapitals(parseYuan('10000000000000000.00'))).toThrow(RangeError);
  });
});
