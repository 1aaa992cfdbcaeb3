import { z } from 'zod';
import type { Reason } from '../kernel/basis.ts';
import { defineRule, rulebook } from '../kernel/rule.ts';
import { zFinding, zReasons, zRulebook } from '../kernel/wire.ts';
import { panelDraw, seedCommitment } from './panel-draw.ts';

const zId = z.string().min(1).max(200);
const zHash = z.string().regex(/^[0-9a-f]{64}$/, { error: '须为 64 位小写十六进制' });
const unique = (items: readonly string[]): boolean => new Set(items).size === items.length;
const SEED = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

/** Draws a panel of experts again from its seed: whether what was drawn is what had to be drawn. */
export const panelDrawRule = defineRule({
  name: 'panel-draw',
  title: { zh: '评标专家抽取复算', en: 'Drawing of a panel, recomputed' },
  slice: 'contracts',
  input: z.strictObject({
    seed: zHash,
    commitment: zHash,
    receipts: z.array(zHash).max(10_000),
    experts: z.array(zId).min(1).max(10_000).refine(unique, { error: '专家不得重复' }),
    excluded: z.array(zId).max(10_000).default([]),
    seats: z.int().min(1).max(99),
  }),
  output: z.strictObject({
    genuine: z.boolean(),
    beacon: z.string(),
    listDigest: z.string(),
    order: z.array(z.string()),
    drawn: z.array(z.string()),
    blocks: z.array(zFinding),
    warnings: z.array(zFinding),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: {
    seed: SEED,
    commitment: seedCommitment(SEED),
    receipts: ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)],
    experts: ['ZJ01', 'ZJ02', 'ZJ03', 'ZJ04', 'ZJ05', 'ZJ06', 'ZJ07'],
    excluded: ['ZJ03'],
    seats: 5,
  },
  run: (input) => {
    const { genuine, beacon, listDigest, order, drawn } = panelDraw(input);
    const reasons: Reason[] = [
      {
        rule: 'COMMITMENT',
        outcome: genuine ? 'pass' : 'fail',
        because: genuine ? '种子的 SHA-256 与事先公布的承诺一致' : '种子的 SHA-256 与事先公布的承诺不一致',
        basis: [{ title: '本系统抽取办法：承诺、混入回执、可复算', grade: 'default' }],
      },
    ];
    const blocks = [
      ...(genuine ? [] : [{ code: 'SEED_NOT_COMMITTED', because: '种子不是事先承诺的种子' }]),
      ...(drawn.length === input.seats
        ? []
        : [{ code: 'TOO_FEW_EXPERTS', because: '除回避者外专家不足，须补充专家名单' }]),
    ];
    return {
      ...{ genuine, beacon, listDigest, order: [...order], drawn: [...drawn] },
      ...{ blocks, warnings: [], reasons, rulebook },
    };
  },
});
