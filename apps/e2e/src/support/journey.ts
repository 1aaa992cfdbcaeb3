/** Who plays: whoever can ask, act under a request id, and hand in a file, as a named account. */
export type Player = {
  query<T>(account: string, procedure: string, input?: unknown): Promise<T>;
  act<T>(account: string, procedure: string, input: Record<string, unknown>): Promise<T>;
  /** Lets so many days pass. */
  passDays(days: number): Promise<void>;
  upload(account: string, name: string, content: string): Promise<string>;
};

type Named = { id: string; name: string; code: string };
type Route = {
  level: string;
  prerequisites: { code: string; need: string }[];
  materials: { code: string; name: string }[];
};
export type Proposal = Record<string, unknown> & { matter: string };

/** A day so many days before. */
export const day = (today: string, back: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10);

/** The business day as the server has it. */
export const todayOf = async (player: Player): Promise<string> =>
  (await player.query<{ today: string }>('gf.jingban', 'session.me')).today;

export type Cast = { today: string; companies: Map<string, Named>; clusters: Map<string, Named> };

/** Everyone and everything by code, as the case has them. */
export async function readCast(player: Player): Promise<Cast> {
  const companies = await player.query<Named[]>('gf.jingban', 'organizations.companies');
  const clusters = await player.query<Named[]>('gf.jingban', 'organizations.clusters');
  return {
    today: await todayOf(player),
    companies: new Map(companies.map((c) => [c.code, c])),
    clusters: new Map(clusters.map((c) => [c.code, c])),
  };
}

export const idOf = (map: Map<string, Named>, code: string): string => {
  const row = map.get(code);
  if (row === undefined) throw new Error(`the case has no ${code}`);
  return row.id;
};

/** Prior steps in their lawful order, before the day on which the board decided. */
function recordsFor(route: Route, today: string): Record<string, string>[] {
  const heldOn: Record<string, string> = {
    PARTY: day(today, 12),
    SWC: day(today, 11),
    BOARD: day(today, 10),
    SH: day(today, 9),
  };
  return route.prerequisites
    .filter((step) => step.need === 'required')
    .map(({ code }) => ({
      code,
      heldOn: heldOn[code] ?? day(today, 14),
      ...(['PARTY', 'SWC', 'BOARD', 'SH'].includes(code) ? { outcome: 'approved' } : {}),
      ...(['AUDIT', 'APPR'].includes(code) ? { baseDate: day(today, 90) } : {}),
    }));
}

/** The steps and papers that a proposal asks for: the steps in their lawful order, a paper for each material. */
async function dossierOf(player: Player, handler: string, title: string, today: string, asked: object) {
  const { route } = await player.query<{ route: Route & { blocks: unknown[] } }>(
    handler,
    'matters.preflight',
    asked,
  );
  if (route.blocks.length > 0) throw new Error(`blocked: ${JSON.stringify(route.blocks)}`);
  const materials = [];
  for (const { code, name } of route.materials)
    materials.push({
      code,
      name,
      digest: await player.upload(handler, `${code}.pdf`, `%PDF-1.4\n% ${title} ${code} 示例\n%%EOF\n`),
    });
  return { records: recordsFor(route, today), materials };
}

/** A case with everything in it, proposed by a company's handler: the group's unless another is named. */
export async function proposeMatter(
  player: Player,
  today: string,
  title: string,
  proposal: Proposal,
  company = 'gf',
): Promise<string> {
  const handler = `${company}.jingban`;
  const dossier = await dossierOf(player, handler, title, today, { proposal });
  const { id } = await player.act<{ id: string }>(handler, 'matters.propose', {
    title,
    proposal,
    ...dossier,
  });
  return id;
}

type Drafted = { title: string; version: number; content: { proposal: Proposal; mainId?: string } };

/** Completes a draft that a plan has made, as it was decided some days ago and with what the plan does not say, signs it and hands it in. */
export async function submitDraft(player: Player, id: string, company: string, worth: string): Promise<void> {
  const handler = `${company}.jingban`;
  const today = await todayOf(player);
  const { title, version, content } = await player.query<Drafted>(handler, 'matters.get', { id });
  const unsaid = content.proposal.amount === '0.00' ? { amount: worth } : {};
  const proposal: Proposal = { ...content.proposal, ...unsaid, decidedOn: day(today, 10) };
  const dossier = await dossierOf(player, handler, title, today, { proposal, id });
  const { mainId } = content;
  await player.act(handler, 'matters.revise', {
    ...{ id, version, title, proposal, ...dossier },
    ...(mainId === undefined ? {} : { mainId }),
  });
  await signMatter(player, id, company);
  const { contentDigest } = await pageOf(player, handler, id);
  await player.act(handler, 'matters.submit', { id, contentDigest });
}

