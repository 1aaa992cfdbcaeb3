import './register.css';
import { Link } from '@tanstack/react-router';
import { Button, Flex, Table, Tag, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { useText } from '../../texts/text.ts';
import type { CapTable, EquityEvent } from './equity-data.ts';

/** What somebody wants to do about an entry. */
export type EntryAct = { readonly act: 'date' | 'correct' | 'amend'; readonly event: EquityEvent };

function Parties({ event }: { event: EquityEvent }) {
  return (
    <>
      {event.from?.name ?? '—'} → {event.to?.name ?? '—'}
    </>
  );
}

const FEW = 2;

/** The other companies in whose registers the same act stands; folded where they are many. */
function Together({ companies }: { companies: EquityEvent['together'] }) {
  const t = useText();
  if (companies.length === 0) return null;
  const links = companies.map(({ id, name }) => (
    <div key={id}>
      <Link to="/equity/$companyId" params={{ companyId: id }} search={true}>
        {name || t('equity.unnamed')}
      </Link>
    </div>
  ));
  if (companies.length > FEW)
    return (
      <details>
        <summary>{t('equity.togetherMany', { count: String(companies.length) })}</summary>
        {links}
      </details>
    );
  return (
    <Typography.Text type="secondary">
      {t('equity.together')}
      {links}
    </Typography.Text>
  );
}

/** What happened; of one event of several, in which act, and where else that act stands. */
function What({ event }: { event: EquityEvent }) {
  const t = useText();
  if (event.occasion === null) return <>{t(`equity.${event.kind}`)}</>;
  return (
    <Flex vertical gap={2} align="start">
      <span>
        {t(`equity.${event.kind}`)} <Tag color="purple">{t(`equity.occasion.${event.occasion}`)}</Tag>
      </span>
      <Together companies={event.together} />
    </Flex>
  );
}

/** The warrant it spent, or the rule by which it needs none. */
function Ground({ event }: { event: EquityEvent }) {
  const t = useText();
  if (event.warrant === null) return <>{t(`equity.exemption.${event.exemption ?? 'opening'}`)}</>;
  return (
    <Link to="/warrants/$id" params={{ id: event.warrant.id }}>
      {event.warrant.number}
    </Link>
  );
}

/** Whether the entry still counts, and what it puts right. */
function Standing({ event }: { event: EquityEvent }) {
  const t = useText();
  return (
    <Flex vertical gap={2} align="start">
      {event.correctedBy !== null && <Tag color="red">{t('equity.corrected')}</Tag>}
      {event.amendedBy !== null && <Tag color="gold">{t('equity.amended')}</Tag>}
      {event.corrects !== null && <Tag color="blue">{t('equity.correction')}</Tag>}
      {event.amends !== null && <Tag color="blue">{t('equity.amendment')}</Tag>}
      {event.because !== null && <Typography.Text type="secondary">{event.because}</Typography.Text>}
      {event.documents.map((paper) => (
        <a key={paper.digest} href={`/documents/${paper.digest}`} download>
          {paper.name}
        </a>
      ))}
    </Flex>
  );
}

function Acts({ event, onAct }: { event: EquityEvent; onAct: (act: EntryAct) => void }) {
  const t = useText();
  if (event.correctedBy !== null || event.amendedBy !== null) return null;
  const undated = event.kind !== 'void' && (event.registerOn === null || event.registrationOn === null);
  return (
    <Flex vertical gap={4} align="start">
      {undated && (
        <Button size="small" onClick={() => onAct({ act: 'date', event })}>
          {t('equity.recordDate')}
        </Button>
      )}
      <Button size="small" onClick={() => onAct({ act: 'correct', event })}>
        {t('equity.correct')}
      </Button>
      <Button size="small" onClick={() => onAct({ act: 'amend', event })}>
        {t('equity.amend')}
      </Button>
    </Flex>
  );
}

type Props = { readonly table: CapTable; readonly onAct: (act: EntryAct) => void };

/** Every entry of a company's register: three dates, what it rests on, and what has become of it. */
export function EventsTable({ table, onAct }: Props) {
  const t = useText();
  return (
    <Table<EquityEvent>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 1100 }}
      dataSource={[...table.events]}
      locale={{ emptyText: t('equity.noEvents') }}
      rowClassName={(event) => (event.correctedBy === null ? '' : 'equity-replaced')}
      onRow={(event) => ({ 'data-testid': `row-${event.id}` }) as object}
      columns={[
        {
          title: t('equity.eventKind'),
          className: 'equity-day',
          render: (_, event) => <What event={event} />,
        },
        { title: t('equity.eventParties'), render: (_, event) => <Parties event={event} /> },
        {
          title: t('equity.eventAmount'),
          align: 'right',
          render: (_, event) => <Amount value={event.amount} />,
        },
        {
          title: t('equity.eventPaid'),
          align: 'right',
          render: (_, event) => <Amount value={event.paid} />,
        },
        { title: t('equity.eventDecided'), className: 'equity-day', dataIndex: 'decidedOn' },
        {
          title: t('equity.eventRegister'),
          className: 'equity-day',
          render: (_, event) => event.registerOn ?? t('equity.pendingRegister'),
        },
        {
          title: t('equity.eventRegistration'),
          className: 'equity-day',
          render: (_, event) => event.registrationOn ?? t('equity.pendingRegistration'),
        },
        { title: t('equity.eventWarrant'), render: (_, event) => <Ground event={event} /> },
        { title: t('equity.eventStanding'), render: (_, event) => <Standing event={event} /> },
        ...(table.mayKeep
          ? [
              {
                title: t('equity.acts'),
                render: (_: unknown, event: EquityEvent) => <Acts event={event} onAct={onAct} />,
              },
            ]
          : []),
      ]}
    />
  );
}
