import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, signIn } from './support/client.ts';
import { CallFailed, httpPlayer } from './support/http-player.ts';
import {
  type Cast,
  day,
  examineMatter,
  issueWarrant,
  PAPERS_AHEAD,
  type Player,
  proposeMatter,
  readCast,
  submitMatter,
  todayOf,
} from './support/journey.ts';
import { type Stack, startStack } from './support/stack.ts';
import { fuhuanTransfer, workshopQuestion } from './support/story.ts';

let stack: Stack;
let player: Player;
let cast: Cast;
/** The day as it has come to be: a meeting lies two weeks after its papers. */
let today: string;

beforeAll(async () => {
  stack = await startStack();
  player = httpPlayer(stack);
  cast = await readCast(player);
  today = cast.today;
});
afterAll(async () => {
  await stack.stop();
});

/** The codes with which an act is refused. */
async function refusedWith(act: Promise<unknown>): Promise<string[]> {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CallFailed)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error.called.failure?.refusals?.map((r) => r.code) ?? [`status ${error.called.status}`];
}

const execute = (
  account: string,
  warrantId: string,
  change: Record<string, unknown> = {},
): Promise<unknown> => {
  const { targetId, fromId, toId, share } = fuhuanTransfer(cast);
  return player.act(account, 'equity.executeTransfer', {
    warrantId,
    targetId,
    fromId,
    toId,
    share,
    registerOn: today,
    ...change,
  });
};

