import { useQuery } from '@tanstack/react-query';
import { Card, Skeleton, Tabs } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { AdjustForm } from './adjust-form.tsx';
import type { Asset } from './asset-data.ts';
import { DisposeForm } from './dispose-form.tsx';
import { EncumberForm } from './encumber-form.tsx';
import { EncumbranceCard } from './encumbrance-card.tsx';
import { LedgerCard } from './ledger-card.tsx';
import { LineageCard } from './lineage-card.tsx';
import { MergeForm } from './merge-form.tsx';
import { PapersCard } from './papers-card.tsx';
import { SplitForm } from './split-form.tsx';
import type { Story } from './story-data.ts';

function ActsCard({ asset, story }: { asset: Asset; story: Story }) {
  const t = useText();
  const { may, today } = story;
  const { id: assetId } = asset;
  const change = [
    { key: 'adjust', label: t('assetActs.adjust'), children: <AdjustForm {...{ assetId, story }} /> },
    { key: 'split', label: t('assetActs.split'), children: <SplitForm {...{ asset, story }} /> },
    { key: 'merge', label: t('assetActs.merge'), children: <MergeForm {...{ asset, today }} /> },
    { key: 'dispose', label: t('assetActs.dispose'), children: <DisposeForm {...{ assetId, story }} /> },
  ];
  const items = [
    ...(may.encumber
      ? [
          {
            key: 'encumber',
            label: t('assetActs.encumber'),
            children: <EncumberForm {...{ assetId, story }} />,
          },
        ]
      : []),
    ...(may.change ? change : []),
  ];
  if (items.length === 0) return null;
  return (
    <Card title={t('assetActs.title')} data-testid="asset-acts">
      <Tabs items={items} />
    </Card>
  );
}

/** What happened to the asset, and what may be done with it. */
export function AssetStory({ asset }: { asset: Asset }) {
  const { data: story, error } = useQuery(trpc.assets.story.queryOptions({ id: asset.id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (story === undefined) return <Skeleton active />;
  return (
    <>
      <EncumbranceCard story={story} />
      <ActsCard asset={asset} story={story} />
      <LedgerCard story={story} />
    </>
  );
}

/** Beside it: where the asset came from, and its photos and papers. */
export function AssetAside({ asset }: { asset: Asset }) {
  const { data: story } = useQuery(trpc.assets.story.queryOptions({ id: asset.id }));
  if (story === undefined) return null;
  return (
    <>
      <LineageCard story={story} />
      <PapersCard assetId={asset.id} story={story} />
    </>
  );
}
