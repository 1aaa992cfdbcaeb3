import { type Speaker, signIn } from './speaker.ts';

/** A case proposed and signed inside the company, ready to be submitted. */
export type SignedCase = { readonly id: string; readonly contentDigest: string };

/** Who decides: the signed-in accounts, the persons called to meetings, and the members who may vote. */
export type Deciders = {
  readonly today: string;
  readonly speakers: ReadonlyMap<string, Speaker>;
  readonly called: readonly string[];
  readonly voters: readonly string[];
};

/** Wraps each call of the path, to time it or to mark it in the log. */
export type Around = <T>(step: string, call: () => Promise<T>) => Promise<T>;

/**
 * How a case is taken down the path. `number` makes the higher body's document number; `hold` lets the day of the meeting
 * come, whose papers must go out days ahead; `findVoters` is asked instead of the voters known.
 */
export type Way = {
  readonly number: number;
  readonly around: Around;
  readonly hold: () => Promise<void>;
  readonly findVoters?: (meetingId: string) => Promise<readonly string[]>;
};

const COMPANY = ['gf.jingban', 'gf.fawu', 'gf.fadai'];
const MEMBERS = ['gwh.zhuren', ...[1, 2, 3, 4, 5].map((n) => `gwh.weiyuan${n}`)];
const COMMITTEE = ['gwh.shencha', 'gwh.fazhi', 'gwh.mishu', 'gwh.yongyin', ...MEMBERS];
/** Far enough ahead for the papers in any week of the year. */
const DAYS_AHEAD = 14;

type Route = {
  blocks: unknown[];
  prerequisites: { code: string; need: string }[];
  materials: { code: string; name: string }[];
};
type Person = { person: { id: string } };
type Meeting = { items: { recusals: Person[] }[] };

const plain: Around = (_, call) => call();

const day = (today: string, back: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10);

function speakerOf(speakers: ReadonlyMap<string, Speaker>, account: string): Speaker {
  const speaker = speakers.get(account);
  if (speaker === undefined) throw new Error(`the example has no account ${account}`);
  return speaker;
}

/** The free transfer of a developer's whole equity to the group: a matter that goes to the higher body. */
export async function transferProposal(handler: Speaker, today: string): Promise<Record<string, unknown>> {
  const companies = await handler.query<{ id: string; code: string }[]>('organizations.companies');
  const id = (code: string): string => {
    const found = companies.find((company) => company.code === code);
    if (found === undefined) throw new Error(`the example has no company ${code}`);
    return found.id;
  };
  return {
    matter: 'equity_transfer',
    companyId: id('GF'),
    targetId: id('FHGS'),
    fromId: id('YN'),
    toId: id('GF'),
    share: '1/1',
    amount: '112000000.00',
    basisDate: day(today, 90),
    decidedOn: day(today, 10),
  };
}

/** Prior steps in their lawful order, before the day on which the board decided. */
function recordsFor(route: Route, today: string): Record<string, string>[] {
  const held: Record<string, number> = { PARTY: 12, SWC: 11, BOARD: 10, SH: 9 };
  return route.prerequisites
    .filter((step) => step.need === 'required')
    .map(({ code }) => ({
      code,
      heldOn: day(today, held[code] ?? 14),
      ...(Object.hasOwn(held, code) ? { outcome: 'approved' } : {}),
      ...(['AUDIT', 'APPR'].includes(code) ? { baseDate: day(today, 90) } : {}),
    }));
}

async function signedCases(
  speakers: ReadonlyMap<string, Speaker>,
  today: string,
  count: number,
): Promise<SignedCase[]> {
  const handler = speakerOf(speakers, 'gf.jingban');
  const proposal = await transferProposal(handler, today);
  const { route } = await handler.query<{ route: Route }>('matters.preflight', { proposal });
  if (route.blocks.length > 0) throw new Error(`the case is blocked: ${JSON.stringify(route.blocks)}`);
  const materials = [];
  for (const { code, name } of route.materials) {
    const digest = await handler.upload(`${code}.pdf`, `%PDF-1.4\n% ${code} 示例\n%%EOF\n`);
    materials.push({ code, name, digest });
  }
  const cases: SignedCase[] = [];
  for (let number = 1; number <= count; number += 1) {
    const title = `股权无偿划转（示例 ${number}）`;
    const records = recordsFor(route, today);
    const { id } = await handler.act<{ id: string }>('matters.propose', {
      title,
      proposal,
      records,
      materials,
    });
    const { contentDigest } = await handler.query<{ contentDigest: string }>('matters.get', { id });
    for (const account of ['gf.fawu', 'gf.fadai'])
      await speakerOf(speakers, account).act('matters.sign', { id, contentDigest });
    cases.push({ id, contentDigest });
  }
  return cases;
}

