import { Card, Flex, Form, Input, Select, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { yuanFromText } from '../../components/yuan-text.ts';
import { type TextKey, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Warrant } from './matter-data.ts';

/** A field with its label above; `id` joins the two. */
function Field({ id, label, children }: { id: string; label: TextKey; children: ReactNode }) {
  const t = useText();
  return (
    <Form.Item label={t(label)} htmlFor={id} layout="vertical" required style={{ marginBottom: 8 }}>
      {children}
    </Form.Item>
  );
}

function TextField(props: {
  id: string;
  label: TextKey;
  value: string;
  onChange: (text: string) => void;
  type?: 'date';
  hint?: TextKey;
}) {
  const t = useText();
  const { id, label, value, onChange, type, hint } = props;
  return (
    <Field id={id} label={label}>
      <Input
        id={id}
        value={value}
        maxLength={200}
        autoComplete="off"
        {...(type === undefined ? {} : { type })}
        {...(hint === undefined ? {} : { placeholder: t(hint) })}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** An act that has no form of its own: what, with whom, how much, on which day, on which papers. */
export function SpendForm({ warrant }: { warrant: Warrant }) {
  const t = useText();
  const empty = { title: '', counterparty: '', amount: '', on: '' };
  const [act, setAct] = useState(empty);
  const [papers, setPapers] = useState<Paper[]>([]);
  const set = (field: keyof typeof empty) => (text: string) => setAct((a) => ({ ...a, [field]: text }));
  const amount = warrant.amount === null ? null : yuanFromText(act.amount);
  const ready =
    act.title.trim() !== '' &&
    act.counterparty.trim() !== '' &&
    act.on !== '' &&
    papers.length > 0 &&
    (warrant.amount === null || amount !== null);
  return (
    <Card title={t('warrants.reportAct')} data-testid="spend-form">
      <TextField
        id="actTitle"
        label="warrants.actTitle"
        hint="warrants.actTitleHint"
        value={act.title}
        onChange={set('title')}
      />
      <TextField
        id="actOther"
        label="warrants.counterparty"
        value={act.counterparty}
        onChange={set('counterparty')}
      />
      {warrant.amount !== null && (
        <TextField id="actAmount" label="warrants.actAmount" value={act.amount} onChange={set('amount')} />
      )}
      <TextField id="actOn" label="warrants.actOn" type="date" value={act.on} onChange={set('on')} />
      <Flex vertical gap={8}>
        <PapersField papers={papers} onChange={setPapers} label={t('warrants.papers')} />
        <ActButton
          type="primary"
          disabled={!ready}
          mutation={trpc.warrants.spend.mutationOptions()}
          input={{
            warrantId: warrant.id,
            title: act.title.trim(),
            counterparty: act.counterparty.trim(),
            amount,
            on: act.on,
            documents: papers.map((p) => p.digest),
          }}
          onDone={() => {
            setAct(empty);
            setPapers([]);
          }}
        >
          {t('warrants.actSave')}
        </ActButton>
      </Flex>
    </Card>
  );
}

/** Part of an act given back, with its reason and paper. */
export function ReleaseForm({ warrant }: { warrant: Warrant }) {
  const t = useText();
  const spendings = warrant.spendings.filter((s) => s.amount !== null);
  const empty = { amount: '', on: '', reason: '' };
  const [release, setRelease] = useState(empty);
  const [spendingId, setSpendingId] = useState<string | null>(spendings[0]?.id ?? null);
  const [papers, setPapers] = useState<Paper[]>([]);
  const set = (field: keyof typeof empty) => (text: string) => setRelease((r) => ({ ...r, [field]: text }));
  const amount = yuanFromText(release.amount);
  const ready =
    spendingId !== null &&
    amount !== null &&
    release.on !== '' &&
    release.reason.trim() !== '' &&
    papers.length > 0;
  return (
    <Card title={t('warrants.release')} data-testid="release-form">
      <Typography.Paragraph type="secondary">{t('warrants.releaseHint')}</Typography.Paragraph>
      <Field id="releaseOf" label="warrants.releaseOf">
        <Select
          id="releaseOf"
          value={spendingId}
          onChange={setSpendingId}
          options={spendings.map((s) => ({ value: s.id, label: `${s.on} ${s.subject.title}` }))}
        />
      </Field>
      <TextField
        id="releaseAmount"
        label="warrants.actAmount"
        value={release.amount}
        onChange={set('amount')}
      />
      <TextField id="releaseOn" label="warrants.actOn" type="date" value={release.on} onChange={set('on')} />
      <TextField
        id="releaseReason"
        label="warrants.releaseReason"
        value={release.reason}
        onChange={set('reason')}
      />
      <Flex vertical gap={8}>
        <PapersField
          papers={papers}
          onChange={(next) => setPapers(next.slice(-1))}
          label={t('warrants.papers')}
        />
        <ActButton
          disabled={!ready}
          mutation={trpc.warrants.release.mutationOptions()}
          input={{
            spendingId: spendingId ?? '',
            amount: amount ?? '',
            reason: release.reason.trim(),
            on: release.on,
            document: papers[0]?.digest ?? '',
          }}
          onDone={() => {
            setRelease(empty);
            setPapers([]);
          }}
        >
          {t('warrants.release')}
        </ActButton>
      </Flex>
    </Card>
  );
}
