import { landAcquisitions } from '@guanyun/domain/assets/land-line.ts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Card, Flex, Form, Select } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { yuanFromText } from '../../components/yuan-text.ts';
import { type TextKey, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

const empty = {
  ...{ name: '', parcelNo: '', holderName: '', area: '', price: '' },
  ...{ grantedOn: '', startBy: '', completeBy: '', required: '', investmentPerMu: '', taxPerMu: '' },
  ...{ clusterId: '', holderId: '', assetId: '', acquired: 'granted' as (typeof landAcquisitions)[number] },
};
type Typed = typeof empty;
type Change = (part: Partial<Typed>) => void;
type Choice = { readonly value: string; readonly label: string };

function Choose(props: {
  readonly id: string;
  readonly label: TextKey;
  readonly value: string;
  readonly options: readonly Choice[];
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
}) {
  const t = useText();
  const { id, label, value, options, onChange, required = false } = props;
  return (
    <Form.Item label={t(label)} htmlFor={id} layout="vertical" required={required}>
      <Select
        id={id}
        aria-label={t(label)}
        allowClear={!required}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 260, maxWidth: '100%' }}
        value={value === '' ? null : value}
        options={[...options]}
        onChange={(next: string | null | undefined) => onChange(next ?? '')}
      />
    </Form.Item>
  );
}

function Parties({ typed, change }: { typed: Typed; change: Change }) {
  const t = useText();
  const clusters = useQuery(trpc.organizations.clusters.queryOptions());
  const companies = useQuery(trpc.organizations.companies.queryOptions());
  const { clusterId } = typed;
  const assets = useQuery(trpc.assets.landAssets.queryOptions(clusterId === '' ? skipToken : { clusterId }));
  return (
    <Flex wrap gap={16}>
      <Choose
        {...{ id: 'landCluster', label: 'land.cluster', value: clusterId, required: true }}
        options={(clusters.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(next) => change({ clusterId: next, assetId: '' })}
      />
      <Choose
        {...{ id: 'landHolder', label: 'land.holderHere', value: typed.holderId }}
        options={(companies.data ?? []).map(({ id, name }) => ({
          value: id,
          label: name || t('assets.unknownName'),
        }))}
        onChange={(holderId) => change({ holderId, ...(holderId === '' ? {} : { holderName: '' }) })}
      />
      <TextField
        {...{ id: 'landHolderName', label: 'land.holderOutside', value: typed.holderName }}
        onChange={(holderName) => change({ holderName, ...(holderName === '' ? {} : { holderId: '' }) })}
      />
      <Choose
        {...{ id: 'landAsset', label: 'land.asset', value: typed.assetId }}
        options={(assets.data ?? []).map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
        onChange={(assetId) => change({ assetId })}
      />
    </Flex>
  );
}

const figures = [
  ['area', 'land.area', true],
  ['price', 'land.price', true],
  ['required', 'land.required', false],
  ['investmentPerMu', 'land.investmentPerMu', false],
  ['taxPerMu', 'land.taxPerMu', false],
] as const;
const days = [
  ['grantedOn', 'land.grantedOn'],
  ['startBy', 'land.startBy'],
  ['completeBy', 'land.completeBy'],
] as const;
const badFigure = (text: string): boolean => text !== '' && yuanFromText(text) === null;

function Terms({ typed, change }: { typed: Typed; change: Change }) {
  const t = useText();
  return (
    <>
      <Flex wrap gap={16}>
        <Choose
          {...{ id: 'landAcquired', label: 'land.acquired', value: typed.acquired, required: true }}
          options={landAcquisitions.map((value) => ({ value, label: t(`landAcquired.${value}`) }))}
          onChange={(value) => change({ acquired: value as Typed['acquired'] })}
        />
        {days.map(([key, label]) => (
          <TextField
            key={key}
            {...{ id: `land-${key}`, label, type: 'date', required: true, value: typed[key] }}
            onChange={(text) => change({ [key]: text })}
          />
        ))}
      </Flex>
      <Flex wrap gap={16}>
        {figures.map(([key, label, required]) => (
          <TextField
            key={key}
            {...{ id: `land-${key}`, label, type: 'decimal', required, value: typed[key] }}
            wrong={badFigure(typed[key]) ? 'land.bad' : null}
            onChange={(text) => change({ [key]: text })}
          />
        ))}
      </Flex>
    </>
  );
}

/** What is typed as the server takes it; null while something is lacking or wrong. */
function inputOf(typed: Typed, document: string | undefined) {
  const { name, parcelNo, clusterId, assetId, holderId, holderName, acquired } = typed;
  const [area, price] = [yuanFromText(typed.area), yuanFromText(typed.price)];
  const texts = [name, parcelNo, clusterId, holderId + holderName, ...days.map(([key]) => typed[key])];
  if (texts.some((text) => text.trim() === '') || figures.some(([key]) => badFigure(typed[key]))) return null;
  if (area === null || price === null || document === undefined) return null;
  return {
    ...{ name: name.trim(), parcelNo: parcelNo.trim(), clusterId, acquired, area, price, document },
    assetId: assetId || null,
    holderId: holderId || null,
    holderName: holderName.trim() || null,
    ...{ grantedOn: typed.grantedOn, startBy: typed.startBy, completeBy: typed.completeBy },
    requiredInvestment: yuanFromText(typed.required),
    investmentPerMu: yuanFromText(typed.investmentPerMu),
    taxPerMu: yuanFromText(typed.taxPerMu),
  };
}

/** Puts a parcel with its performance agreement on the ledger. */
export function RegisterLand({ onDone }: { readonly onDone: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(empty);
  const [papers, setPapers] = useState<Paper[]>([]);
  const change: Change = (part) => setTyped((before) => ({ ...before, ...part }));
  const input = inputOf(typed, papers[0]?.digest);
  return (
    <Card title={t('land.register')} data-testid="land-form">
      <Alert type="info" title={t('land.registerHint')} style={{ marginBottom: 16 }} />
      <Flex wrap gap={16}>
        <TextField
          {...{ id: 'landName', label: 'land.name', required: true, value: typed.name }}
          onChange={(name) => change({ name })}
        />
        <TextField
          {...{ id: 'landNo', label: 'land.parcelNo', required: true, value: typed.parcelNo }}
          onChange={(parcelNo) => change({ parcelNo })}
        />
      </Flex>
      <Parties typed={typed} change={change} />
      <Terms typed={typed} change={change} />
      <Flex vertical gap={12} align="start">
        <PapersField papers={papers} onChange={(all) => setPapers(all.slice(-1))} label={t('land.paper')} />
        <ActButton
          type="primary"
          disabled={input === null}
          mutation={trpc.assets.registerLand.mutationOptions()}
          input={input ?? ({} as NonNullable<typeof input>)}
          onDone={({ id }) => {
            onDone();
            void navigate({ to: '/land/$id', params: { id } });
          }}
        >
          {t('land.save')}
        </ActButton>
      </Flex>
    </Card>
  );
}
