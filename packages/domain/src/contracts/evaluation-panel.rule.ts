import { z } from 'zod';
import { defineRule, rulebook } from '../kernel/rule.ts';
import { zFinding, zReasons, zRulebook } from '../kernel/wire.ts';
import { evaluationPanel, panelProblems } from './evaluation-panel.ts';
import { jurisdictions } from './tender-law.ts';

const zSeats = z.int().min(0).max(1000);

const zInput = z
  .strictObject({
    members: zSeats,
    experts: zSeats.optional(),
    tendererRepresentatives: zSeats.optional(),
    interestedBidder: z.boolean().default(false),
    jurisdiction: z.enum(jurisdictions).default('CN'),
  })
  .superRefine(({ members, experts, tendererRepresentatives: own }, context) => {
    // Given both, seats that do not add up are a finding; given one, the rest cannot be fewer than none.
    if (experts !== undefined && own === undefined && experts > members)
      context.addIssue({ code: 'custom', path: ['experts'], message: '专家人数不得多于成员人数（members）' });
    if (own !== undefined && experts === undefined && own > members) {
      const message = '招标人代表人数不得多于成员人数（members）';
      context.addIssue({ code: 'custom', path: ['tendererRepresentatives'], message });
    }
  });

/** Whether an evaluation committee is lawfully made up. */
export const evaluationPanelRule = defineRule({
  name: 'evaluation-panel',
  title: { zh: '评标委员会组成', en: 'Make-up of an evaluation committee' },
  slice: 'contracts',
  input: zInput,
  output: z.strictObject({
    lawful: z.boolean(),
    minimumExperts: z.int().min(0),
    maximumRepresentatives: z.int().min(0),
    problems: z.array(z.enum(panelProblems)),
    blocks: z.array(zFinding),
    warnings: z.array(zFinding),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: { members: 9, experts: 6, tendererRepresentatives: 3, jurisdiction: 'chongqing' },
  run: (input) => {
    const { problems, blocks, warnings, reasons, ...panel } = evaluationPanel(input);
    return {
      ...panel,
      problems: [...problems],
      blocks: [...blocks],
      warnings: [...warnings],
      reasons: [...reasons],
      rulebook,
    };
  },
});
