import { Link } from '@tanstack/react-router';
import { Flex, Table, Tag } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import type { Reconciliation } from './asset-data.ts';
import { Yuan } from './yuan.tsx';

type Account = Reconciliation['accounts'][number];
type ClusterCheck = Reconciliation['clusters'][number];

function Verdict({ passed }: { passed: boolean }) {
  const t = useText();
  return <Tag color={passed ? 'green' : 'red'}>{t(passed ? 'reconcile.green' : 'reconcile.red')}</Tag>;
}

/** The ledger beside the cards, account by account; classes open to the register. */
export function AccountTable({ reconciliation }: { reconciliation: Reconciliation }) {
  const t = useText();
  const code = useCode();
  const ownerId = reconciliation.organization?.id;
  return (
    <Table<Account>
      rowKey={({ account, side }) => `${account}/${side}`}
      size="small"
      pagination={false}
      scroll={{ x: 760 }}
      dataSource={reconciliation.accounts.filter(
        ({ cards, ledger, passed }) => !passed || cards !== '0.00' || (ledger ?? '0.00') !== '0.00',
      )}
      onRow={({ account }) => ({ 'data-testid': `account-${account || 'none'}` }) as object}
      columns={[
        {
          title: t('ledger.account'),
          render: (_, { account, name }) => (account === '' ? t('ledger.noAccount') : `${account} ${name}`),
        },
        {
          title: t('assets.class'),
          render: (_, { classes }) => (
            <Flex wrap gap={8}>
              {classes.map((kind) => (
                <Link
                  key={kind}
                  to="/assets"
                  search={{ class: kind, tab: 'own', ...(ownerId === undefined ? {} : { ownerId }) }}
                >
                  {code('assetClass', kind)}
                </Link>
              ))}
            </Flex>
          ),
        },
        { title: t('ledger.cards'), align: 'right', render: (_, each) => <Yuan value={each.cards} /> },
        { title: t('ledger.ledger'), align: 'right', render: (_, each) => <Yuan value={each.ledger} /> },
        {
          title: t('ledger.difference'),
          align: 'right',
          render: (_, each) => <Yuan value={each.ledger === null ? null : each.difference} />,
        },
        {
          title: '',
          render: (_, each) => (each.ledger === null ? null : <Verdict passed={each.passed} />),
        },
      ]}
    />
  );
}

/** The sums that are kept by cluster beside the cards of it. */
export function ClusterTable({ clusters }: { clusters: readonly ClusterCheck[] }) {
  const t = useText();
  return (
    <Table<ClusterCheck>
      rowKey={({ cluster }) => cluster.id}
      size="small"
      pagination={false}
      scroll={{ x: 560 }}
      dataSource={[...clusters]}
      columns={[
        { title: t('assets.cluster'), render: (_, { cluster }) => cluster.name },
        { title: t('ledger.cards'), align: 'right', render: (_, each) => <Yuan value={each.cards} /> },
        { title: t('ledger.sums'), align: 'right', render: (_, each) => <Yuan value={each.sums} /> },
        { title: '', render: (_, { passed }) => <Verdict passed={passed} /> },
      ]}
    />
  );
}
