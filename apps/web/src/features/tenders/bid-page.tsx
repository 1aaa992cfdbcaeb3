import './tenders.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Form, Input, Radio, Skeleton, Steps, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type BidDraft, bidOf, emptyBid, paperOf, tooLong, totalOf } from './bid-draft.ts';
import { digestOfText, sealBid } from './seal-bid.ts';
import { type BidForm, momentText } from './tender-data.ts';

type Props = {
  readonly form: BidForm;
  readonly draft: BidDraft;
  readonly onChange: (draft: BidDraft) => void;
};

function Fields({ form, draft, onChange }: Props) {
  const t = useText();
  return (
    <>
      {form.lots.map((lot) => (
        <Form.Item
          key={lot.id}
          label={t('bids.priceOf', { lot: `${lot.code} ${lot.title}` })}
          htmlFor={`price-${lot.code}`}
          layout="vertical"
          required
        >
          <Input
            id={`price-${lot.code}`}
            inputMode="decimal"
            autoComplete="off"
            value={draft.prices[lot.id] ?? ''}
            onChange={(event) =>
              onChange({ ...draft, prices: { ...draft.prices, [lot.id]: event.target.value } })
            }
          />
        </Form.Item>
      ))}
      <TextField
        id="termDays"
        label="bids.termDays"
        required
        value={draft.termDays}
        onChange={(termDays) => onChange({ ...draft, termDays })}
      />
      <TextField
        id="signedBy"
        label="bids.signedBy"
        required
        value={draft.signedBy}
        onChange={(signedBy) => onChange({ ...draft, signedBy })}
      />
      <Form.Item label={t('bids.statement')} htmlFor="statement" layout="vertical">
        <Input.TextArea
          id="statement"
          rows={3}
          maxLength={20_000}
          value={draft.statement}
          onChange={(event) => onChange({ ...draft, statement: event.target.value })}
        />
      </Form.Item>
      <Flex vertical gap={4} align="start">
        <label htmlFor="bidPapers">{t('bids.papers')}</label>
        <input
          id="bidPapers"
          type="file"
          multiple
          onChange={(event) => {
            void Promise.all([...(event.target.files ?? [])].map(paperOf)).then((papers) =>
              onChange({ ...draft, papers }),
            );
          }}
        />
        {draft.papers.map((paper) => (
          <span key={paper.name}>{paper.name}</span>
        ))}
      </Flex>
    </>
  );
}

type SealedBid = { readonly envelope: string; readonly digest: string };

/** Typed, sealed here, handed in: the price never leaves this browser in clear. */
function BidCard({ form }: { readonly form: BidForm }) {
  const t = useText();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(emptyBid);
  const [sealed, setSealed] = useState<SealedBid | null>(null);
  const [busy, setBusy] = useState(false);
  const bid = bidOf(form, draft);
  const long = bid !== null && tooLong(bid);
  const seal = async (): Promise<void> => {
    if (bid === null) return;
    setBusy(true);
    const envelope = await sealBid(form.publicKey, bid);
    setSealed({ envelope, digest: await digestOfText(envelope) });
    setBusy(false);
  };
  return (
    <Card title={t('bids.bid')} data-testid="bid">
      <Steps
        size="small"
        current={sealed === null ? 0 : 1}
        items={[
          { title: t('bids.stepFill') },
          { title: t('bids.stepSealed') },
          { title: t('bids.stepReceipt') },
        ]}
        style={{ marginBottom: 16 }}
      />
      {sealed === null ? (
        <Flex vertical gap={8} align="stretch">
          <Fields form={form} draft={draft} onChange={setDraft} />
          <p>
            {t('bids.total', { total: totalOf(form, draft) ?? '—' })}
            {form.ceiling !== null && <> · {t('bids.ceiling', { ceiling: form.ceiling })}</>}
          </p>
          {long && <Alert type="error" title={t('bids.tooLong')} role="alert" />}
          <Button type="primary" loading={busy} disabled={bid === null || long} onClick={() => void seal()}>
            {t('bids.seal')}
          </Button>
        </Flex>
      ) : (
        <Flex vertical gap={8} align="start">
          <p>{t('bids.sealedHint')}</p>
          <span className="tender-digest" data-testid="sealed-digest">
            SHA-256 {sealed.digest}
          </span>
          <ActButton
            type="primary"
            mutation={trpc.sealed.submit.mutationOptions()}
            input={{ id: form.id, envelope: sealed.envelope }}
            onDone={() => void navigate({ to: '/my-bids' })}
          >
            {t('bids.submit')}
          </ActButton>
          <Button onClick={() => setSealed(null)}>{t('bids.edit')}</Button>
        </Flex>
      )}
    </Card>
  );
}

function ObjectionCard({ id }: { readonly id: string }) {
  const t = useText();
  const code = useCode();
  const [kind, setKind] = useState<'documents' | 'result' | 'complaint'>('documents');
  const [text, setText] = useState('');
  return (
    <Card title={t('bids.object')} data-testid="object">
      <Typography.Paragraph type="secondary">{t('bids.objectHint')}</Typography.Paragraph>
      <Radio.Group
        value={kind}
        onChange={(event) => setKind(event.target.value)}
        options={(['documents', 'result', 'complaint'] as const).map((value) => ({
          ...{ value, label: code('objection', value) },
        }))}
      />
      <TextField id="objection" label="bids.objectionText" required value={text} onChange={setText} />
      <ActButton
        disabled={text.trim() === ''}
        mutation={trpc.sealed.object.mutationOptions()}
        input={{ id, kind, text }}
        onDone={() => setText('')}
      >
        {t('bids.raise')}
      </ActButton>
    </Card>
  );
}

/** A supplier's page of one tender: the bid, and objections. */
export default function BidPage() {
  const t = useText();
  const { id } = useParams({ from: '/bid/$id' });
  const { data: form, error } = useQuery(trpc.sealed.form.queryOptions({ id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (form === undefined) return <Skeleton active />;
  return (
    <Page
      title={form.title}
      subtitle={t('bids.until', { number: form.number, at: momentText(form.deadline) })}
      actions={
        <Link to="/notices/$id" params={{ id }}>
          {t('bids.toNotice')}
        </Link>
      }
    >
      <Flex vertical gap={16}>
        {!form.open && <Alert type="warning" title={t('bids.closed')} role="status" />}
        <BidCard form={form} />
        <ObjectionCard id={id} />
      </Flex>
    </Page>
  );
}
