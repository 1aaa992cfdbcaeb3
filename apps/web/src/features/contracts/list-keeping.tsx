import { skipToken, useQuery } from '@tanstack/react-query';
import { Card, Select, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { CooperationList } from './answers.ts';
import { FieldsForm } from './fields-form.tsx';

type Props = { list: CooperationList };

/** Publication; where it takes the place of another version, that one ends the day before. */
export function PublishForm({ list }: Props) {
  const t = useText();
  const overlapping = list.others.filter(({ overlaps }) => overlaps);
  const [supersedes, setSupersedes] = useState<string>(overlapping[0]?.id ?? '');
  return (
    <Card size="small" data-testid="publish-form">
      {overlapping.length > 0 && (
        <p>
          {t('life.supersedes')}{' '}
          <Select<string>
            aria-label={t('life.supersedes')}
            style={{ minWidth: 200 }}
            value={supersedes}
            onChange={setSupersedes}
            options={[
              { value: '', label: t('life.supersedesNone') },
              ...overlapping.map((one) => ({
                value: one.id,
                label: `${one.version} ${one.effectiveFrom}–${one.effectiveTo}`,
              })),
            ]}
          />
        </p>
      )}
      <ActButton
        type="primary"
        confirm={t('contracts.publishConfirm')}
        mutation={trpc.contracts.publishList.mutationOptions()}
        input={{ id: list.id, ...(supersedes === '' ? {} : { supersedesId: supersedes }) }}
      >
        {t('contracts.publish')}
      </ActButton>
    </Card>
  );
}

export function ReviewForm({ list }: Props) {
  const t = useText();
  return (
    <Card size="small" title={t('life.reviewTitle')}>
      <FieldsForm
        id="review-form"
        fields={[
          {
            ...{ key: 'outcome', label: 'life.reviewOutcome', kind: 'choice', of: 'reviewOutcome' },
            codes: ['passed', 'failed'],
          },
          { key: 'number', label: 'life.reviewNumber', kind: 'text' },
        ]}
      >
        {(typed) => (
          <ActButton
            type="primary"
            disabled={typed === null}
            mutation={trpc.contracts.fileReview.mutationOptions()}
            input={{
              id: list.id,
              outcome: typed?.values.outcome === 'failed' ? 'failed' : 'passed',
              number: typed?.values.number ?? '',
              document: typed?.document ?? '',
            }}
          >
            {t('life.fileReview')}
          </ActButton>
        )}
      </FieldsForm>
    </Card>
  );
}

export function RevokeForm({ list }: Props) {
  const t = useText();
  return (
    <Card size="small" title={t('life.revokeTitle')}>
      <FieldsForm id="revoke-form" fields={[{ key: 'reason', label: 'life.revokeReason', kind: 'text' }]}>
        {(typed) => (
          <ActButton
            danger
            disabled={typed === null}
            confirm={t('life.revokeConfirm')}
            mutation={trpc.contracts.revokeList.mutationOptions()}
            input={{ id: list.id, reason: typed?.values.reason ?? '', document: typed?.document ?? '' }}
          >
            {t('life.revoke')}
          </ActButton>
        )}
      </FieldsForm>
    </Card>
  );
}

const shown = (value: unknown): string =>
  value === null || value === undefined ? '—' : Array.isArray(value) ? value.join('、') : String(value);

/** What this version adds, removes and changes against another, field by field. */
export function CompareCard({ list }: Props) {
  const t = useText();
  const code = useCode();
  const named = (field: string, value: unknown): string =>
    field === 'category' || field === 'mode' ? code('contracts', shown(value)) : shown(value);
  const [chosen, setChosen] = useState<string | null>(null);
  const other = chosen ?? list.supersedesId;
  const { data, error } = useQuery(
    trpc.contracts.compareLists.queryOptions(other === null ? skipToken : { before: other, after: list.id }),
  );
  if (list.others.length === 0) return null;
  return (
    <Card title={t('life.compareTitle')} data-testid="compare">
      <Select<string>
        aria-label={t('life.compareWith')}
        placeholder={t('life.compareWith')}
        style={{ minWidth: 240, marginBottom: 12 }}
        value={other}
        onChange={setChosen}
        options={list.others.map((one) => ({
          value: one.id,
          label: `${one.version} ${one.effectiveFrom}–${one.effectiveTo}`,
        }))}
      />
      <FailureAlert error={error} />
      {data?.items.length === 0 && <p>{t('life.compareNone')}</p>}
      {data !== undefined && data.items.length > 0 && (
        <Table
          rowKey="code"
          size="small"
          pagination={false}
          scroll={{ x: 700 }}
          dataSource={data.items}
          columns={[
            { title: t('contracts.itemCode'), dataIndex: 'code' },
            { title: t('contracts.state'), render: (_, item) => <Tag>{code('listChange', item.kind)}</Tag> },
            {
              title: `${t('life.before')} → ${t('life.after')}`,
              render: (_, item) =>
                item.fields.map((field) => (
                  <div key={field.name}>
                    <Typography.Text type="secondary">{code('listField', field.name)}</Typography.Text>{' '}
                    {named(field.name, field.before)} → {named(field.name, field.after)}
                  </div>
                )),
            },
          ]}
        />
      )}
    </Card>
  );
}
