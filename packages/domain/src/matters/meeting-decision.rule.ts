import { defineRule } from '../kernel/rule.ts';
import { decideMeeting, zMeetingInput, zMeetingOutput } from './meeting.ts';

/** Quorum, recusal and outcome of a committee meeting. */
export const meetingDecisionRule = defineRule({
  name: 'meeting-decision',
  title: { zh: '会议表决结果', en: 'Outcome of a meeting' },
  slice: 'matters',
  input: zMeetingInput,
  output: zMeetingOutput,
  example: {
    mode: 'collective_vote',
    matter: 'asset_disposal',
    expected: 5,
    members: [
      { id: 'a', present: true, recused: false, vote: 'for' },
      { id: 'b', present: true, recused: false, vote: 'for' },
      { id: 'c', present: true, recused: false, vote: 'for' },
      { id: 'd', present: true, recused: true },
    ],
  },
  run: decideMeeting,
});
