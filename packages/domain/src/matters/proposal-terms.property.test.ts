import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { Proposal } from './proposal.ts';
import { aggregationKeyOf, plainName } from './proposal-terms.ts';
import { zRouteInput } from './route-input.ts';

const gift = (over: Partial<Extract<Proposal, { matter: 'donation' }>>): Proposal => ({
  matter: 'donation',
  companyId: 'c',
  decidedOn: '2026-03-01',
  subject: '图书',
  purpose: '助学',
  amount: '10000.00',
  counterparty: { name: '示例小学' },
  facts: {},
  ...over,
});

const wide = (text: string): string =>
  [...text].map((c) => (c >= '!' && c <= '~' ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join('');
const name = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' });

test.prop([name], { examples: [['𝅗𝅥\ufe7e ']] })('width, case and white space split no key', (text) => {
  const key = (spelt: string): string => aggregationKeyOf(gift({ counterparty: { name: spelt } }));
  const ascii = text.replace(/[^\x21-\x7e\u4e00-\u9fff]/gu, 'x');
  expect(key(` ${wide(ascii).toUpperCase()}\u3000`)).toBe(key(ascii));
  expect(plainName(plainName(text))).toBe(plainName(text));
});

test.prop([name, fc.constantFrom('project', 'other', 'subject')])(
  'every key is one that the route takes',
  (text, at) => {
    const nameless = { counterparty: undefined, subject: text } as unknown as Parameters<typeof gift>[0];
    const proposal = gift(
      at === 'project' ? { project: text } : at === 'other' ? { counterparty: { name: text } } : nameless,
    );
    const key = aggregationKeyOf(proposal);
    const form = zRouteInput.options[0].shape.aggregationKey;
    expect(form.safeParse(key).success).toBe(true);
  },
);
