import { setAccountState } from '../../organizations/administer-accounts.ts';
import { endPost } from '../../organizations/administer-posts.ts';
import { giveDelegation, revokeDelegation } from '../../organizations/give-delegation.ts';
import { type lawOfAccess, mayLose } from './law-of-access.ts';
import { actorBehind, openSession } from './model-access.ts';
import { addDays } from './model-days.ts';
import { paper } from './model-zone.ts';
import { type Put, type Putters, request, type Said, unknownId } from './put-request.ts';

const accountOf = (p: Put, disabled: boolean): Promise<Said> =>
  setAccountState(p.deps, p.s.zone.admin, {
    ...{ ...request(), accountId: p.s.zone.accounts[p.k.whom], disabled, reason: '示例' },
  });

/** Whoever gives a post away wears it. */
const giver = ({ s, k, actor }: Put): Put['actor'] => ({
  ...actor,
  post: { ...actor.post, ...s.zone.posts[k.by] },
});

/** How what concerns accounts, posts and those who stand in is put to the use cases. */
export const putAccess: Putters<keyof typeof lawOfAccess> = {
  disable: async (p) => {
    const { s, c, k } = p;
    const token = await openSession(s.zone, k.whom, c.day);
    s.touched.who.add(k.whom);
    s.touched.disabled.add(k.whom);
    const said = await accountOf(p, true);
    // The session that was there a moment ago leads to nobody at the next request.
    if ((await actorBehind(s.zone, token, c.day)) !== null) throw new Error('a session outlived its account');
    return said;
  },
  enable: (p) => accountOf(p, false),
  endPost: async (p) => {
    const { s, c, k } = p;
    const postId = mayLose(k.whom) ? s.zone.posts[k.whom].id : unknownId;
    const lastDay = k.good ? addDays(c.day, -1) : c.day;
    const said = await endPost(p.deps, s.zone.admin, { ...request(), postId, lastDay, reason: '示例' });
    s.touched.who.add(k.whom);
    if (said.outcome === 'accepted') s.touched.ended.add(k.whom);
    return said;
  },
  delegate: async (p) => {
    const { s, c, k } = p;
    const said = await giveDelegation(p.deps, giver(p), {
      ...{ ...request(), receiverId: s.zone.persons[k.whom], from: c.day, to: addDays(c.day, k.days * 2) },
      ...{ matters: k.seen ? null : ['another_matter'], document: k.said ? paper : null },
    });
    if (said.outcome === 'accepted') {
      s.touched.given.set(`${k.by} ${k.whom}`, said.answer.id);
      s.touched.allGiven.push(said.answer.id);
    }
    return said;
  },
  takeBack: (p) => {
    const id = p.s.touched.given.get(`${p.k.by} ${p.k.whom}`) ?? unknownId;
    return revokeDelegation(p.deps, giver(p), { ...request(), id });
  },
};
