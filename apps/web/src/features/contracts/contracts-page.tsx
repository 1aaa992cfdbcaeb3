import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Card, Skeleton, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { ContractLine } from './answers.ts';

function ContractTable({ contracts }: { contracts: readonly ContractLine[] }) {
  const t = useText();
  return (
    <Table<ContractLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={[...contracts]}
      onRow={(contract) => ({ 'data-testid': `row-${contract.id}` }) as object}
      columns={[
        { title: t('contracts.number'), dataIndex: 'number' },
        {
          title: t('contracts.contractTitle'),
          render: (_, contract) => (
            <Link to="/contracts/$id" params={{ id: contract.id }}>
              {contract.title}
            </Link>
          ),
        },
        { title: t('contracts.mode'), render: (_, contract) => t(`contracts.${contract.mode}`) },
        { title: t('contracts.entity'), render: (_, contract) => contract.entity.name },
        { title: t('contracts.cluster'), render: (_, contract) => contract.cluster?.name ?? '—' },
        {
          title: t('contracts.amountHead'),
          align: 'right',
          render: (_, contract) => <Amount value={contract.amount} />,
        },
        { title: t('contracts.signedOn'), dataIndex: 'signedOn' },
        {
          title: t('contracts.state'),
          render: (_, contract) => <StateTag kind="contract" state={contract.state} />,
        },
      ]}
    />
  );
}

/** The contracts signed under the list. */
export default function ContractsPage() {
  const t = useText();
  const { data: contracts, error } = useQuery(trpc.contracts.list.queryOptions());
  return (
    <Page
      title={t('contracts.title')}
      subtitle={t('contracts.subtitle')}
      actions={
        <Link to="/contracts/new">
          <Button type="primary">{t('contracts.new')}</Button>
        </Link>
      }
    >
      <FailureAlert error={error} />
      <Card>
        {contracts === undefined && error === null && <Skeleton active />}
        {contracts?.length === 0 && <EmptyState title={t('contracts.none')} hint={t('contracts.noneHint')} />}
        {contracts !== undefined && contracts.length > 0 && <ContractTable contracts={contracts} />}
      </Card>
    </Page>
  );
}
