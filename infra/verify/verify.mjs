#!/usr/bin/env node
// Checks an export of the log, or a receipt, without trusting the server that gave it: docs/log-format.md.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { checkLog } from './check-log.mjs';
import { checkReceipt } from './check-receipt.mjs';
import { Findings, Stop } from './findings.mjs';
import { partNotes, readKey } from './signed-note.mjs';
import { textOf } from './strict-json.mjs';

const USAGE =
  'usage: verify EXPORT --key FILE [--checkpoint FILE]... [--printed SIZE:ROOT]... | verify --receipt FILE --key FILE | verify --batch FILE';

/** What keeps a check from being made at all: exit 2. */
class Refused extends Error {}

/** A checkpoint as it is printed on a paper: size and root in hex. */
const PRINTED = /^([1-9][0-9]{0,14}):([0-9a-f]{64})$/;

/** Calls `use`; a failure of the file system is told with the path as it was given. */
function reading(path, use) {
  try {
    return use();
  } catch (error) {
    if (typeof error.syscall === 'string') throw new Refused(`cannot read ${path}`);
    throw error;
  }
}

const bytesOf = (path) => reading(path, () => readFileSync(path));

function readArguments(given) {
  const wanted = { checkpoints: [], printed: [] };
  for (let at = 0; at < given.length; at += 1) {
    const one = given[at];
    const option = ['--key', '--receipt', '--checkpoint', '--printed'].includes(one);
    if (!option && one.startsWith('-')) throw new Refused(USAGE);
    const name = option ? one.slice(2) : 'export';
    if (option) at += 1;
    if (given[at] === undefined || given[at] === '') throw new Refused(USAGE);
    const [, size, root] = (name === 'printed' && PRINTED.exec(given[at])) || [];
    if (root !== undefined) wanted.printed.push({ size: Number(size), root: Buffer.from(root, 'hex') });
    else if (name === 'printed') throw new Refused(USAGE);
    else if (name === 'checkpoint') wanted.checkpoints.push(given[at]);
    else if (wanted[name] === undefined) wanted[name] = given[at];
    else throw new Refused(USAGE);
  }
  const { key, receipt, checkpoints, printed } = wanted;
  if (key === undefined || (wanted.export === undefined) === (receipt === undefined))
    throw new Refused(USAGE);
  if (receipt !== undefined && checkpoints.length + printed.length > 0) throw new Refused(USAGE);
  return wanted;
}

function check(wanted, findings) {
  const keyText = textOf(bytesOf(wanted.key));
  const key = keyText === undefined ? undefined : readKey(keyText);
  if (key === undefined) throw new Refused(`no verifier key in ${wanted.key}`);
  if (wanted.receipt !== undefined) return checkReceipt(bytesOf(wanted.receipt), key, findings);
  const notes = wanted.checkpoints.flatMap((path) => partNotes(textOf(bytesOf(path))));
  return reading(wanted.export, () => {
    const file = openSync(wanted.export, 'r');
    try {
      return checkLog(file, key, { notes, printed: wanted.printed }, findings);
    } finally {
      closeSync(file);
    }
  });
}

/** Exit code and lines of one check. */
function verdict(given) {
  const findings = new Findings();
  try {
    const lines = check(readArguments(given), findings);
    if (findings.lines.length === 0) return { exit: lines.at(-1).startsWith('VALID ') ? 0 : 1, lines };
  } catch (error) {
    if (error instanceof Refused) return { exit: 2, lines: [error.message] };
    if (!(error instanceof Stop)) throw error;
  }
  return { exit: 1, lines: [...findings.lines, 'INVALID'] };
}

/** One line for each line of arguments, parted by tabs: exit code, digest of all that the check would print, its last line. */
function batch(path) {
  for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1)) {
    const { exit, lines } = verdict(line.split('\t'));
    const digest = createHash('sha256')
      .update(`${lines.join('\n')}\n`)
      .digest('hex');
    process.stdout.write(`${exit}\t${digest}\t${lines.at(-1)}\n`);
  }
}

const given = process.argv.slice(2);
if (given[0] === '--batch' && given.length === 2) batch(given[1]);
else {
  const { exit, lines } = verdict(given);
  (exit === 2 ? process.stderr : process.stdout).write(`${lines.join('\n')}\n`);
  process.exitCode = exit;
}
