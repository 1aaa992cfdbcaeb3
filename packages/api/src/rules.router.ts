import { ruleDesk, ruleNamed } from '@guanyun/domain/rule-desk.ts';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { BadInput } from './failure.ts';
import { allowed, router } from './procedure.ts';

/** The rule desk for people: the same rules as the command and the use cases, from the same declaration. */
export const rulesRouter = router({
  list: allowed('signed_in').query(() =>
    ruleDesk.map((rule) => {
      const { input, output } = rule.schemas();
      return {
        name: rule.name,
        title: rule.title,
        slice: rule.slice,
        example: rule.example,
        inputSchema: input,
        outputSchema: output,
      };
    }),
  ),
  run: allowed('signed_in')
    .input(z.strictObject({ name: z.string().max(100), input: z.unknown() }))
    .query(({ input }) => {
      const rule = ruleNamed(input.name);
      if (rule === null) throw new TRPCError({ code: 'NOT_FOUND' });
      const answer = rule.answer(input.input);
      if (answer.ok) return { output: answer.output };
      throw new TRPCError({ code: 'BAD_REQUEST', cause: new BadInput(answer.problems) });
    }),
});
