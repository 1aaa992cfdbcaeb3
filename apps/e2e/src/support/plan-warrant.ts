import { createHash } from 'node:crypto';
import type { Stack } from './stack.ts';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** The committee has decided: the warrant of a drafted case is there, over what was drafted, to be used once or part by part. */
export async function warranted(stack: Stack, matterId: string, uses: '1' | 'NULL' = '1'): Promise<string> {
  const [row] = await stack.sql<{ content: { proposal: object } }>(
    `SELECT content FROM matter_contents WHERE matter_id = '${matterId}' ORDER BY version DESC LIMIT 1`,
  );
  const digest = createHash('sha256')
    .update(JSON.stringify(sorted(row?.content.proposal)))
    .digest('hex');
  await stack.sql(
    `UPDATE matters SET state = 'ready_to_seal', number = left(id::text, 8) WHERE id = '${matterId}'`,
  );
  await stack.sql(`UPDATE matters SET state = 'issued' WHERE id = '${matterId}'`);
  const [warrant] = await stack.sql<{ id: string }>(
    `INSERT INTO warrants (id, number, matter_id, company_id, parties, kind, title, content, content_digest, proposal_digest, amount, uses_max, issued_on, expires_on, bound_by, person_id)
     SELECT gen_random_uuid(), '示例' || left(m.id::text, 8), m.id, m.company_id, m.parties, m.matter, m.title, c.content, c.digest, '${digest}', m.amount, ${uses}, m.decided_on, m.decided_on + 180, 'content', c.person_id
     FROM matters m JOIN matter_contents c ON c.matter_id = m.id WHERE m.id = '${matterId}' RETURNING id`,
  );
  return warrant?.id ?? '';
}
