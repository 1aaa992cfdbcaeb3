import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ChoiceField } from './act-fields.tsx';
import type { Asset } from './asset-data.ts';
import type { Story } from './story-data.ts';

type Basis = 'quantity' | 'area' | 'value';
type Part = {
  readonly n: number;
  readonly name: string;
  readonly measure: string;
  readonly clusterId: string;
};

/** A typed number without separators. */
const plain = (text: string): string => text.replace(/[\s,，]/g, '');

function PartFields(props: {
  readonly part: Part;
  readonly clusters: readonly { value: string; label: string }[];
  readonly onChange: (part: Part) => void;
}) {
  const t = useText();
  const { part, clusters, onChange } = props;
  const { n } = part;
  const [name, measure] = [t('assetActs.partName', { n }), t('assetActs.partMeasure', { n })];
  return (
    <Card size="small" style={{ marginBottom: 8 }}>
      <Flex wrap gap={16}>
        <Form.Item label={name} htmlFor={`part-${n}`} layout="vertical">
          <Input
            id={`part-${n}`}
            maxLength={200}
            value={part.name}
            onChange={(event) => onChange({ ...part, name: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={measure} htmlFor={`measure-${n}`} layout="vertical">
          <Input
            id={`measure-${n}`}
            inputMode="decimal"
            value={part.measure}
            onChange={(event) => onChange({ ...part, measure: event.target.value })}
          />
        </Form.Item>
        <ChoiceField
          id={`cluster-${n}`}
          label={t('assetActs.partCluster', { n })}
          value={part.clusterId}
          options={clusters}
          onChange={(clusterId) => onChange({ ...part, clusterId })}
        />
      </Flex>
    </Card>
  );
}

/** Splits the asset into parts that add up to it, over several clusters by agreement. */
export function SplitForm({ asset, story }: { asset: Asset; story: Story }) {
  const t = useText();
  const clusters = useQuery(trpc.organizations.clusters.queryOptions());
  const empty = (n: number): Part => ({ n, name: '', measure: '', clusterId: asset.cluster.id });
  const [basis, setBasis] = useState<Basis>('value');
  const [parts, setParts] = useState<readonly Part[]>([empty(1), empty(2)]);
  const [on, setOn] = useState('');
  const [papers, setPapers] = useState<Paper[]>([]);
  const { quantity, unit, area, cost } = story.measures;
  const options = [
    { value: 'value' as const, label: t('assetActs.byValue', { sum: cost }) },
    { value: 'quantity' as const, label: t('assetActs.byQuantity', { sum: quantity, unit }) },
    ...(area === null ? [] : [{ value: 'area' as const, label: t('assetActs.byArea', { sum: area }) }]),
  ];
  const named = (clusters.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const document = papers[0]?.digest;
  const ready = on !== '' && parts.every(({ name, measure }) => name.trim() !== '' && plain(measure) !== '');
  return (
    <div data-testid="split-form">
      <Typography.Paragraph type="secondary">{t('assetActs.splitWhy')}</Typography.Paragraph>
      <Flex wrap gap={16}>
        <ChoiceField
          id="basis"
          label={t('assetActs.basis')}
          value={basis}
          options={options}
          onChange={setBasis}
        />
        <TextField
          id="splitOn"
          label="assetActs.on"
          type="date"
          required
          max={story.today}
          value={on}
          onChange={setOn}
        />
      </Flex>
      {parts.map((part) => (
        <PartFields
          key={part.n}
          {...{ part, clusters: named }}
          onChange={(changed) => setParts(parts.map((old) => (old.n === part.n ? changed : old)))}
        />
      ))}
      <Flex wrap gap={8} style={{ margin: '8px 0 16px' }}>
        <Button size="small" onClick={() => setParts([...parts, empty(parts.length + 1)])}>
          {t('assetActs.addPart')}
        </Button>
        <Button size="small" disabled={parts.length < 3} onClick={() => setParts(parts.slice(0, -1))}>
          {t('assetActs.removePart')}
        </Button>
      </Flex>
      <Flex vertical gap={12}>
        <PapersField
          papers={papers}
          onChange={(all) => setPapers(all.slice(-1))}
          label={t('assetActs.agreement')}
        />
        <ActButton
          type="primary"
          disabled={!ready}
          confirm={t('assetActs.confirmSplit')}
          mutation={trpc.assets.split.mutationOptions()}
          input={{
            ...{ assetId: asset.id, on, basis, ...(document === undefined ? {} : { document }) },
            parts: parts.map(({ name, measure, clusterId }) => ({
              ...{ name: name.trim(), measure: plain(measure), clusterId },
            })),
          }}
        >
          {t('assetActs.saveSplit')}
        </ActButton>
      </Flex>
    </div>
  );
}
