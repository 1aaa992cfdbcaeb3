import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Flex, Form, Select, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Asset } from './asset-data.ts';

/** Makes one asset of this and others of its book, cluster and class. */
export function MergeForm({ asset, today }: { asset: Asset; today: string }) {
  const t = useText();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const [name, setName] = useState(asset.name);
  const [on, setOn] = useState('');
  const alike = useQuery(
    trpc.assets.list.queryOptions({
      ...{ clusterId: asset.cluster.id, ownerId: asset.owner.id, text },
      class: asset.class as 'pipe',
    }),
  );
  const options = (alike.data?.items ?? [])
    .filter(({ id, state }) => id !== asset.id && state !== 'in_transfer')
    .map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }));
  return (
    <div data-testid="merge-form">
      <Typography.Paragraph type="secondary">{t('assetActs.mergeWhy')}</Typography.Paragraph>
      <Form.Item label={t('assetActs.mergeWith')} htmlFor="merge-with" layout="vertical">
        <Select<string[]>
          id="merge-with"
          mode="multiple"
          showSearch={{ filterOption: false, onSearch: setText }}
          value={[...chosen]}
          options={options}
          onChange={setChosen}
        />
      </Form.Item>
      <Flex wrap gap={16}>
        <TextField id="merge-name" label="assetActs.mergeName" required value={name} onChange={setName} />
        <TextField
          id="mergedOn"
          label="assetActs.on"
          type="date"
          required
          max={today}
          value={on}
          onChange={setOn}
        />
      </Flex>
      <ActButton
        type="primary"
        disabled={chosen.length === 0 || on === '' || name.trim() === ''}
        confirm={t('assetActs.confirmSplit')}
        mutation={trpc.assets.merge.mutationOptions()}
        input={{ assetIds: [asset.id, ...chosen], name: name.trim(), on }}
        onDone={({ assets }) => {
          const [merged] = assets;
          if (merged !== undefined) void navigate({ to: '/assets/$id', params: { id: merged.id } });
        }}
      >
        {t('assetActs.saveMerge')}
      </ActButton>
    </div>
  );
}
