import { signedProcedures } from '@guanyun/domain/evidence/approval.ts';
import { machinePosts } from '@guanyun/domain/organizations/machines.ts';
import { permits } from '@guanyun/domain/organizations/permissions.ts';
import type { inferRouterOutputs } from '@trpc/server';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import type { machineOutputs } from './machine-outputs.ts';
import { closedToMachines, machineMay, machineScopes, openToMachines } from './machines.ts';
import { type AppRouter, allPermissions } from './router.ts';

test('every procedure has one reviewed answer: open to machines, or closed with a reason', () => {
  const answered = [...openToMachines, ...closedToMachines.keys()];
  expect(new Set(answered).size).toBe(answered.length);
  expect(answered.sort()).toEqual(
    allPermissions()
      .map(({ name }) => name)
      .sort(),
  );
});

type Outputs = inferRouterOutputs<AppRouter>;
type AnswerOf<N extends string> = N extends `${infer Area extends keyof Outputs & string}.${infer Name}`
  ? Name extends keyof Outputs[Area]
    ? Outputs[Area][Name]
    : never
  : never;
type Promised = typeof machineOutputs;
/** What the compiler says of each schema: does it take whatever the procedure may answer? */
type Kept = { [N in keyof Promised]: AnswerOf<N> extends z.input<Promised[N]> ? true : never };

test('each schema takes whatever its procedure may answer, by the types of both', () => {
  const kept: Kept = {
    ...{
      'accounting.voucher': true,
      'accounting.vouchers': true,
      'assets.list': true,
      'assets.orders': true,
    },
    ...{ 'assets.statement': true, 'assets.statementTable': true, 'assets.statementAssets': true },
    ...{ 'assets.enterLedger': true, 'equity.groupAccountsList': true },
    ...{ 'organizations.clusters': true, 'organizations.companies': true },
  };
  expect(Object.keys(kept).sort()).toEqual([...openToMachines].sort());
});

test('what a machine can change is this and nothing else', () => {
  const changing = allPermissions().filter(
    ({ name, type }) => type === 'mutation' && openToMachines.includes(name),
  );
  expect(changing.map(({ name }) => name)).toEqual(['assets.enterLedger']);
});

test('whatever its scope, a machine signs nothing and calls nothing that is closed', () => {
  const all = [...machineScopes, ...allPermissions().flatMap(({ name }) => [name, name.split('.')[0] ?? ''])];
  for (const name of [...signedProcedures, ...closedToMachines.keys()])
    expect(machineMay(all, name)).toBe(false);
  for (const name of openToMachines) expect([name, machineMay(all, name)]).toEqual([name, true]);
});

test('what is open is open to a post that a machine can hold', () => {
  for (const { name, posts } of allPermissions())
    if (openToMachines.includes(name))
      expect([name, machinePosts.some((kind) => permits(posts, kind))]).toEqual([name, true]);
});