/** Members who need not withdraw from this meeting. */
async function votersOf(speakers: ReadonlyMap<string, Speaker>, meetingId: string): Promise<string[]> {
  const { items } = await speakerOf(speakers, 'gwh.mishu').query<Meeting>('meetings.get', { id: meetingId });
  const recused = new Set(items.flatMap((item) => item.recusals.map((recusal) => recusal.person.id)));
  const voters: string[] = [];
  for (const account of MEMBERS) {
    const { person } = await speakerOf(speakers, account).query<Person>('session.me');
    if (!recused.has(person.id)) voters.push(account);
  }
  return voters;
}

/** Signs everybody in, proposes and signs `count` cases, and decides one more to learn who votes. */
export async function prepareCases(
  url: string,
  passwords: ReadonlyMap<string, string>,
  count: number,
  hold: (today: string) => Promise<void>,
): Promise<{ deciders: Deciders; cases: SignedCase[] }> {
  const speakers = new Map<string, Speaker>();
  for (const account of [...COMPANY, ...COMMITTEE]) {
    const password = passwords.get(account);
    if (password !== undefined) speakers.set(account, await signIn(url, account, password));
  }
  const { today } = await speakerOf(speakers, 'gf.jingban').query<{ today: string }>('session.me');
  const secretary = speakerOf(speakers, 'gwh.mishu');
  const { members } = await secretary.query<{ members: Person[] }>('meetings.candidates');
  const called = members.map((member) => member.person.id);
  const [rehearsal, ...cases] = await signedCases(speakers, today, count + 1);
  if (rehearsal === undefined) throw new Error('nothing was proposed');
  let voters: string[] = [];
  await decideCase({ today, speakers, called, voters }, rehearsal, {
    number: 0,
    around: plain,
    hold: () => hold(today),
    findVoters: async (meetingId) => {
      voters = await votersOf(speakers, meetingId);
      return voters;
    },
  });
  return { deciders: { today, speakers, called, voters }, cases };
}

/** One case from submission to the warrant. Only acts: whatever the caller must know was read before. */
export async function decideCase(
  { today, speakers, called, voters }: Deciders,
  { id, contentDigest }: SignedCase,
  { number, around, hold, findVoters }: Way,
): Promise<void> {
  const act = <T>(step: string, account: string, procedure: string, input: Record<string, unknown>) =>
    around(step, () => speakerOf(speakers, account).act<T>(procedure, input));
  await act('submit', 'gf.jingban', 'matters.submit', { id, contentDigest });
  await act('accept', 'gwh.shencha', 'matters.accept', { id });
  const opinion = '材料齐全，同意上会';
  await act('review', 'gwh.shencha', 'matters.review', { id, contentDigest, passed: true, opinion });
  await act('clear', 'gwh.fazhi', 'matters.clear', { id, contentDigest, passed: true, opinion });
  const heldOn = day(today, -DAYS_AHEAD);
  const meeting = { title: `党工委会议（示例 ${number}）`, heldOn, mode: 'collective_vote' };
  const { id: meetingId } = await act<{ id: string }>('meeting', 'gwh.mishu', 'meetings.create', {
    ...meeting,
    matterIds: [id],
    expected: called,
  });
  await hold();
  await act('attendance', 'gwh.mishu', 'meetings.recordAttendance', { id: meetingId, present: called });
  const ballot = {
    meetingId,
    matterId: id,
    contentDigest,
    motionVersion: 1,
    vote: 'for',
    opinion: '同意',
  };
  for (const account of findVoters === undefined ? voters : await findVoters(meetingId))
    await act('votes', account, 'meetings.vote', ballot);
  await act('close', 'gwh.mishu', 'meetings.close', { id: meetingId });
  await act('forward', 'gwh.shencha', 'matters.forward', { id });
  await act('external decision', 'gwh.shencha', 'matters.recordExternalDecision', {
    id,
    outcome: 'approved',
    number: `示例国资〔${today.slice(0, 4)}〕${number + 1}号`,
    decidedOn: today,
  });
  await act('signature', 'gwh.zhuren', 'matters.signInstrument', { id, contentDigest });
  await act('warrant', 'gwh.yongyin', 'matters.issue', { id, contentDigest });
}
