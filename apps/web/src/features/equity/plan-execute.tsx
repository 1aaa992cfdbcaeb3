import { Alert, Card, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { PlanCases, separableLeft } from './plan-cases.tsx';
import type { PlanShown } from './plan-data.ts';
import { PlanFollowUp } from './plan-follow-up.tsx';
import { PlanWithdrawal } from './plan-withdraw.tsx';

/** What is done of a submitted plan, and what is left. */
function Done({ plan }: { readonly plan: PlanShown }) {
  const t = useText();
  const items = new Map(plan.cases.filter(({ main }) => main).map((one) => [one.itemId, one.state]));
  const done = [...items.values()].filter((state) => state === 'executed').length;
  const left = items.size - done;
  if (done === 0) return <Alert type="info" showIcon title={t('plan.submitted')} />;
  return left === 0 ? (
    <Alert type="success" showIcon title={t('plan.executedAll')} />
  ) : (
    <Alert type="info" showIcon title={t('plan.executedSome', { done: String(done), left: String(left) })} />
  );
}

type ActsProps = {
  readonly plan: PlanShown;
  readonly chosen: readonly string[];
  readonly onDone: () => void;
};

/** All that is left at once, or what is chosen of the separable. */
function Acts({ plan, chosen, onDone }: ActsProps) {
  const t = useText();
  const [registerOn, setRegisterOn] = useState<string>(plan.today);
  const mutation = trpc.equity.executePlan.mutationOptions();
  const shared = { mutation, confirm: t('plan.executeConfirm'), disabled: registerOn === '', onDone };
  return (
    <Card title={t('plan.executeTitle')} data-testid="plan-execute">
      <Typography.Paragraph type="secondary">{t('plan.executeHint')}</Typography.Paragraph>
      <Form.Item label={t('plan.registerOn')} htmlFor="planRegisterOn" layout="vertical" required>
        <Input
          id="planRegisterOn"
          type="date"
          style={{ width: 200, maxWidth: '100%' }}
          max={plan.today}
          value={registerOn}
          onChange={(event) => setRegisterOn(event.target.value)}
        />
      </Form.Item>
      <Flex gap={8} wrap align="start">
        <ActButton {...shared} type="primary" input={{ id: plan.id, registerOn }}>
          {t('plan.executeWhole')}
        </ActButton>
        {chosen.length > 0 && (
          <ActButton {...shared} input={{ id: plan.id, registerOn, itemIds: [...chosen] }}>
            {t('plan.executeChosen', { n: String(chosen.length) })}
          </ActButton>
        )}
      </Flex>
    </Card>
  );
}

/** A submitted plan: its cases, and its execution where the actor may. */
export function PlanExecution({ plan }: { readonly plan: PlanShown }) {
  const [picked, setPicked] = useState<readonly string[]>([]);
  if (plan.state !== 'submitted') return null;
  const open = separableLeft(plan);
  const chosen = picked.filter((id) => open.includes(id));
  return (
    <Flex vertical gap={16}>
      <Done plan={plan} />
      {plan.cases.some(({ state }) => state === 'executed') && <PlanFollowUp id={plan.id} />}
      <PlanCases plan={plan} chosen={chosen} choose={setPicked} />
      {plan.mayExecute && <Acts plan={plan} chosen={chosen} onDone={() => setPicked([])} />}
      <PlanWithdrawal plan={plan} />
    </Flex>
  );
}
