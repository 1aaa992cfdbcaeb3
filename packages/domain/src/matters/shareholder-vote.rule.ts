import { defineRule } from '../kernel/rule.ts';
import { countShareholderVote, zShareholderInput, zShareholderOutput } from './shareholder-meeting.ts';

/** Whether a shareholders' resolution passes: an approval by the committee is not yet a resolution. */
export const shareholderVoteRule = defineRule({
  name: 'shareholder-vote',
  title: { zh: '股东会表决结果', en: "Outcome of a shareholders' vote" },
  slice: 'matters',
  input: zShareholderInput,
  output: zShareholderOutput,
  example: {
    form: 'limited',
    resolution: 'special',
    holders: [
      { id: 'state', share: '0.60', vote: 'for' },
      { id: 'other', share: '0.40', vote: 'against' },
    ],
  },
  run: countShareholderVote,
});
