import './contracts.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Card, Descriptions, Flex, Skeleton, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { JournalList } from '../../components/journal-list.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Why } from '../../components/why.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Contract } from './answers.ts';
import { CompleteForm } from './complete-form.tsx';
import { routeKey } from './gate-codes.ts';

function ItemStep({ contract }: { contract: Contract }) {
  const t = useText();
  return (
    <li data-done="true">
      <Typography.Text type="secondary">{t('contracts.lineItem')}</Typography.Text>
      <div>
        <strong>{contract.item.code}</strong> {contract.item.scope}
      </div>
      <Link to="/lists/$id" params={{ id: contract.listVersion.id }}>
        {contract.listVersion.name} {contract.listVersion.version}
      </Link>
    </li>
  );
}

function AssetStep({ contract }: { contract: Contract }) {
  const t = useText();
  return (
    <li data-done={contract.assets.length > 0 ? 'true' : 'false'}>
      <Typography.Text type="secondary">{t('contracts.lineAssets')}</Typography.Text>
      {contract.assets.length === 0 && <div>{t('contracts.lineNoAssets')}</div>}
      {contract.assets.map((asset) => (
        <Flex key={asset.id} justify="space-between" gap={12} data-testid={`row-${asset.id}`}>
          <Link to="/assets/$id" params={{ id: asset.id }}>
            {asset.name}
          </Link>
          <Amount value={asset.cost} />
        </Flex>
      ))}
    </li>
  );
}

/** From the list item over the contract to the assets it formed, each linked. */
function Line({ contract }: { contract: Contract }) {
  const t = useText();
  return (
    <Card title={t('contracts.lineTitle')}>
      <ol className="contract-line" aria-label={t('contracts.lineTitle')}>
        <ItemStep contract={contract} />
        <li data-done={contract.state === 'completed' ? 'true' : 'current'}>
          <Typography.Text type="secondary">{t('contracts.lineContract')}</Typography.Text>
          <div>
            <strong>{contract.number}</strong> <StateTag kind="contract" state={contract.state} />
          </div>
          <Amount value={contract.amount} />
        </li>
        <AssetStep contract={contract} />
      </ol>
    </Card>
  );
}

function Facts({ contract }: { contract: Contract }) {
  const t = useText();
  return (
    <Card title={t('contracts.facts')}>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2 }}
        items={[
          { key: 'entity', label: t('contracts.entity'), children: contract.entity.name },
          { key: 'cluster', label: t('contracts.cluster'), children: contract.cluster?.name ?? '—' },
          { key: 'mode', label: t('contracts.mode'), children: t(`contracts.${contract.mode}`) },
          { key: 'amount', label: t('contracts.amountHead'), children: <Amount value={contract.amount} /> },
          { key: 'signed', label: t('contracts.signedOn'), children: contract.signedOn },
          {
            key: 'answer',
            label: t('contracts.frozen'),
            children: (
              <>
                {t(routeKey(contract.result.route))} <Why reasons={contract.result.reasons} />
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** One contract: the line it stands in, its particulars, completion and history. */
export default function ContractPage() {
  const t = useText();
  const { id } = useParams({ from: '/contracts/$id' });
  const { data: contract, error } = useQuery(trpc.contracts.get.queryOptions({ id }));
  const me = useQuery(trpc.session.me.queryOptions());
  if (error !== null) return <FailureAlert error={error} />;
  if (contract === undefined || me.data === undefined) return <Skeleton active />;
  const mayComplete = (contract.may as readonly string[]).includes('contracts.complete');
  return (
    <Page title={contract.title} subtitle={contract.number}>
      <Flex vertical gap={16}>
        <Line contract={contract} />
        {mayComplete && <CompleteForm contractId={contract.id} today={me.data.today} />}
        <Facts contract={contract} />
        <Card title={t('contracts.history')}>
          <JournalList items={contract.history} />
        </Card>
      </Flex>
    </Page>
  );
}
