import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Card, Descriptions, Flex, Form, Input, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type AmendmentDraft, AmendmentFields, amendsOf } from './amendment-fields.tsx';
import { CapitalCard } from './capital-card.tsx';
import type { TransferWarrant, Warrant } from './equity-data.ts';
import { ReorganizationCard } from './reorganization-card.tsx';

function Terms({ warrant, transfer }: { warrant: Warrant; transfer: TransferWarrant }) {
  const t = useText();
  const name = (id: string) => warrant.parties.find((party) => party.id === id)?.name ?? id;
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 2, lg: 3 }}
      items={[
        { key: 'target', label: t('equity.executeTarget'), children: name(transfer.targetId) },
        { key: 'from', label: t('equity.executeFrom'), children: name(transfer.fromId) },
        { key: 'to', label: t('equity.executeTo'), children: name(transfer.toId) },
        { key: 'share', label: t('equity.executeShare'), children: transfer.share },
        { key: 'expires', label: t('equity.executeExpires'), children: warrant.expiresOn },
      ]}
    />
  );
}

type PanelProps = { warrantId: string; today: string; onDone: (registerOn: string) => void };
type FormProps = PanelProps & { transfer: TransferWarrant };

function ExecuteForm({ warrantId, transfer, today, onDone }: FormProps) {
  const t = useText();
  const { targetId, fromId, toId, share } = transfer;
  const [registerOn, setRegisterOn] = useState(today);
  const [registrationOn, setRegistrationOn] = useState('');
  const [amendment, setAmendment] = useState<AmendmentDraft>(null);
  const amends = amendsOf(amendment);
  return (
    <>
      <Flex wrap gap={16}>
        <Form.Item label={t('equity.registerOn')} htmlFor="registerOn" layout="vertical" required>
          <Input
            id="registerOn"
            type="date"
            value={registerOn}
            onChange={(event) => setRegisterOn(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('equity.registrationOn')} htmlFor="registrationOn" layout="vertical">
          <Input
            id="registrationOn"
            type="date"
            value={registrationOn}
            onChange={(event) => setRegistrationOn(event.target.value)}
          />
        </Form.Item>
      </Flex>
      <AmendmentFields companyId={targetId} today={today} draft={amendment} onChange={setAmendment} />
      <ActButton
        type="primary"
        disabled={registerOn === '' || amends === null}
        confirm={t('equity.executeConfirm')}
        mutation={trpc.equity.executeTransfer.mutationOptions()}
        input={{
          warrantId,
          targetId,
          fromId,
          toId,
          share,
          registerOn,
          ...(registrationOn === '' ? {} : { registrationOn }),
          ...amends,
        }}
        onDone={() => onDone(registerOn)}
      >
        {t('equity.execute')}
      </ActButton>
    </>
  );
}

/** Execution of an approved transfer: the warrant's terms, the register date, one button. */
export function ExecutePanel({ warrantId, today, onDone }: PanelProps) {
  const t = useText();
  const { data: warrant, error } = useQuery(trpc.warrants.get.queryOptions({ id: warrantId }));
  if (error !== null) return <FailureAlert error={error} />;
  if (warrant === undefined) return <Skeleton active />;
  const { content } = warrant;
  if (content.matter === 'capital_change' && content.capital !== undefined)
    return <CapitalCard warrant={warrant} capital={content.capital} today={today} onDone={onDone} />;
  if (content.matter === 'reorganization' && (content.absorption ?? content.division) !== undefined)
    return <ReorganizationCard warrant={warrant} content={content} today={today} onDone={onDone} />;
  if (content.matter !== 'equity_transfer' || content.toId === undefined)
    return <Alert type="warning" title={t('equity.notTransfer')} />;
  return (
    <Card
      title={t('equity.executeTitle')}
      extra={
        <Link to="/warrants/$id" params={{ id: warrantId }}>
          {t('equity.openWarrant')}
        </Link>
      }
    >
      <Typography.Paragraph>{t('equity.executeIntro', { number: warrant.number })}</Typography.Paragraph>
      <Terms warrant={warrant} transfer={{ ...content, toId: content.toId }} />
      <br />
      {warrant.state === 'in_force' ? (
        <ExecuteForm
          warrantId={warrantId}
          transfer={{ ...content, toId: content.toId }}
          today={today}
          onDone={onDone}
        />
      ) : (
        <Alert
          type={warrant.state === 'spent' ? 'success' : 'warning'}
          showIcon
          title={warrant.state === 'spent' ? t('equity.executed') : t('equity.warrantOver')}
        />
      )}
    </Card>
  );
}
