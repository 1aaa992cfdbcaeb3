import { Link } from '@tanstack/react-router';
import { Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { shortDigest, type Warrant } from './matter-data.ts';

type Spending = Warrant['spendings'][number];

/** The thing that an act was done to, as a link where it has a page; with whom, where it was reported. */
function Subject({ spending, content }: { spending: Spending; content: Warrant['content'] }) {
  const { subject, counterparty } = spending;
  if (subject.kind === 'transfer_order')
    return (
      <Link to="/orders/$id" params={{ id: subject.id }}>
        {subject.title}
      </Link>
    );
  if (subject.kind === 'equity_event' && content.matter === 'equity_transfer')
    return (
      <Link to="/equity/$companyId" params={{ companyId: content.targetId }}>
        {subject.title}
      </Link>
    );
  return (
    <>
      {subject.title}
      {counterparty === null ? null : <div>{counterparty}</div>}
    </>
  );
}

/** What was given back of an act, line by line. */
function Releases({ spending }: { spending: Spending }) {
  const t = useText();
  return (
    <ul className="matter-plain">
      {spending.releases.map(({ id, on, amount, reason, document, person }) => (
        <li key={id}>
          {t('warrants.released', { on, amount, reason })} · {person.name}{' '}
          <a href={`/documents/${document}`} download>
            {shortDigest(document)}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Every act that spent the warrant, and what was given back of each. */
export function Spendings({ warrant }: { warrant: Warrant }) {
  const t = useText();
  const code = useCode();
  if (warrant.spendings.length === 0) return <EmptyState title={t('warrants.noSpendings')} />;
  const released = warrant.spendings.filter((spending) => spending.releases.length > 0);
  return (
    <Table<Spending>
      key={released.flatMap((spending) => spending.releases.map((r) => r.id)).join()}
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={[...warrant.spendings]}
      expandable={{
        expandedRowRender: (spending) => <Releases spending={spending} />,
        rowExpandable: (spending) => spending.releases.length > 0,
        defaultExpandedRowKeys: released.map((spending) => spending.id),
      }}
      columns={[
        { title: t('warrants.act'), render: (_, spending) => code('act', spending.act) },
        {
          title: t('warrants.subject'),
          render: (_, spending) => <Subject spending={spending} content={warrant.content} />,
        },
        {
          title: t('warrants.spent'),
          align: 'right',
          render: (_, spending) => <Amount value={spending.amount} />,
        },
        { title: t('warrants.on'), width: 110, dataIndex: 'on' },
        {
          title: t('warrants.papers'),
          render: (_, spending) =>
            spending.documents.map((digest) => (
              <a key={digest} href={`/documents/${digest}`} download>
                {shortDigest(digest)}{' '}
              </a>
            )),
        },
        { title: t('warrants.person'), width: 80, render: (_, spending) => spending.person.name },
      ]}
    />
  );
}
