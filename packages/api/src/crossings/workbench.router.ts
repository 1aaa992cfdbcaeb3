import { readFrontDoor } from '@guanyun/application/crossings/front-door.ts';
import { business } from '@guanyun/domain/organizations/permissions.ts';
import { allowed, router } from '../procedure.ts';

export const workbenchRouter = router({
  get: allowed(business).query(({ ctx }) => readFrontDoor(ctx.deps, ctx.actor)),
});
