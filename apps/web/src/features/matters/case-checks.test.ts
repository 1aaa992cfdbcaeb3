import { expect, test } from 'vitest';
import { caseChecks, countOutcomes } from './case-checks.ts';
import type { Matter } from './matter-data.ts';
import { toMakeGood } from './to-make-good.ts';

const company = { id: 'company', name: '甲公司' };
const signed = (post: string, organizationId: string) => ({ post, organizationId, valid: true });
const sound = {
  state: 'accepted',
  level: 'committee',
  company,
  precheck: { passed: true, findings: [{ code: 'BOARD_OK', outcome: 'pass', because: '董事会决议已完成' }] },
  missing: [],
  content: {},
  cumulation: null,
  route: { level: 'committee', blocks: [], warnings: [] },
  firstTier: null,
  participants: [],
  signatures: [signed('company_legal', 'company'), signed('company_representative', 'company')],
} as unknown as Matter;

const outcomeOf = (matter: Matter, key: string) =>
  caseChecks(matter).find((check) => check.key === key)?.outcome;
const but = (part: object): Matter => ({ ...sound, ...part }) as Matter;

test('a sound case has nothing to look into', () => {
  expect(countOutcomes(caseChecks(sound).map((check) => check.outcome))).toEqual({
    pass: 5,
    fail: 0,
    data_insufficient: 0,
    not_applicable: 3,
  });
});

test('steps out of order and materials that nobody promised fail', () => {
  const because = '程序倒置：董事会决议早于党委前置研究讨论';
  const inverted = { passed: false, findings: [{ code: 'SEQUENCE_VIOLATION', outcome: 'fail', because }] };
  expect(caseChecks(but({ precheck: inverted }))).toContainEqual({ key: 'order', outcome: 'fail', because });
  const missing = [{ code: 'M6', name: '尽职调查报告' }];
  expect(outcomeOf(but({ missing }), 'materials')).toBe('fail');
  expect(outcomeOf(but({ missing, content: { lacking: { codes: ['M6'], promise: '' } } }), 'materials')).toBe(
    'data_insufficient',
  );
});

test('a lapsed mandate is told apart from the other blocks', () => {
  const route = {
    level: 'blocked',
    warnings: [],
    blocks: [
      { code: 'MANDATE_LAPSED', because: '委托书已到期' },
      { code: 'PROHIBITED', because: '负面清单' },
    ],
  };
  const checks = caseChecks(but({ route }));
  expect(checks).toContainEqual({ key: 'mandate', outcome: 'fail', because: '委托书已到期' });
  expect(checks).toContainEqual({ key: 'authority', outcome: 'fail', because: '负面清单' });
});

test('the chain of authority: own signatures, participants, the first-tier company', () => {
  const firstTier = { id: 'group', name: '集团' };
  const participants = [{ companyId: 'other', company: { id: 'other', name: '乙公司' }, signed: false }];
  expect(outcomeOf(but({ signatures: [] }), 'signed')).toBe('fail');
  expect(outcomeOf(but({ signatures: [], state: 'draft' }), 'signed')).toBe('data_insufficient');
  expect(outcomeOf(but({ participants }), 'joined')).toBe('fail');
  expect(outcomeOf(but({ firstTier }), 'endorsed')).toBe('fail');
  const signatures = [...sound.signatures, signed('company_representative', 'group')];
  expect(outcomeOf(but({ firstTier, signatures }), 'endorsed')).toBe('pass');
});

test('a supplement begins with all that the rules found', () => {
  const matter = {
    missing: [{ code: 'M6', name: '尽职调查报告' }],
    precheck: {
      passed: false,
      findings: [
        { code: 'BOARD_OK', outcome: 'pass', because: '董事会决议已完成' },
        { code: 'CRED_MISSING', outcome: 'fail', because: '缺少债权人通知' },
        { code: 'APPR_INSUFFICIENT', outcome: 'data_insufficient', because: '缺少评估基准日' },
      ],
    },
  } as unknown as Matter;
  expect(toMakeGood(matter, (name) => `补交${name}`)).toEqual([
    '缺少债权人通知',
    '缺少评估基准日',
    '补交尽职调查报告',
  ]);
});