describe('the acts refuse what they must, and the refusal is in the journal', () => {
  let matterId: string;
  let warrantId: string;

  test('no warrant: an act under a warrant that nobody issued', async () => {
    expect(await refusedWith(execute('gf.jingban', randomUUID()))).toEqual(['NO_WARRANT']);
  });

  test('a case without its signatures is not submitted, and everything missing is said at once', async () => {
    matterId = await proposeMatter(player, cast.today, '扶欢公司股权划转（示例）', fuhuanTransfer(cast));
    const { contentDigest } = await player.query<{ contentDigest: string }>('gf.jingban', 'matters.get', {
      id: matterId,
    });
    expect(
      await refusedWith(player.act('gf.jingban', 'matters.submit', { id: matterId, contentDigest })),
    ).toEqual(['WRONG_STATE']);
    expect(
      await refusedWith(player.act('gf.fadai', 'matters.sign', { id: matterId, contentDigest })),
    ).toEqual(['SIGNATURE_MISSING']);
  });

  test('an edit voids the signatures given on the content before', async () => {
    const page = await player.query<{
      contentDigest: string;
      proposal: object;
      records: object[];
      materials: { code: string; name: string; digest: string }[];
      version: number;
    }>('gf.jingban', 'matters.get', { id: matterId });
    await player.act('gf.fawu', 'matters.sign', { id: matterId, contentDigest: page.contentDigest });
    const materials = page.materials.map(({ code, name, digest }) => ({ code, name, digest }));
    await player.act('gf.jingban', 'matters.revise', {
      id: matterId,
      version: page.version,
      title: '扶欢公司股权划转（示例，修订）',
      proposal: page.proposal,
      records: page.records,
      materials,
    });
    expect(
      await refusedWith(
        player.act('gf.fadai', 'matters.sign', { id: matterId, contentDigest: page.contentDigest }),
      ),
    ).toEqual(['CONTENT_CHANGED']);
    const after = await player.query<{ contentDigest: string; signatures: { valid: boolean }[] }>(
      'gf.jingban',
      'matters.get',
      { id: matterId },
    );
    expect(after.signatures.map((s) => s.valid)).toEqual([false]);
    expect(
      await refusedWith(
        player.act('gf.fadai', 'matters.sign', { id: matterId, contentDigest: after.contentDigest }),
      ),
    ).toEqual(['SIGNATURE_MISSING']);
  });

  test('the director of a party is recused by the system and cannot vote; a second vote is refused', async () => {
    await submitMatter(player, matterId);
    const contentDigest = await examineMatter(player, matterId);
    const { members } = await player.query<{ members: { person: { id: string } }[] }>(
      'gwh.mishu',
      'meetings.candidates',
    );
    const expected = members.map((m) => m.person.id);
    const convene = (heldOn: string) =>
      player.act<{ id: string }>('gwh.mishu', 'meetings.create', {
        title: '会议（示例）',
        heldOn,
        mode: 'collective_vote',
        matterIds: [matterId],
        expected,
      });
    expect(await refusedWith(convene(cast.today))).toEqual(['PAPERS_LATE']);
    const meeting = await convene(day(cast.today, -PAPERS_AHEAD));
    const vote = (account: string, digest = contentDigest): Promise<unknown> =>
      player.act(account, 'meetings.vote', {
        meetingId: meeting.id,
        matterId,
        contentDigest: digest,
        motionVersion: 1,
        vote: 'for',
        opinion: '',
      });
    expect(await refusedWith(vote('gwh.weiyuan2'))).toEqual(['WRONG_STATE']);
    const attend = () =>
      player.act('gwh.mishu', 'meetings.recordAttendance', { id: meeting.id, present: expected });
    expect(await refusedWith(attend())).toEqual(['MEETING_NOT_DUE']);
    await player.passDays(PAPERS_AHEAD);
    today = await todayOf(player);
    await attend();
    expect(await refusedWith(vote('gwh.weiyuan1'))).toEqual(['RECUSED']);
    await vote('gwh.weiyuan2');
    expect(await refusedWith(vote('gwh.weiyuan2'))).toEqual(['ALREADY_VOTED']);
    expect(await refusedWith(vote('gwh.weiyuan3', 'a'.repeat(64)))).toEqual(['CONTENT_CHANGED']);
    expect(await refusedWith(player.act('gwh.mishu', 'meetings.close', { id: meeting.id }))).toEqual([
      'VOTES_OUTSTANDING',
    ]);
    for (const account of ['gwh.zhuren', 'gwh.weiyuan3', 'gwh.weiyuan4', 'gwh.weiyuan5']) await vote(account);
    await player.act('gwh.mishu', 'meetings.close', { id: meeting.id });
  });

  test('what another body decides is not issued before that body agreed', async () => {
    const { contentDigest } = await player.query<{ contentDigest: string }>('gwh.shencha', 'matters.get', {
      id: matterId,
    });
    const signing = player.act('gwh.zhuren', 'matters.signInstrument', { id: matterId, contentDigest });
    expect(await refusedWith(signing)).toEqual(['WRONG_STATE']);
    const issuing = player.act('gwh.yongyin', 'matters.issue', { id: matterId, contentDigest });
    expect(await refusedWith(issuing)).toEqual(['WRONG_STATE']);
    warrantId = await issueWarrant(player, matterId, '示例国资〔2026〕9号');
  });

  test('edited after approval: the content cannot be revised any more, and other content is not executed', async () => {
    const page = await player.query<{ proposal: object; records: object[]; version: number }>(
      'gf.jingban',
      'matters.get',
      { id: matterId },
    );
    expect(
      await refusedWith(
        player.act('gf.jingban', 'matters.revise', {
          id: matterId,
          version: page.version,
          title: '改',
          proposal: page.proposal,
          records: page.records,
          materials: [],
        }),
      ),
    ).toEqual(['WRONG_STATE']);
    expect(await refusedWith(execute('gf.jingban', warrantId, { share: '1/2' }))).toEqual([
      'WARRANT_CONTENT_DIFFERS',
    ]);
  });

  test('wrong company: a party to the case cannot spend the warrant of another', async () => {
    expect(await refusedWith(execute('fh.jingban', warrantId))).toContain('WARRANT_OF_OTHER_COMPANY');
  });

  test('not yet in force: the register cannot be dated before the warrant', async () => {
    expect(await refusedWith(execute('gf.jingban', warrantId, { registerOn: '2026-01-05' }))).toContain(
      'WARRANT_NOT_IN_FORCE',
    );
  });

  test('spent: the same warrant does not carry a second act', async () => {
    await execute('gf.jingban', warrantId);
    expect(await refusedWith(execute('gf.jingban', warrantId))).toContain('WARRANT_SPENT');
  });

  test('every refusal above was recorded with its code', async () => {
    const rows = await stack.sql<{ refusal: string }>(
      `SELECT DISTINCT refusal FROM journal WHERE outcome = 'refused'`,
    );
    expect(rows.map((r) => r.refusal)).toEqual(
      expect.arrayContaining([
        'NO_WARRANT',
        'SIGNATURE_MISSING',
        'CONTENT_CHANGED',
        'RECUSED',
        'ALREADY_VOTED',
        'VOTES_OUTSTANDING',
        'WARRANT_CONTENT_DIFFERS',
        'WARRANT_OF_OTHER_COMPANY',
        'WARRANT_NOT_IN_FORCE',
        'WARRANT_SPENT',
      ]),
    );
  });
});

