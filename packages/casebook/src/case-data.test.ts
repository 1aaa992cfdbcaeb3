import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { caseWorkbooks, workbooksFolder } from './case-data.ts';
import type { CaseSheet } from './case-sheet.ts';

const sheetOf = (name: string): CaseSheet => {
  const sheet = caseWorkbooks.flatMap((w) => w.sheets).find((s) => s.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
};

const records = (name: string): Record<string, string>[] => {
  const { columns, rows } = sheetOf(name);
  return rows.map((row) => Object.fromEntries(columns.map((c, i) => [c, row[i] ?? ''])));
};

const codes = (name: string) => new Set(records(name).map((r) => r.编码 ?? ''));
const split = (cell: string | undefined) => (cell ?? '').split('、').filter((c) => c !== '');
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

describe('shape', () => {
  test('every row is as long as its header and says where it comes from', () => {
    for (const sheet of caseWorkbooks.flatMap((w) => w.sheets)) {
      expect(new Set(sheet.columns).size).toBe(sheet.columns.length);
      for (const row of sheet.rows) {
        expect(row, sheet.name).toHaveLength(sheet.columns.length);
        expect(['source', '示例']).toContain(row[sheet.columns.indexOf('来源')]);
      }
    }
  });

  test('codes are unique, also between clusters and organisations', () => {
    const all = ['组团', '单位', '人员'].flatMap((name) => records(name).map((r) => r.编码));
    expect(new Set(all).size).toBe(all.length);
  });

  test('dates are days, amounts have two places', () => {
    for (const { columns, rows } of caseWorkbooks.flatMap((w) => w.sheets)) {
      for (const [i, column] of columns.entries()) {
        const cells = rows.map((r) => r[i] ?? '').filter((c) => c !== '');
        if (column.endsWith('日期')) expect(cells.every(isDay), column).toBe(true);
        if (column.endsWith('(元)'))
          expect(
            cells.every((c) => /^\d+\.\d{2}$/.test(c)),
            column,
          ).toBe(true);
      }
    }
  });

  test('the three workbooks stand on disk', () => {
    for (const { file } of caseWorkbooks) {
      expect(readFileSync(new URL(file, workbooksFolder)).subarray(0, 2).toString()).toBe('PK');
    }
  });
});

describe('facts of the report', () => {
  test('seven clusters', () => {
    expect(records('组团').map((r) => r.名称)).toEqual([
      '桥河组团',
      '北渡组团',
      '扶欢组团',
      '通惠组团',
      '庆江组团',
      '安稳组团',
      '国家网络安全产业园',
    ]);
  });

  test('six named developers in the order of the clusters, the seventh unknown', () => {
    const developers = records('组团').map((c) => records('单位').find((o) => o.负责组团编码 === c.编码));
    expect(developers.map((d) => d?.名称)).toEqual([
      '綦江工业园区建设开发股份有限公司',
      '綦江北渡园区建设开发股份有限公司',
      '綦江扶欢园区建设开发有限公司',
      '重庆市綦江区食品园区建设开发有限公司',
      '重庆市綦江区永盛产城建设开发有限公司',
      '綦江区綦新智能建造科技有限公司',
      '',
    ]);
    expect(developers.map((d) => d?.名称状态)).toEqual([
      '已知',
      '已知',
      '暂定',
      '已知',
      '已知',
      '已知',
      '未知',
    ]);
  });

  test('the group has its full name; the two companies limited by shares are so by name', () => {
    expect(records('单位').find((r) => r.编码 === 'GF')?.名称).toBe('重庆綦江高新技术产业发展集团有限公司');
    const byShares = records('单位').filter((r) => r.企业类型 === '股份有限公司');
    expect(byShares.map((r) => r.编码)).toEqual(['QHGS', 'BDGS']);
  });

  test('nothing unknown is filled in', () => {
    expect(records('单位').every((r) => r.统一社会信用代码 === '')).toBe(true);
    for (const r of records('单位')) expect(r.名称 === '').toBe(r.名称状态 === '未知');
    const made = ['人员', '任职', '委托书', '股权', '清单', '事项'];
    expect(made.flatMap(records).every((r) => r.来源 === '示例')).toBe(true);
  });
});

describe('people and posts', () => {
  const held = records('任职');
  const holders = (post: string) => held.filter((r) => r.岗位 === post).map((r) => r.人员编码);

  test('posts point at people and organisations, logins are unique', () => {
    const logins = held.map((r) => r.登录账号).filter((l) => l !== '');
    expect(new Set(logins).size).toBe(logins.length);
    for (const r of held) {
      expect(codes('人员').has(r.人员编码 ?? '')).toBe(true);
      expect(codes('单位').has(r.单位编码 ?? '')).toBe(true);
    }
    expect(new Set(held.map((r) => r.人员编码))).toEqual(codes('人员'));
  });

  test('every post of the story is filled', () => {
    expect(holders('审查')).toHaveLength(2);
    expect(holders('委员')).toHaveLength(5);
    for (const post of ['主任', '会议秘书', '审计', '系统管理员', '安全管理员', '审计管理员']) {
      expect(holders(post), post).toHaveLength(1);
    }
    expect(holders('目录管理员')).toHaveLength(2);
    const atGroup = held.filter((r) => r.单位编码 === 'GF').map((r) => r.岗位);
    expect(atGroup).toEqual(['经办', '法务', '法定代表人', '财务']);
  });

  test('exactly one member is a director of the Fuhuan company; nobody else holds two posts', () => {
    const twice = [...codes('人员')].filter((p) => held.filter((r) => r.人员编码 === p).length > 1);
    expect(twice).toHaveLength(1);
    expect(held.filter((r) => r.人员编码 === twice[0]).map((r) => [r.单位编码, r.岗位])).toEqual([
      ['GWH', '委员'],
      ['FHGS', '董事'],
    ]);
  });
});

describe('mandate, equity, cooperation list', () => {
  test('the mandate entrusts the fourteen matters and keeps four to deliberation', () => {
    const [mandate] = records('委托书');
    const entrusted = split(mandate?.事项);
    expect(new Set(entrusted).size).toBe(14);
    const deliberated = split(mandate?.只审议事项);
    expect(deliberated).toHaveLength(4);
    expect(deliberated.every((m) => entrusted.includes(m))).toBe(true);
  });

  test('parents, clusters, holders and contractors are rows of the book', () => {
    for (const r of records('单位')) {
      for (const c of split(r.上级编码)) expect(codes('单位').has(c)).toBe(true);
      for (const c of split(r.负责组团编码)) expect(codes('组团').has(c)).toBe(true);
    }
    for (const r of records('股权')) {
      expect(codes('单位').has(r.公司编码 ?? '') && codes('单位').has(r.股东编码 ?? '')).toBe(true);
      expect(BigInt((r['实缴出资(元)'] ?? '').replace('.', ''))).toBeLessThanOrEqual(
        BigInt((r['认缴出资(元)'] ?? '').replace('.', '')),
      );
    }
    for (const r of records('事项')) {
      expect(split(r.承接主体编码).every((c) => codes('单位').has(c))).toBe(true);
      if (r.组团编码 !== '全部') expect(split(r.组团编码).every((c) => codes('组团').has(c))).toBe(true);
    }
  });

  test('the Fuhuan company is wholly held by Yunan; companies limited by shares have two holders', () => {
    const holdersOf = (code: string) =>
      records('股权')
        .filter((r) => r.公司编码 === code)
        .map((r) => r.股东编码);
    expect(holdersOf('FHGS')).toEqual(['YN']);
    expect(holdersOf('GF')).toEqual(['SASAC']);
    for (const code of ['QHGS', 'BDGS']) expect(holdersOf(code)).toHaveLength(2);
    expect(holdersOf('WAGS')).toEqual([]);
  });

  test('entrusted construction of standard plants in Fuhuan is on the list for the group', () => {
    const item = records('事项').find((r) => r.方式 === '代建');
    expect(item?.类别).toBe('项目建设');
    expect(item?.范围).toContain('标准厂房');
    expect(split(item?.组团编码)).toContain('FH');
    expect(split(item?.承接主体编码)).toContain('GF');
  });
});
