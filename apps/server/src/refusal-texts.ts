import { z } from 'zod';

const file = new URL('../../web/src/texts/refusals.ts', import.meta.url);
const zTexts = z.object({
  refusalTexts: z.record(z.string(), z.object({ zh: z.string(), en: z.string() })),
});

/** A refusal's two sentences by its code. */
export type RefusalTexts = z.output<typeof zTexts>['refusalTexts'];

/** The sentences of the web's one table; loaded by address because the server does not depend on the web. */
export const readRefusalTexts = async (): Promise<RefusalTexts> =>
  zTexts.parse(await import(file.href)).refusalTexts;