type MatterPage = { contentDigest: string; level: string; warrant: { id: string } | null };
const pageOf = (player: Player, account: string, id: string): Promise<MatterPage> =>
  player.query(account, 'matters.get', { id });

/** Legal and representative sign inside the company. */
export async function signMatter(player: Player, id: string, company = 'gf'): Promise<void> {
  const { contentDigest } = await pageOf(player, `${company}.jingban`, id);
  for (const post of ['fawu', 'fadai'])
    await player.act(`${company}.${post}`, 'matters.sign', { id, contentDigest });
}

/** Signs inside the company and submits. */
export async function submitMatter(player: Player, id: string): Promise<void> {
  await signMatter(player, id);
  const { contentDigest } = await pageOf(player, 'gf.jingban', id);
  await player.act('gf.jingban', 'matters.submit', { id, contentDigest });
}

const members = [
  'gwh.zhuren',
  'gwh.weiyuan1',
  'gwh.weiyuan2',
  'gwh.weiyuan3',
  'gwh.weiyuan4',
  'gwh.weiyuan5',
];

type Meeting = {
  items: { matter: { id: string }; contentDigest: string; recusals: { person: { id: string } }[] }[];
};

/** Accepts, reviews and clears: the case can go to a meeting. */
export async function examineMatter(player: Player, id: string): Promise<string> {
  await player.act('gwh.shencha', 'matters.accept', { id });
  const { contentDigest } = await pageOf(player, 'gwh.shencha', id);
  const opinion = { id, contentDigest, passed: true };
  await player.act('gwh.shencha', 'matters.review', { ...opinion, opinion: '材料齐全，同意上会' });
  await player.act('gwh.fazhi', 'matters.clear', { ...opinion, opinion: '经审核，未见违反法律规定' });
  return contentDigest;
}

/** Papers go out so many days before a meeting, whatever holidays lie between. */
export const PAPERS_AHEAD = 14;

/**
 * Accepts, reviews, meets two weeks later and votes on each case, on another motion if one is given; whoever is recused from
 * a case does not vote on it.
 */
export async function decideMatters(
  player: Player,
  ids: readonly string[],
  title: string,
  motion?: Record<string, unknown>,
): Promise<string> {
  for (const id of ids) await examineMatter(player, id);
  const { members: called } = await player.query<{ members: { person: { id: string } }[] }>(
    'gwh.mishu',
    'meetings.candidates',
  );
  const expected = called.map((m) => m.person.id);
  const meeting = await player.act<{ id: string }>('gwh.mishu', 'meetings.create', {
    title,
    heldOn: day(await todayOf(player), -PAPERS_AHEAD),
    mode: 'collective_vote',
    matterIds: [...ids],
    expected,
  });
  await player.passDays(PAPERS_AHEAD);
  await player.act('gwh.mishu', 'meetings.recordAttendance', { id: meeting.id, present: expected });
  if (motion !== undefined)
    for (const id of ids)
      await player.act('gwh.mishu', 'meetings.move', { meetingId: meeting.id, matterId: id, motion });
  const { items } = await player.query<Meeting>('gwh.mishu', 'meetings.get', { id: meeting.id });
  for (const account of members) {
    const me = await player.query<{ person: { id: string } }>(account, 'session.me');
    for (const { matter, contentDigest, recusals } of items) {
      if (recusals.some((r) => r.person.id === me.person.id)) continue;
      await player.act(account, 'meetings.vote', {
        ...{ meetingId: meeting.id, matterId: matter.id, contentDigest },
        ...{ motionVersion: motion === undefined ? 1 : 2, vote: 'for', opinion: '同意' },
      });
    }
  }
  await player.act('gwh.mishu', 'meetings.close', { id: meeting.id });
  return meeting.id;
}

/** The same for one case. */
export const decideMatter = (
  player: Player,
  id: string,
  title: string,
  motion?: Record<string, unknown>,
): Promise<string> => decideMatters(player, [id], title, motion);

/** From approval to the reply, signed and sealed; through the higher body where the level asks for it. */
export async function issueWarrant(player: Player, id: string, number: string): Promise<string> {
  const { level, contentDigest } = await pageOf(player, 'gwh.shencha', id);
  if (level === 'sasac' || level === 'gov') {
    await player.act('gwh.shencha', 'matters.forward', { id });
    await player.act('gwh.shencha', 'matters.recordExternalDecision', {
      id,
      outcome: 'approved',
      number,
      decidedOn: await todayOf(player),
    });
  }
  await player.act('gwh.zhuren', 'matters.signInstrument', { id, contentDigest });
  return (await player.act<{ warrantId: string }>('gwh.yongyin', 'matters.issue', { id, contentDigest }))
    .warrantId;
}
