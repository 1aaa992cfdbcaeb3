import { useQuery } from '@tanstack/react-query';
import { Card, Checkbox, Flex, Form, Input, Select, Skeleton, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { balanceFromText } from '../../components/yuan-text.ts';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Conflicts, Tender } from './tender-data.ts';

const rejections = [
  ...(['UNSIGNED', 'NO_CONSORTIUM_AGREEMENT', 'UNQUALIFIED', 'TWO_BIDS'] as const),
  ...(['BELOW_COST', 'NON_RESPONSIVE', 'COLLUSION'] as const),
];
type Finding = {
  rejected: (typeof rejections)[number] | null;
  because: string;
  adjustment: string;
  otherScore: string;
};
const clean: Finding = { rejected: null, because: '', adjustment: '', otherScore: '' };
type Opened = NonNullable<Tender['opening']>['bids'][number];
type Conflict = Conflicts['bids'][number];

function FindingFields(props: {
  readonly bid: Opened;
  readonly conflict: Conflict | undefined;
  readonly scored: boolean;
  readonly value: Finding;
  readonly onChange: (finding: Finding) => void;
}) {
  const t = useText();
  const code = useCode();
  const { bid, conflict, scored, value, onChange } = props;
  const field = (name: 'because' | 'adjustment' | 'otherScore', label: string) => (
    <Form.Item label={label} htmlFor={`${name}-${bid.bidId}`} layout="vertical" style={{ flex: '1 1 180px' }}>
      <Input
        id={`${name}-${bid.bidId}`}
        value={value[name]}
        maxLength={2000}
        autoComplete="off"
        onChange={(event) => onChange({ ...value, [name]: event.target.value })}
      />
    </Form.Item>
  );
  return (
    <Card size="small" title={`${bid.supplier.name} · ${bid.price}`} data-testid={`finding-${bid.bidId}`}>
      {conflict !== undefined && conflict.outcome !== 'ok' && (
        <Typography.Paragraph type="danger">
          <Tag color="red">{code('conflict', conflict.outcome)}</Tag>
          {conflict.because}
        </Typography.Paragraph>
      )}
      <Flex gap={8} wrap>
        <Form.Item label={t('tenders.rejected')} layout="vertical" style={{ flex: '1 1 180px' }}>
          <Select
            allowClear
            aria-label={t('tenders.rejected')}
            value={value.rejected}
            onChange={(rejected: Finding['rejected']) => onChange({ ...value, rejected: rejected ?? null })}
            options={rejections.map((each) => ({ value: each, label: code('finding', each) }))}
          />
        </Form.Item>
        {field('because', t('tenders.because'))}
        {field('adjustment', t('tenders.adjustment'))}
        {scored && field('otherScore', t('tenders.otherScore'))}
      </Flex>
    </Card>
  );
}

function inputOf(bid: Opened, finding: Finding) {
  const amount = finding.adjustment.trim() === '' ? null : balanceFromText(finding.adjustment);
  return {
    ...{ bidId: bid.bidId, because: finding.because.trim() },
    adjustments: amount === null ? [] : [{ name: '量化折价', amount }],
    ...(finding.rejected === null ? {} : { rejected: finding.rejected }),
    ...(finding.otherScore.trim() === '' ? {} : { otherScore: finding.otherScore.trim() }),
  };
}

/** What the panel found, bid by bid, with the conflicts that the register shows; the method does the rest. */
export function EvaluatePanel({ tender }: { readonly tender: Tender }) {
  const t = useText();
  const { data: conflicts, error } = useQuery(trpc.tenders.conflicts.queryOptions({ id: tender.id }));
  const [findings, setFindings] = useState<Readonly<Record<string, Finding>>>({});
  const [papers, setPapers] = useState<Paper[]>([]);
  const [stillCompetitive, setStillCompetitive] = useState(false);
  const bids = tender.opening?.bids.filter((bid) => bid.outcome === 'opened') ?? [];
  if (conflicts === undefined) return error === null ? <Skeleton active /> : <FailureAlert error={error} />;
  const of = (bid: Opened): Finding => findings[bid.bidId] ?? clean;
  const conflictOf = (bid: Opened) => conflicts.bids.find((one) => one.id === bid.supplier.id);
  const said = bids.every(
    (bid) =>
      of(bid).because.trim() !== '' || (of(bid).rejected === null && conflictOf(bid)?.outcome !== 'review'),
  );
  return (
    <Card title={t('tenders.evaluate')} data-testid="evaluate">
      <Typography.Paragraph type="secondary">{t('tenders.evaluateHint')}</Typography.Paragraph>
      <Flex vertical gap={12}>
        {bids.map((bid) => (
          <FindingFields
            key={bid.bidId}
            bid={bid}
            conflict={conflictOf(bid)}
            scored={tender.evaluation !== 'lowest_evaluated'}
            value={of(bid)}
            onChange={(finding) => setFindings({ ...findings, [bid.bidId]: finding })}
          />
        ))}
        <Checkbox checked={stillCompetitive} onChange={(event) => setStillCompetitive(event.target.checked)}>
          {t('tenders.stillCompetitive')}
        </Checkbox>
        <PapersField papers={papers} onChange={setPapers} label={t('tenders.report')} />
        <ActButton
          type="primary"
          confirm={t('tenders.evaluateConfirm')}
          disabled={papers.length !== 1 || !said}
          mutation={trpc.tenders.evaluate.mutationOptions()}
          input={{
            ...{ id: tender.id, findings: bids.map((bid) => inputOf(bid, of(bid))), stillCompetitive },
            report: papers[0]?.digest ?? '',
          }}
        >
          {t('tenders.evaluate')}
        </ActButton>
      </Flex>
    </Card>
  );
}
