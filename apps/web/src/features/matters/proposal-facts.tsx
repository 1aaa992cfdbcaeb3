import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Descriptions, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Matter } from './matter-data.ts';

type Party = { readonly id: string; readonly name: string };

/** The assets of a proposal with whoever has them now, as far as they are within one's range. */
function AssetsOf({ assetIds, fromId, toId }: { assetIds: readonly string[]; fromId: string; toId: string }) {
  const t = useText();
  const code = useCode();
  const before = useQuery(trpc.assets.list.queryOptions({ ownerId: fromId }));
  const after = useQuery(trpc.assets.list.queryOptions({ ownerId: toId }));
  const listed = [...(before.data?.items ?? []), ...(after.data?.items ?? [])].filter((asset) =>
    assetIds.includes(asset.id),
  );
  if (listed.length === 0) return null;
  return (
    <Table
      rowKey="id"
      size="small"
      style={{ marginTop: 12 }}
      pagination={listed.length > 10 ? { pageSize: 10, size: 'small' } : false}
      scroll={{ x: 560 }}
      dataSource={listed}
      columns={[
        {
          title: t('matters.assetName'),
          render: (_, asset) => (
            <Link to="/assets/$id" params={{ id: asset.id }}>
              {asset.code} {asset.name}
            </Link>
          ),
        },
        { title: t('matters.assetClass'), render: (_, asset) => code('assetClass', asset.class) },
        { title: t('matters.cluster'), render: (_, asset) => asset.cluster.name },
        { title: t('matters.net'), align: 'right', render: (_, asset) => <Amount value={asset.net} /> },
      ]}
    />
  );
}

/** What is asked or permitted, in words. */
export function ProposalFacts({
  proposal,
  parties,
  amount,
}: {
  proposal: Matter['proposal'];
  parties: readonly Party[];
  amount: string | null;
}) {
  const t = useText();
  const name = (id: string): string => parties.find((party) => party.id === id)?.name ?? id;
  const company = (id: string) => (
    <Link to="/organizations/$id" params={{ id }}>
      {name(id)}
    </Link>
  );
  const transfer = proposal.matter === 'equity_transfer';
  return (
    <>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2 }}
        items={[
          { key: 'kind', label: t('matters.kind'), children: t(`matters.${proposal.matter}`) },
          { key: 'amount', label: t('matters.amount'), children: <Amount value={amount} /> },
          ...(transfer
            ? [
                {
                  key: 'target',
                  label: t('matters.target'),
                  children: (
                    <Link to="/equity/$companyId" params={{ companyId: proposal.targetId }}>
                      {name(proposal.targetId)}
                    </Link>
                  ),
                },
                { key: 'share', label: t('matters.share'), children: proposal.share },
              ]
            : [
                {
                  key: 'assets',
                  label: t('matters.assets'),
                  children: String(proposal.assetIds.length),
                },
              ]),
          {
            key: 'from',
            label: t('matters.from'),
            children: company(transfer ? proposal.fromId : proposal.companyId),
          },
          { key: 'to', label: t('matters.to'), children: company(proposal.toId) },
          { key: 'basis', label: t('matters.basisDate'), children: proposal.basisDate },
          { key: 'decided', label: t('matters.decidedOn'), children: proposal.decidedOn },
        ]}
      />
      {!transfer && (
        <AssetsOf assetIds={proposal.assetIds} fromId={proposal.companyId} toId={proposal.toId} />
      )}
    </>
  );
}
