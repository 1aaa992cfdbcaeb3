import type { AppRouter } from '@guanyun/api/router.ts';
import { companyForms, particularKinds } from '@guanyun/domain/organizations/particulars.ts';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { Button, Card, Collapse, Flex, Form, Select, Skeleton, Table, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

type Shown = inferRouterOutputs<AppRouter>['equity']['particulars'];
type Kind = (typeof particularKinds)[number];
type CompanyForm = (typeof companyForms)[number];
type Props = {
  readonly companyId: string;
  readonly asOf: string;
  readonly knownOn?: string | undefined;
};

/** A form of company by its name; the rest as it was written. */
function useValueText(): (kind: Kind, value: string) => string {
  const t = useText();
  return (kind, value) => (kind === 'form' ? t(`organizationForm.${value as CompanyForm}`) : value);
}

function Current({ shown }: { readonly shown: Shown }) {
  const t = useText();
  const said = useValueText();
  const paperOf = (id: string | null) => shown.history.find((row) => row.id === id)?.document;
  return (
    <Table
      size="small"
      rowKey="kind"
      pagination={false}
      scroll={{ x: 560 }}
      dataSource={shown.current}
      columns={[
        {
          ...{ title: t('particulars.what'), key: 'kind', width: 110 },
          render: (_, { kind }) => t(`particular.${kind}`),
        },
        {
          ...{ title: t('particulars.value'), key: 'value' },
          render: (_, { kind, value }) =>
            value === null ? (
              <Typography.Text type="secondary">{t('particulars.unknown')}</Typography.Text>
            ) : (
              said(kind, value)
            ),
        },
        {
          ...{ title: t('particulars.from'), key: 'from', width: 120 },
          render: (_, { validFrom }) => validFrom ?? '—',
        },
        {
          ...{ title: t('particulars.paper'), key: 'paper', width: 200 },
          render: (_, { id }) => {
            const paper = paperOf(id);
            if (paper === undefined) return '—';
            return (
              <a href={`/documents/${paper.digest}`} download>
                {paper.name || t('particulars.paper')}
              </a>
            );
          },
        },
      ]}
    />
  );
}

function History({ shown }: { readonly shown: Shown }) {
  const t = useText();
  const said = useValueText();
  if (shown.history.length === 0) return null;
  const lines = shown.history.toReversed().map(({ id, kind, value, validFrom, recordedOn, person }) => (
    <li key={id}>
      {t(`particular.${kind}`)}：{said(kind, value)}，{t('particulars.from')} {validFrom}（
      {t('particulars.recorded')} {recordedOn} {person.name}）
    </li>
  ));
  const label = t('particulars.history', { n: String(lines.length) });
  return <Collapse ghost size="small" items={[{ key: 'history', label, children: <ul>{lines}</ul> }]} />;
}

type ValueProps = { readonly kind: Kind; readonly value: string; readonly onChange: (text: string) => void };

function ValueField({ kind, value, onChange }: ValueProps) {
  const t = useText();
  if (kind !== 'form')
    return (
      <TextField
        id="particularValue"
        label="particulars.newValue"
        required
        value={value}
        onChange={onChange}
      />
    );
  return (
    <Form.Item label={t('particulars.newValue')} htmlFor="particularForm" layout="vertical" required>
      <Select
        id="particularForm"
        style={{ width: 200 }}
        value={value === '' ? null : value}
        onChange={(next: string | null) => onChange(next ?? '')}
        options={companyForms.map((one) => ({ value: one, label: t(`organizationForm.${one}`) }))}
      />
    </Form.Item>
  );
}

const empty = { value: '', validFrom: '', papers: [] as Paper[] };

function RecordForm({ companyId, today, onDone }: { companyId: string; today: string; onDone: () => void }) {
  const t = useText();
  const [kind, setKind] = useState<Kind>('office');
  const [typed, setTyped] = useState(empty);
  const { value, validFrom, papers } = typed;
  const set = (part: Partial<typeof empty>) => setTyped((before) => ({ ...before, ...part }));
  const ready = value.trim() !== '' && validFrom !== '' && papers.length > 0;
  return (
    <Flex vertical gap={8} data-testid="particular-form">
      <Typography.Paragraph type="secondary">{t('particulars.hint')}</Typography.Paragraph>
      <Flex wrap gap={16}>
        <Form.Item label={t('particulars.what')} htmlFor="particularKind" layout="vertical">
          <Select
            id="particularKind"
            style={{ width: 160 }}
            value={kind}
            onChange={(next: Kind) => {
              setKind(next);
              set({ value: '' });
            }}
            options={particularKinds.map((one) => ({ value: one, label: t(`particular.${one}`) }))}
          />
        </Form.Item>
        <div style={{ flex: '1 1 320px', maxWidth: 560 }}>
          <ValueField kind={kind} value={value} onChange={(text) => set({ value: text })} />
        </div>
        <TextField
          id="particularFrom"
          label="particulars.on"
          type="date"
          required
          max={today}
          value={validFrom}
          onChange={(text) => set({ validFrom: text })}
        />
      </Flex>
      <PapersField
        papers={papers}
        onChange={(all) => set({ papers: all.slice(-1) })}
        label={t('particulars.paper')}
      />
      <ActButton
        type="primary"
        disabled={!ready}
        mutation={trpc.equity.recordParticular.mutationOptions()}
        input={{ companyId, kind, value: value.trim(), validFrom, document: papers[0]?.digest ?? '' }}
        onDone={onDone}
      >
        {t('particulars.save')}
      </ActButton>
    </Flex>
  );
}

/** Name, form, office, scope, articles and registration of a company on a day, each with its paper. */
export function ParticularsCard({ companyId, asOf, knownOn }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery(
    trpc.equity.particulars.queryOptions({
      ...{ companyId, asOf },
      ...(knownOn === undefined ? {} : { knownOn }),
    }),
  );
  return (
    <Card
      title={t('particulars.title')}
      data-testid="particulars"
      extra={
        data?.mayRecord === true && (
          <Button onClick={() => setOpen(!open)}>{t(open ? 'act.cancel' : 'particulars.record')}</Button>
        )
      }
    >
      <FailureAlert error={error} />
      {data === undefined && error === null && <Skeleton active />}
      {data !== undefined && (
        <>
          {open && <RecordForm companyId={companyId} today={data.today} onDone={() => setOpen(false)} />}
          <Current shown={data} />
          <History shown={data} />
        </>
      )}
    </Card>
  );
}
