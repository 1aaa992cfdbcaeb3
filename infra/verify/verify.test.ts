import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  type Case,
  FOLDER,
  judge,
  NO_PYTHON,
  PYTHON,
  run,
  VERIFIERS,
  type Verdict,
} from './testing/both-verifiers.ts';
import { grow, honestLog, leavesOf, linesOf, receiptOf, written } from './testing/honest-log.ts';
import { LIES, lies } from './testing/lies.ts';
import { Random } from './testing/random.ts';
import { proofOf, rootOf, Signer, sha256 } from './testing/signing.ts';
import { changed, counted, placesOf, subjectOf } from './testing/subject.ts';
import { KEYS, SIGNATURES, TREE_LEAVES, TREE_ROOTS } from './testing/vectors.ts';

const COUNT = Number(process.env.GUANYUN_LIES ?? 2000);
const SEED = Number(process.env.GUANYUN_SEED ?? Math.floor(Date.now() / 1000) % 1_000_000);
const TOGETHER = 500;
if (!PYTHON) console.log(NO_PYTHON);

type JsTree = {
  nodeHash(left: Buffer, right: Buffer): Buffer;
  isIncluded(hash: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean;
  LeafHashes: new () => { push(hash: Buffer): void; rootsAt(sizes: Iterable<number>): Map<number, Buffer> };
};
type JsNote = {
  isSoundPoint(bytes: Buffer): boolean;
  readKey(text: string): { name: string } | undefined;
};
const load = async (name: string): Promise<unknown> => import(pathToFileURL(`${FOLDER}/${name}`).href);
const tree = (await load('merkle-tree.mjs')) as JsTree;
const note = (await load('signed-note.mjs')) as JsNote;

/** What the lines of Python give back as JSON, `given` being the value that they are given. */
function inPython(lines: string, given: unknown): unknown {
  const program = `import json, sys\nsys.dont_write_bytecode = True\nsys.path.insert(0, sys.argv[1])\ngiven = json.load(sys.stdin)\n${lines}`;
  const done = spawnSync(PYTHON ?? '', ['-c', program, FOLDER], {
    input: JSON.stringify(given),
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}

const alike = (verdicts: readonly Verdict[][], at: number): boolean =>
  new Set(verdicts.map((own) => JSON.stringify(own[at]))).size === 1;

/** What both say on a case for which they must agree. */
function said(one: Case): string {
  const answers = VERIFIERS.map((verifier) => run(verifier, one));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  return `${answers[0]?.exit} ${answers[0]?.said}`;
}

describe('vectors of the standards', () => {
  test('roots of the tree (RFC 6962)', () => {
    const hashes = TREE_LEAVES.map((leaf) => sha256(Buffer.from([0]), Buffer.from(leaf, 'hex')));
    const leaves = new tree.LeafHashes();
    for (const hash of hashes) leaves.push(hash);
    const roots = leaves.rootsAt(TREE_ROOTS.keys());
    expect(TREE_ROOTS.map((_, size) => roots.get(size)?.toString('hex'))).toEqual(TREE_ROOTS);
    expect(TREE_ROOTS.map((_, size) => rootOf(hashes.slice(0, size)).toString('hex'))).toEqual(TREE_ROOTS);
  });

  test('roots of the tree in Python', ({ skip }) => {
    if (!PYTHON) skip(NO_PYTHON);
    const hashes = TREE_LEAVES.map((leaf) =>
      sha256(Buffer.from([0]), Buffer.from(leaf, 'hex')).toString('hex'),
    );
    const program = [
      'from merkle_tree import Leaves',
      'leaves = Leaves()',
      'for leaf in given: leaves.append(bytes.fromhex(leaf))',
      'roots = leaves.roots_at(range(len(given) + 1))',
      'print(json.dumps([roots[size].hex() for size in sorted(roots)]))',
    ];
    expect(inPython(program.join('\n'), hashes)).toEqual(TREE_ROOTS);
  });

  test('every inclusion proof of every tree up to 33 leaves, and none for another place or size', () => {
    const all = Array.from({ length: 33 }, (_, at) => sha256(String(at)));
    const proofs = all.flatMap((_, last) =>
      all.slice(0, last + 1).map((leaf, index) => {
        const leaves = all.slice(0, last + 1);
        return { leaf, index, size: last + 1, proof: proofOf(index, leaves), root: rootOf(leaves) };
      }),
    );
    for (const { leaf, index, size, proof, root } of proofs) {
      expect(tree.isIncluded(leaf, index, size, proof, root)).toBe(true);
      for (let other = 0; other <= size; other += 1) {
        if (other !== index) expect(tree.isIncluded(leaf, other, size, proof, root)).toBe(false);
      }
    }
    if (!PYTHON) return;
    const hex = (bytes: Buffer): string => bytes.toString('hex');
    const given = proofs.map((one) => [
      hex(one.leaf),
      one.index,
      one.size,
      one.proof.map(hex),
      hex(one.root),
    ]);
    const program = [
      'from merkle_tree import root_from_proof',
      'def holds(leaf, at, size, proof, root):',
      '    return root_from_proof(bytes.fromhex(leaf), at, size, list(map(bytes.fromhex, proof))) == bytes.fromhex(root)',
      'right = sum(holds(*one) for one in given)',
      'wrong = sum(holds(one[0], at, *one[2:]) for one in given for at in range(one[2] + 1) if at != one[1])',
      'print(json.dumps([right, wrong]))',
    ];
    expect(inPython(program.join('\n'), given)).toEqual([proofs.length, 0]);
  });

  test('signatures (RFC 8032, 7.1) in Python', ({ skip }) => {
    if (!PYTHON) skip(NO_PYTHON);
    const program = [
      'from ed25519 import PublicKey, L',
      'def tries(key, message, signature):',
      '    key, message, signature = PublicKey(bytes.fromhex(key)), bytes.fromhex(message), bytes.fromhex(signature)',
      '    flips = [signature[:at] + bytes([signature[at] ^ 1 << at % 8]) + signature[at + 1:] for at in range(64)]',
      '    moved = int.from_bytes(signature[32:], "little") + L',
      '    wrong = flips + [signature[:32] + moved.to_bytes(32, "little"), signature + b"\\0", signature[:63], b""]',
      '    return key.verifies(signature, message), any(key.verifies(one, message) for one in wrong), key.verifies(signature, message + b"\\0")',
      'print(json.dumps([tries(*one) for one in given]))',
    ];
    expect(inPython(program.join('\n'), SIGNATURES)).toEqual(SIGNATURES.map(() => [true, false, false]));
  });

  test('points: the same are sound for both', () => {
    const random = new Random(8032);
    const little = (value: bigint, sign: number): string => {
      const bytes = Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();
      bytes[31] = (bytes[31] ?? 0) | (sign << 7);
      return bytes.toString('hex');
    };
    const prime = 2n ** 255n - 19n;
    const eighth = 2707385501144840649318225287225658788936804267575313519463743609750303021n;
    const small = [0n, 1n, prime - 1n, eighth, prime - eighth, prime, prime + 1n, 2n ** 255n - 1n];
    const unsound = small.flatMap((y) => [little(y, 0), little(y, 1)]);
    const sound = SIGNATURES.map(([key]) => key);
    const some = Array.from({ length: 60 }, () => random.bytes(32).toString('hex'));
    const verdicts = [...unsound, ...sound, ...some].map((point) =>
      note.isSoundPoint(Buffer.from(point, 'hex')),
    );
    expect(verdicts.slice(0, unsound.length)).toEqual(unsound.map(() => false));
    expect(verdicts.slice(unsound.length, unsound.length + sound.length)).toEqual(sound.map(() => true));
    expect(new Set(verdicts.slice(-60))).toEqual(new Set([true, false]));
    if (!PYTHON) return;
    const program = [
      'from ed25519 import PublicKey',
      'def sound(point):',
      '    try: return bool(PublicKey(bytes.fromhex(point)))',
      '    except ValueError: return False',
      'print(json.dumps([sound(point) for point in given]))',
    ];
    expect(inPython(program.join('\n'), [...unsound, ...sound, ...some])).toEqual(verdicts);
  });

  test('verifier keys of the signed-note format', () => {
    for (const key of KEYS) expect(note.readKey(key)?.name).toBe(key.split('+')[0]);
    if (!PYTHON) return;
    const program =
      'from signed_note import read_key\nprint(json.dumps([read_key(key).name for key in given]))';
    expect(inPython(program, KEYS)).toEqual(KEYS.map((key) => key.split('+')[0]));
  });
});

describe('an honest server', () => {
  test('its logs and receipts of any shape are valid for both', async () => {
    const random = new Random(SEED);
    const cases: Case[] = [];
    const wanted: string[] = [];
    for (let left = COUNT >= 100_000 ? 1000 : 60; left > 0; left -= 1) {
      const before = honestLog(random, left % 30 === 0 ? 0 : random.below(301), false);
      const log = random.chance(0.3) ? grow(random, before, random.below(10)) : before;
      const size = log.entries.length;
      const [older, held] = [random.below(size + 1), random.chance(0.7) ? size : random.below(size + 1)];
      const leaves = leavesOf(log.entries);
      const witness = new Signer(random.pick(['witness.example', log.signer.name]), random.bytes(32));
      const notes = [older, held].map((at) => {
        const own = log.signer.checkpoint(at, leaves);
        return random.chance(0.5) ? own : own + witness.line(own.slice(0, own.indexOf('\n\n') + 1));
      });
      const key = log.signer.verifierKey + (random.chance(0.5) ? '\n' : '');
      const lines = linesOf(log);
      const rows = placesOf(lines, 'row').length;
      cases.push({
        what: 'log',
        key,
        export: written(lines),
        checkpoints: random.chance(0.5) ? notes : [notes.join('')],
      });
      wanted.push(`VALID ${size} entries, ${rows} rows, checkpoint ${Math.max(older, held)}`);
      if (size === 0) continue;
      const upTo = 1 + random.below(size);
      const receipt = receiptOf(log, random.below(upTo), upTo);
      cases.push({
        what: 'receipt',
        key,
        receipt: JSON.stringify(receipt) + (random.chance(0.5) ? '\n' : ''),
      });
      wanted.push(`VALID entry ${receipt.index}`);
    }
    const verdicts = await judge(cases);
    const alarms = cases.filter((_, at) => verdicts.some((own) => own[at]?.exit !== 0));
    console.log(`G13: ${cases.length} honest logs and receipts, ${alarms.length} false alarms, seed ${SEED}`);
    for (const own of verdicts) expect(own.map(({ last }) => last)).toEqual(wanted);
    expect(cases.filter((_, at) => !alike(verdicts, at))).toEqual([]);
  }, 900_000);
});

describe('a lying server', () => {
  test(
    'no lie is taken for the truth, and both say the same',
    async () => {
      const told = lies(new Random(SEED));
      const ways = new Set<string>();
      const [accepted, unlike]: [string[], string[]] = [[], []];
      let mutated = 0;
      for (let done = 0; done < COUNT; done += TOGETHER) {
        const cases: Case[] = [];
        while (cases.length < Math.min(TOGETHER, COUNT - done)) cases.push(told.next().value);
        const verdicts = await judge(cases);
        mutated += cases.length;
        for (const [at, one] of cases.entries()) {
          ways.add(one.what);
          const exits = verdicts.map((own) => own[at]?.exit);
          if (!exits.every((exit) => exit === 1 || exit === 2))
            accepted.push(`${done + at} ${one.what}: ${exits}`);
          if (!alike(verdicts, at))
            unlike.push(`${done + at} ${one.what}: ${verdicts.map((own) => own[at]?.last)}`);
        }
      }
      const same = PYTHON ? `${mutated - unlike.length}/${mutated}` : 'not compared, no Python';
      console.log(
        `G14: ${mutated} mutated, ${accepted.length} accepted, verdicts identical ${same}, seed ${SEED}`,
      );
      expect(mutated).toBe(COUNT);
      expect(accepted).toEqual([]);
      expect(unlike).toEqual([]);
      if (COUNT >= 2 * LIES.length)
        expect(LIES.map(([name]) => name).filter((name) => !ways.has(name))).toEqual([]);
    },
    60_000 + COUNT * 30,
  );
});

describe('what is found is told with its place', () => {
  const log = honestLog(new Random(2024), 60, true);
  const subject = subjectOf({ ...log, signedAt: [20, 40, 60] });
  const asked = { what: '', key: subject.key, export: subject.bytes, checkpoints: subject.outside };
  const rowAt = subject.lines.findIndex((line) => line.key === '["last"]' && line.text !== null);
  const row = subject.lines[rowAt];

  test('the truth', () => {
    const rows = placesOf(subject.lines, 'row').length;
    expect(said(asked)).toContain(`\nVALID 60 entries, ${rows} rows, checkpoint 60\n`);
    expect(said(asked)).toMatch(/^0 note\tsealed\t.*\t\d+ rows\n/);
  });

  test('without a checkpoint from outside nothing is proven', () => {
    const { checkpoints: _, ...alone } = asked;
    expect(said(alone)).toMatch(/^1 (?:note.*\n)*NOT PROVEN: no checkpoint from outside\n$/);
  });

  test('a paper that bears size and root is a checkpoint from outside', () => {
    const rootAt = (size: number): string => rootOf(leavesOf(log.entries).slice(0, size)).toString('hex');
    const { checkpoints: _, ...alone } = asked;
    const paper = (...printed: string[]): string => said({ ...alone, printed });
    expect(paper(`60:${rootAt(60)}`)).toMatch(/^0 (?:note.*\n)*VALID 60 entries, \d+ rows, checkpoint 60\n$/);
    expect(paper(`40:${rootAt(40)}`)).toMatch(/note\tnewer\t20 entries .*\nVALID .*checkpoint 40\n$/);
    expect(paper(`40:${rootAt(41)}`)).toBe(
      '1 checkpoint\t40\tanother root: the change lies in [20, 40)\ncheckpoint\t40\tshown in two versions\nINVALID\n',
    );
    expect(paper(`61:${rootAt(60)}`)).toBe('1 checkpoint\t61\tonly 60 entries are here\nINVALID\n');
    const rewritten = written(
      linesOf({
        ...grow(new Random(7), { ...log, entries: log.entries.slice(0, 45), signedAt: [] }, 15),
        signedAt: [],
      }),
    );
    expect(said({ ...alone, export: rewritten, printed: [`50:${rootAt(50)}`] })).toMatch(
      /^1 checkpoint\t50\tanother root: the change lies in \[0, 50\)\nINVALID\n$/,
    );
    for (const wrong of [
      '60',
      `60:${rootAt(60).toUpperCase()}`,
      `060:${rootAt(60)}`,
      `60:${rootAt(60)}0`,
      `0:${rootAt(0)}`,
    ])
      expect(paper(wrong)).toMatch(/^2 usage: verify EXPORT/);
  });

  test('entries newer than the checkpoint are told', () => {
    const older = { ...asked, checkpoints: [log.signer.checkpoint(50, leavesOf(log.entries))] };
    expect(said(older)).toMatch(
      /note\tnewer\t10 entries are newer than the checkpoint\nVALID .*checkpoint 50\n$/,
    );
  });

  test('a content changed', () => {
    const lines = changed(subject.lines, 8, (line) => ({ ...line, content: 'changed' }));
    expect(said({ ...asked, export: written(lines) })).toBe(
      '1 entry\t7\tthe content does not have the digest of the leaf\nINVALID\n',
    );
  });

  test('a row changed, taken away and added without the log', () => {
    const place = `row\t${row?.table}\t${row?.key}\t59\t`;
    const edited = changed(subject.lines, rowAt, (line) => ({ ...line, hash: sha256('x').toString('hex') }));
    expect(said({ ...asked, export: written(edited) })).toContain(`${place}not as the log has it\n`);
    const less = counted(subject.lines.toSpliced(rowAt, 1));
    expect(said({ ...asked, export: written(less) })).toBe(`1 ${place}missing\nINVALID\n`);
    const more = {
      ...row,
      key: '["last"] ',
      hash: sha256('x').toString('hex'),
      text: row?.text === null ? null : 'x',
    };
    const added = counted(subject.lines.toSpliced(rowAt + 1, 0, more));
    expect(said({ ...asked, export: written(added) })).toBe(
      `1 row\t${row?.table}\t["last"] \t-\tthe log knows no such row\nINVALID\n`,
    );
  });

  test('an entry taken out, the tail cut, and history written anew', () => {
    const without = subject.lines.toSpliced(8, 1);
    expect(said({ ...asked, export: written(without) })).toBe(
      '1 entry\t7\tmissing: line 9 has index 8\nINVALID\n',
    );
    const cut = { ...log, entries: log.entries.slice(0, 45), signedAt: [20, 40] };
    expect(said({ ...asked, export: written(linesOf(cut)) })).toBe(
      '1 checkpoint\t60\tonly 45 entries are here\nINVALID\n',
    );
    const other = grow(new Random(7), cut, 15);
    expect(said({ ...asked, export: written(linesOf(other)) })).toBe(
      '1 checkpoint\t60\tanother root: the change lies in [40, 60)\nINVALID\n',
    );
    const shown = { ...other, signedAt: [20, 40, 60] };
    expect(said({ ...asked, export: written(linesOf(shown)) })).toContain(
      'checkpoint\t60\tshown in two versions\n',
    );
  });

  test('nothing in a file can move the cursor or feign a line of the verifier', () => {
    const feigned = {
      ...row,
      key: `["~"]\nVALID 60 entries\u001b[2K\u202e${'管'.repeat(200)}`,
    };
    const lines = counted(subject.lines.toSpliced(rowAt + 1, 0, feigned));
    const answer = said({ ...asked, export: written(lines) });
    expect(answer).toContain('["~"]\\u000aVALID 60 entries\\u001b[2K\\u202e管管');
    expect(answer).toMatch(/管…\t-\tthe log knows no such row\nINVALID\n$/);
  });

  test('at most a hundred findings', () => {
    const lines = subject.lines.map((line) =>
      line.type === 'entry' ? { ...line, content: 'x', hash: sha256('').toString('hex') } : line,
    );
    const answer = said({ ...asked, export: written(lines) });
    expect(answer.split('\n').length).toBe(102);
    expect(answer).toMatch(/\nINVALID\n$/);
  });

  test('what cannot be read ends with 2', () => {
    expect(said({ ...asked, key: 'no key' })).toMatch(/^2 no verifier key in …/);
    const plus = new Signer('a+b', Buffer.alloc(32, 1)).verifierKey;
    expect(said({ ...asked, key: plus })).toMatch(/^2 /);
    for (const args of [
      [],
      ['--key'],
      ['x', '--key', 'y', '--key', 'y'],
      ['x', '--wrong', 'y'],
      ['/nowhere', '--key', '/nowhere'],
    ]) {
      const answers = VERIFIERS.map(([command = '', ...own]) =>
        spawnSync(command, [...own, ...args], { encoding: 'utf8' }),
      );
      expect(new Set(answers.map(({ status, stderr, stdout }) => `${status} ${stdout}${stderr}`)).size).toBe(
        1,
      );
      expect(answers[0]?.status).toBe(2);
    }
  });
});
