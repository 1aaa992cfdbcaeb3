import { closeMeeting } from '@guanyun/application/matters/close-meeting.ts';
import { createMeeting } from '@guanyun/application/matters/convene.ts';
import { declareRelation } from '@guanyun/application/matters/declare-relation.ts';
import { moveMotion, recordAttendance, vote } from '@guanyun/application/matters/meet.ts';
import { listMeetings, meetingCandidates, readMeeting } from '@guanyun/application/matters/read-meetings.ts';
import { steps } from '@guanyun/domain/matters/matter-case.ts';
import { committeeSide } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput, zIdRequest } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import { zAttendance, zMeeting, zMove, zRelation, zVote } from './input.ts';

const oversees = [...committeeSide, 'auditor'] as const;

export const meetingsRouter = router({
  candidates: allowed(steps.putOnAgenda.posts).query(({ ctx }) => meetingCandidates(ctx.deps, ctx.actor)),
  list: allowed(oversees).query(({ ctx }) => listMeetings(ctx.deps, ctx.actor)),
  get: allowed(oversees)
    .input(zIdInput)
    .query(({ ctx, input }) => readMeeting(ctx.deps, ctx.actor, input.id)),
  create: allowed(steps.putOnAgenda.posts)
    .input(zMeeting)
    .mutation(({ ctx, input }) => answered(createMeeting(ctx.deps, ctx.actor, input))),
  move: allowed(steps.putOnAgenda.posts)
    .input(zMove)
    .mutation(({ ctx, input }) => answered(moveMotion(ctx.deps, ctx.actor, input))),
  declareRelation: allowed(['committee_member', 'committee_director'])
    .input(zRelation)
    .mutation(({ ctx, input }) => answered(declareRelation(ctx.deps, ctx.actor, input))),
  recordAttendance: allowed(steps.putOnAgenda.posts)
    .input(zAttendance)
    .mutation(({ ctx, input }) => answered(recordAttendance(ctx.deps, ctx.actor, input))),
  vote: allowed(['committee_member', 'committee_director'])
    .input(zVote)
    .mutation(({ ctx, input }) => answered(vote(ctx.deps, ctx.actor, input))),
  close: allowed(steps.approve.posts)
    .input(zIdRequest)
    .mutation(({ ctx, input }) => answered(closeMeeting(ctx.deps, ctx.actor, input))),
});
