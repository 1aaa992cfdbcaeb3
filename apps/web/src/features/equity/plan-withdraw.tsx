import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { PlanShown } from './plan-data.ts';

type Props = { readonly plan: PlanShown };

/** Takes a submitted plan back, with its reason. */
export function PlanWithdrawal({ plan }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!plan.mayWithdraw) return null;
  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t('plan.withdraw')}</Button>
      </div>
    );
  return (
    <Card title={t('plan.withdraw')} data-testid="plan-withdraw">
      <TextField
        id="withdrawReason"
        label="plan.withdrawReason"
        required
        value={reason}
        onChange={setReason}
      />
      <Flex gap={8} wrap>
        <ActButton
          danger
          confirm={t('plan.withdrawConfirm')}
          disabled={reason.trim() === ''}
          mutation={trpc.equity.withdrawPlan.mutationOptions()}
          input={{ id: plan.id, reason: reason.trim() }}
          onDone={() => setOpen(false)}
        >
          {t('plan.withdraw')}
        </ActButton>
        <Button onClick={() => setOpen(false)}>{t('plan.keep')}</Button>
      </Flex>
    </Card>
  );
}

/** A plan that is over, only for reading; what it says may begin a new one. */
export function PlanOver({ plan }: Props) {
  const t = useText();
  const navigate = useNavigate();
  if (plan.state !== 'discarded' && plan.state !== 'withdrawn') return null;
  const { title, basisDate } = plan;
  const items = plan.items.map((item) => ({ ...item, id: crypto.randomUUID() }));
  return (
    <Alert
      type="info"
      showIcon
      title={t(`plan.${plan.state}`)}
      action={
        plan.mayCopy && (
          <ActButton
            mutation={trpc.equity.draftPlan.mutationOptions()}
            input={{ title, basisDate, items }}
            onDone={({ id }) => void navigate({ to: '/equity/plans/$id', params: { id } })}
          >
            {t('plan.copy')}
          </ActButton>
        )
      }
    />
  );
}
