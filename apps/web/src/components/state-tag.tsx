import { Tag } from 'antd';
import { useCode } from '../texts/text.ts';

const colours: Readonly<Record<string, string>> = {
  executing: 'green',
  issued: 'green',
  approved: 'green',
  externally_approved: 'green',
  published: 'green',
  released: 'green',
  booked: 'green',
  transferred: 'green',
  completed: 'green',
  in_force: 'blue',
  submitted: 'gold',
  returned: 'gold',
  in_transfer: 'blue',
  counting: 'gold',
  planned: 'gold',
  coming: 'gold',
  open: 'blue',
  rejected: 'red',
  externally_rejected: 'red',
  expired: 'red',
  revoked: 'red',
  suspended: 'red',
  awaiting_resolution: 'gold',
  reported: 'gold',
  met: 'green',
  reclaimable: 'red',
  idle_fee: 'red',
  idle_stopped: 'red',
  idle_government: 'gold',
  unclear: 'gold',
  default: 'volcano',
  due_soon: 'gold',
  inefficient: 'gold',
  not_due: 'blue',
  revived: 'green',
  acknowledged: 'gold',
  explained: 'green',
  referred: 'red',
  opened: 'blue',
  evaluated: 'blue',
  publicized: 'gold',
  awarded: 'green',
  failed: 'red',
  cancelled: 'red',
  may: 'green',
  review: 'gold',
  must_not: 'red',
};

export type StateKind =
  | 'matter'
  | 'meeting'
  | 'warrant'
  | 'order'
  | 'transferLine'
  | 'asset'
  | 'assetClass'
  | 'list'
  | 'catalogue'
  | 'contract'
  | 'tender'
  | 'delegation'
  | 'landState'
  | 'splitState'
  | 'bidOutcome'
  | 'obligation';

/** A state by its name; colour repeats what the word says. */
export function StateTag({ kind, state }: { readonly kind: StateKind; readonly state: string }) {
  const code = useCode();
  return (
    <Tag color={kind === 'assetClass' ? 'default' : (colours[state] ?? 'default')}>{code(kind, state)}</Tag>
  );
}
