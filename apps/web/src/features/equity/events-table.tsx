import { Link } from '@tanstack/react-router';
import { Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { useText } from '../../texts/text.ts';
import type { CapTable } from './equity-data.ts';

type EquityEvent = CapTable['events'][number];

const kindKeys = {
  establish: 'equity.establish',
  transfer: 'equity.transfer',
  free_transfer: 'equity.free_transfer',
  increase: 'equity.increase',
  decrease: 'equity.decrease',
} as const;

function Parties({ event }: { event: EquityEvent }) {
  return (
    <>
      {event.from?.name ?? '—'} → {event.to?.name ?? '—'}
    </>
  );
}

function WarrantLink({ warrant }: { warrant: EquityEvent['warrant'] }) {
  const t = useText();
  if (warrant === null) return <>{t('equity.eventNoWarrant')}</>;
  return (
    <Link to="/warrants/$id" params={{ id: warrant.id }}>
      {warrant.number}
    </Link>
  );
}

/** Every equity event of a company with its three dates and the warrant it spent. */
export function EventsTable({ events }: { events: readonly EquityEvent[] }) {
  const t = useText();
  return (
    <Table<EquityEvent>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 940 }}
      dataSource={[...events]}
      locale={{ emptyText: t('equity.noEvents') }}
      onRow={(event) => ({ 'data-testid': `row-${event.id}` }) as object}
      columns={[
        { title: t('equity.eventKind'), render: (_, event) => t(kindKeys[event.kind]) },
        { title: t('equity.eventParties'), render: (_, event) => <Parties event={event} /> },
        {
          title: t('equity.eventAmount'),
          align: 'right',
          render: (_, event) => <Amount value={event.amount} />,
        },
        { title: t('equity.eventDecided'), dataIndex: 'decidedOn' },
        { title: t('equity.eventRegister'), dataIndex: 'registerOn' },
        {
          title: t('equity.eventRegistration'),
          render: (_, event) => event.registrationOn ?? t('equity.pendingRegistration'),
        },
        { title: t('equity.eventWarrant'), render: (_, event) => <WarrantLink warrant={event.warrant} /> },
      ]}
    />
  );
}
