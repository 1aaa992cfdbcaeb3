import { signedProcedures } from '@guanyun/domain/evidence/approval.ts';
import { machinePosts } from '@guanyun/domain/organizations/machines.ts';
import { permits } from '@guanyun/domain/organizations/permissions.ts';
import { expect, test } from 'vitest';
import { closedToMachines, machineMay, machineScopes, openToMachines } from './machines.ts';
import { allPermissions } from './router.ts';

test('every procedure has one reviewed answer: open to machines, or closed with a reason', () => {
  const answered = [...openToMachines, ...closedToMachines.keys()];
  expect(new Set(answered).size).toBe(answered.length);
  expect(answered.sort()).toEqual(
    allPermissions()
      .map(({ name }) => name)
      .sort(),
  );
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
