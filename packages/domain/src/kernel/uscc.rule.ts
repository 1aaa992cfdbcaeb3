import { z } from 'zod';
import type { Basis, Reason } from './basis.ts';
import { defineRule, rulebook } from './rule.ts';
import { normalizeUscc, type UsccProblem, usccProblem } from './uscc.ts';
import { zReasons, zRulebook } from './wire.ts';

const basis: Basis = { title: 'GB 32100-2015 法人和其他组织统一社会信用代码编码规则', grade: 'rule' };

const because: Record<UsccProblem, string> = {
  LENGTH: '统一社会信用代码须为 18 位',
  CHARACTER: '统一社会信用代码只使用数字和除 I、O、S、V、Z 以外的大写字母',
  CHECK_DIGIT: '第 18 位校验码与前 17 位不符',
};

/** Whether a unified social credit code is well formed and its check digit right. */
export const usccRule = defineRule({
  name: 'uscc',
  title: { zh: '统一社会信用代码校验', en: 'Unified social credit code' },
  slice: 'kernel',
  input: z.strictObject({ code: z.string().max(200) }),
  output: z.strictObject({
    valid: z.boolean(),
    normalized: z.string().exactOptional(),
    problem: z.enum(['LENGTH', 'CHARACTER', 'CHECK_DIGIT']).exactOptional(),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: { code: '91350100M000100Y43' },
  run: ({ code }) => {
    const normalized = normalizeUscc(code);
    const problem = usccProblem(normalized);
    const sentence = problem === null ? '18 位、字符和校验码均符合' : because[problem];
    const outcome = problem === null ? 'pass' : 'fail';
    const reasons: Reason[] = [{ rule: 'uscc', outcome, because: sentence, basis: [basis] }];
    return {
      valid: problem === null,
      normalized,
      ...(problem === null ? {} : { problem }),
      reasons,
      rulebook,
    };
  },
});
