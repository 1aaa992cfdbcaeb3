import { expect, test } from 'vitest';
import { type SetUpForm, setUpInput, takenByOther } from './set-up-form.ts';

const form: SetUpForm = {
  zoneName: ' 示例区 ',
  system_admin: { person: '甲', account: ' sys ', password: ' a ', repeat: ' a ' },
  security_admin: { person: '乙', account: 'sec', password: 'b', repeat: 'b' },
  audit_admin: { person: '丙', account: 'aud', password: 'c', repeat: 'c' },
};

test('names and accounts lose their blanks, passwords keep theirs, repeats stay behind', () => {
  expect(setUpInput(form)).toEqual({
    zoneName: '示例区',
    administrators: [
      { kind: 'system_admin', person: '甲', account: 'sys', password: ' a ' },
      { kind: 'security_admin', person: '乙', account: 'sec', password: 'b' },
      { kind: 'audit_admin', person: '丙', account: 'aud', password: 'c' },
    ],
  });
});

test('one person or account for two administrators is seen, whatever the case', () => {
  expect(takenByOther(form, 'audit_admin', 'person', '甲 ')).toBe(true);
  expect(takenByOther(form, 'audit_admin', 'account', 'SEC')).toBe(true);
  expect(takenByOther(form, 'audit_admin', 'account', 'aud')).toBe(false);
  expect(takenByOther({}, 'audit_admin', 'account', '')).toBe(false);
});
