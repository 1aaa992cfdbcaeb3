import { Link } from '@tanstack/react-router';
import { Card, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import type { Proposal, WarrantLine } from './workbench-data.ts';

/** The company's matters, each with where it stands and when an answer is due. */
export function ProposalsCard({ proposals }: { readonly proposals: readonly Proposal[] }) {
  const t = useText();
  const code = useCode();
  return (
    <Card title={t('workbench.proposals')} extra={<Link to="/matters">{t('workbench.all')}</Link>}>
      {proposals.length === 0 ? (
        <EmptyState title={t('workbench.noProposals')} hint={t('workbench.noProposalsHint')} />
      ) : (
        <Table<Proposal>
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 680 }}
          dataSource={[...proposals]}
          onRow={(one) => ({ 'data-testid': `proposal-${one.id}` }) as object}
          columns={[
            {
              title: t('workbench.item'),
              render: (_, one) => (
                <Link to="/matters/$id" params={{ id: one.id }}>
                  {one.title}
                </Link>
              ),
            },
            {
              title: t('workbench.amount'),
              align: 'right',
              render: (_, one) => <Amount value={one.amount} />,
            },
            { title: t('workbench.level'), render: (_, one) => code('level', one.level) },
            { title: t('workbench.stage'), render: (_, one) => <StateTag kind="matter" state={one.state} /> },
            { title: t('workbench.expected'), align: 'right', render: (_, one) => one.due ?? '—' },
          ]}
        />
      )}
    </Card>
  );
}

/** Warrants in force and how much of each is left. */
export function WarrantsCard({ warrants }: { readonly warrants: readonly WarrantLine[] }) {
  const t = useText();
  return (
    <Card title={t('workbench.warrants')} extra={<Link to="/warrants">{t('workbench.all')}</Link>}>
      {warrants.length === 0 ? (
        <EmptyState title={t('workbench.noWarrants')} />
      ) : (
        <ul className="front-lines">
          {warrants.map((one) => (
            <li key={one.id} data-testid={`warrant-${one.id}`}>
              <Link to="/warrants/$id" params={{ id: one.id }}>
                {one.number}
              </Link>
              <div>{one.title}</div>
              <div className="front-why">
                {one.company.name} · {t('workbench.expiresOn')} {one.expiresOn}
              </div>
              {one.remaining === null ? null : (
                <div className="warrant-left">
                  <span className="front-why">{t('workbench.warrantLeft')}</span>
                  <Amount value={one.remaining} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
