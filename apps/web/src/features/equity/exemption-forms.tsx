import { Alert, Button, Card, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Exemption } from './exemptions-table.tsx';

function FormCard(props: {
  readonly title: string;
  readonly hint: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const t = useText();
  const { title, hint, onClose, children } = props;
  return (
    <Card
      type="inner"
      data-testid="exemption-form"
      title={title}
      extra={
        <Button type="text" onClick={onClose}>
          {t('act.cancel')}
        </Button>
      }
    >
      <Flex vertical gap={12} align="start">
        <Alert type="info" title={hint} />
        {children}
      </Flex>
    </Card>
  );
}

/** Records that a company is exempt for a term: both days, why, and the paper. */
export function GrantForm({
  company,
  onDone,
}: {
  readonly company: { readonly id: string; readonly name: string };
  readonly onDone: () => void;
}) {
  const t = useText();
  const [typed, setTyped] = useState({ validFrom: '', validTo: '', because: '' });
  const [papers, setPapers] = useState<Paper[]>([]);
  const [paper] = papers;
  const { validFrom, validTo } = typed;
  const because = typed.because.trim();
  const wrong = validFrom !== '' && validTo !== '' && validTo < validFrom;
  const lacking = validFrom === '' || validTo === '' || because === '' || paper === undefined;
  return (
    <FormCard
      title={t('levels.grantOf', { name: company.name })}
      hint={t('levels.grantHint')}
      onClose={onDone}
    >
      <Flex wrap gap={16}>
        <TextField
          id="exemptFrom"
          label="levels.from"
          type="date"
          required
          value={validFrom}
          onChange={(text) => setTyped({ ...typed, validFrom: text })}
        />
        <TextField
          id="exemptTo"
          label="levels.to"
          type="date"
          required
          value={validTo}
          wrong={wrong ? 'levels.badTerm' : null}
          onChange={(text) => setTyped({ ...typed, validTo: text })}
        />
      </Flex>
      <div style={{ width: 'min(100%, 560px)' }}>
        <TextField
          id="exemptBecause"
          label="levels.because"
          required
          value={typed.because}
          onChange={(text) => setTyped({ ...typed, because: text })}
        />
      </div>
      <PapersField papers={papers} onChange={(all) => setPapers(all.slice(-1))} label={t('levels.paper')} />
      <ActButton
        type="primary"
        confirm={t('levels.confirm')}
        disabled={wrong || lacking}
        mutation={trpc.equity.exemptLevel.mutationOptions()}
        input={{
          ...{ companyId: company.id, validFrom, validTo, because },
          paper: { digest: paper?.digest ?? '', name: paper?.name ?? '' },
        }}
        onDone={onDone}
      >
        {t('levels.save')}
      </ActButton>
    </FormCard>
  );
}

/** Ends an exemption early: from which day, why, and the paper. */
export function EndForm({
  exemption,
  name,
  onDone,
}: {
  readonly exemption: Exemption;
  readonly name: string;
  readonly onDone: () => void;
}) {
  const t = useText();
  const [on, setOn] = useState('');
  const [because, setBecause] = useState('');
  const [papers, setPapers] = useState<Paper[]>([]);
  const [paper] = papers;
  const { validFrom: from, validTo: to } = exemption;
  return (
    <FormCard title={t('levels.endOf', { name })} hint={t('levels.endHint', { from, to })} onClose={onDone}>
      <TextField id="endOn" label="levels.endOn" type="date" required value={on} onChange={setOn} />
      <div style={{ width: 'min(100%, 560px)' }}>
        <TextField id="endBecause" label="levels.endBecause" required value={because} onChange={setBecause} />
      </div>
      <PapersField
        papers={papers}
        onChange={(all) => setPapers(all.slice(-1))}
        label={t('levels.endPaper')}
      />
      <ActButton
        type="primary"
        danger
        confirm={t('levels.endConfirm')}
        disabled={on === '' || because.trim() === '' || paper === undefined}
        mutation={trpc.equity.endExemption.mutationOptions()}
        input={{
          ...{ exemptionId: exemption.id, on, because: because.trim() },
          paper: { digest: paper?.digest ?? '', name: paper?.name ?? '' },
        }}
        onDone={onDone}
      >
        {t('levels.end')}
      </ActButton>
    </FormCard>
  );
}
