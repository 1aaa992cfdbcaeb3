import type { Permission } from '@guanyun/domain/organizations/permissions.ts';
import type { Meta } from './procedure.ts';

export type PermissionRow = { name: string; type: 'query' | 'mutation'; posts: Permission };
type Procedures = Readonly<Record<string, unknown>>;
type Described = { readonly _def: { readonly type: string; readonly meta?: Meta } };

/** Post × procedure, read off the declarations themselves. A procedure without one throws. */
export function permissionTable(procedures: Procedures): PermissionRow[] {
  return Object.entries(procedures).map(([name, procedure]) => {
    const { type, meta } = (procedure as Described)._def;
    if (meta?.permission === undefined) throw new Error(`${name} declares no permission`);
    return { name, type: type === 'mutation' ? 'mutation' : 'query', posts: meta.permission };
  });
}
