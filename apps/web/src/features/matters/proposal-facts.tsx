import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Descriptions, Table } from 'antd';
import type { ReactNode } from 'react';
import { Amount } from '../../components/amount.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Field, FieldKind } from './field.ts';
import { asked, at, portionOf, typedOf } from './field-values.ts';
import type { Matter } from './matter-data.ts';
import { valuesOf } from './proposal-draft.ts';
import { forms } from './proposal-fields.ts';

type Party = { readonly id: string; readonly name: string };

/** So many of a long list are shown; all of them stand in the reply's list. */
const SHOWN = 50;

/** Assets by id; those of a public body are seen by the company that asks for them only as offered, until they are handed over. */
function useAssets(assetIds: readonly string[], giverId: string | undefined) {
  const ids = assetIds.slice(0, SHOWN);
  const own = useQuery(trpc.assets.list.queryOptions({ ids }));
  const unseen = giverId !== undefined && own.data?.items.length === 0;
  const offered = useQuery(trpc.assets.offered.queryOptions(unseen ? { giverId, ids } : skipToken));
  return offered.data?.items ?? own.data?.items ?? [];
}

type AssetProposal = Extract<Matter['proposal'], { matter: 'asset_disposal' }>;

/** The assets of a proposal with whoever has them now, as far as they are within one's range. */
function AssetsOf({ proposal }: { proposal: AssetProposal }) {
  const t = useText();
  const code = useCode();
  const listed = useAssets(proposal.assetIds, proposal.fromId);
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

const money: ReadonlySet<FieldKind> = new Set(['amount', 'balance']);
const ids: ReadonlySet<FieldKind> = new Set(['company', 'holder', 'giver', 'receiver']);

/** What stands in one field of a proposal, in words; a party of the zone is a link to it. */
function useShown(parties: readonly Party[]): (field: Field, wire: unknown) => ReactNode {
  const t = useText();
  const code = useCode();
  const organization = (id: string) => (
    <Link to="/organizations/$id" params={{ id }}>
      {parties.find((party) => party.id === id)?.name ?? id}
    </Link>
  );
  return (field, wire) => {
    const typed = typedOf(field, wire);
    if (typed === undefined) return null;
    if (typeof typed !== 'string' && field.kind === 'portions')
      return typed.map(portionOf).map(({ holderId, amount }) => (
        <div key={holderId}>
          {organization(holderId)} {displayYuan(parseYuan(amount), 'yuan')}
        </div>
      ));
    if (typeof typed !== 'string')
      return field.kind === 'assets'
        ? String(typed.length)
        : typed.map((one) => code(`proposal.${field.path}`, one)).join('、');
    if (money.has(field.kind)) return displayYuan(parseYuan(typed), 'yuan');
    if (ids.has(field.kind)) return organization(typed);
    if (field.kind === 'yesno') return t(typed === 'yes' ? 'proposal.yes' : 'proposal.no');
    if (field.kind === 'choice') return code(`proposal.${field.path}`, typed);
    if (field.kind !== 'other') return <span className="matter-text">{typed}</span>;
    return typed.startsWith('id:') ? organization(typed.slice(3)) : typed.slice('name:'.length);
  };
}

/** What is asked or permitted, in words: every field of the matter's own form. */
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
  const code = useCode();
  const shown = useShown(parties);
  const { matter } = proposal;
  // Contents from before there was a choice are free transfers.
  const said = {
    ...(matter === 'equity_transfer' || matter === 'asset_disposal' ? { mode: 'free_transfer' } : {}),
    ...proposal,
  };
  const fields = asked(forms[matter], valuesOf(said)).filter((field) => field.path !== 'amount');
  return (
    <>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2 }}
        items={[
          { key: 'matter', label: t('matters.kind'), children: code('slug', matter) },
          { key: 'amount', label: t('matters.amount'), children: <Amount value={amount} /> },
          ...fields.flatMap((field) => {
            const children = shown(field, at(said, field.path));
            return children === null ? [] : [{ key: field.path, label: t(field.label), children }];
          }),
        ]}
      />
      {matter === 'asset_disposal' && <AssetsOf proposal={proposal} />}
    </>
  );
}
