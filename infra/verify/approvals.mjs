#!/usr/bin/env node
// Says of each approval in an export of the log whether a key of the person's own signed it: after verify.mjs found the export valid.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Approvals } from './check-approvals.mjs';

const [path, option, ...origins] = process.argv.slice(2);
if (path === undefined || option !== '--origin' || origins.length === 0) {
  process.stderr.write('usage: approvals EXPORT --origin https://…\n');
  process.exit(2);
}
const approvals = new Approvals();
for await (const line of createInterface({ input: createReadStream(path) })) approvals.take(JSON.parse(line));
const verdicts = approvals.verdicts(origins);
for (const { request, index, act, wrong } of verdicts)
  process.stdout.write(
    `${wrong === null ? 'signed' : 'forged'}\t${index ?? '-'}\t${act ?? '-'}\t${request}\t${wrong ?? 'by a key of the person’s own'}\n`,
  );
const forged = verdicts.filter(({ wrong }) => wrong !== null).length;
process.stdout.write(
  `${forged === 0 ? 'VALID' : 'INVALID'} ${verdicts.length - forged} signed, ${forged} forged\n`,
);
process.exitCode = forged === 0 ? 0 : 1;