describe('the boundary between list and market', () => {
  test('before a list is published nothing is on it, and nothing can be entrusted', async () => {
    const question = workshopQuestion(cast, 'X', cast.today);
    const { result } = await player.query<{ result: { route: string } }>('gf.jingban', 'contracts.classify', {
      question,
    });
    expect(result.route).not.toBe('in_list');
    const signing = player.act('gf.jingban', 'contracts.entrust', {
      question,
      signedOn: cast.today,
      completionDue: '2027-12-31',
    });
    expect((await refusedWith(signing))[0]).toMatch(/LIST_NOT_IN_FORCE|NOT_ON_LIST|CLASSIFICATION_BLOCKED/);
  });

  test('a list that one side has not agreed to is not published', async () => {
    const [list] = await player.query<{ id: string }[]>('gwh.shencha', 'contracts.lists');
    const id = list?.id ?? '';
    await player.act('gf.fadai', 'contracts.agreeList', { id });
    expect(await refusedWith(player.act('gwh.shencha', 'contracts.publishList', { id }))).toEqual([
      'LIST_NOT_AGREED',
    ]);
  });
});

describe('requests', () => {
  let client: Client;
  beforeAll(async () => {
    client = await signIn(stack, 'gf.fadai');
  });

  test('the same id and body answers as before; with another body it is refused', async () => {
    const other = await proposeMatter(player, cast.today, '幂等（示例）', {
      ...fuhuanTransfer(cast),
      targetId: [...cast.companies.values()].find((c) => c.code === 'QHGS')?.id,
      amount: '1.00',
    });
    const requestId = randomUUID();
    const handler = await signIn(stack, 'gf.jingban');
    const body = { requestId, id: other, reason: '示例' };
    const first = await handler.mutate('matters.withdraw', body);
    expect(await handler.mutate('matters.withdraw', body)).toEqual(first);
    const reused = await handler.mutate('matters.withdraw', { ...body, reason: '别的' });
    expect(reused.ok ? [] : reused.failure?.refusals?.map((r) => r.code)).toEqual(['REQUEST_REUSED']);
  });

  test('a mutation from another site is refused before anything runs', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<
      string,
      string
    >[]) {
      const response = await fetch(`${stack.url}/trpc/session.signOut`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-guanyun': '1', ...headers },
        body: '{}',
      });
      expect(response.status).toBe(403);
    }
    const form = new FormData();
    form.append('a', 'b');
    const multipart = await fetch(`${stack.url}/trpc/session.signOut`, { method: 'POST', body: form });
    expect([403, 415]).toContain(multipart.status);
  });

  test('a post may do only what is its own, an unknown key is bad input, nobody signed in gets nothing', async () => {
    const forbidden = await client.mutate('matters.accept', { requestId: randomUUID(), id: randomUUID() });
    expect(forbidden.ok ? null : forbidden.status).toBe(403);
    const unknown = await client.query('matters.get', { id: randomUUID(), surprise: 1 });
    expect(unknown.ok ? null : unknown.failure?.kind).toBe('bad_input');
    const anonymous = await fetch(`${stack.url}/trpc/workbench.get`, { headers: { 'x-guanyun': '1' } });
    expect(anonymous.status).toBe(401);
  });

  test('a disabled account is out at its next request', async () => {
    const admin = await signIn(stack, 'admin.xitong');
    const victim = await signIn(stack, 'gwh.shencha2');
    expect((await victim.query('session.me')).ok).toBe(true);
    const accounts = await admin.query<{ id: string; account: string }[]>('administration.accounts');
    const accountId = accounts.ok ? accounts.value.find((a) => a.account === 'gwh.shencha2')?.id : undefined;
    expect(
      (
        await admin.mutate('administration.disableAccount', {
          requestId: randomUUID(),
          accountId,
          reason: '离任（示例）',
        })
      ).ok,
    ).toBe(true);
    const after = await victim.query('session.me');
    expect(after.ok ? null : after.status).toBe(401);
  });
});
