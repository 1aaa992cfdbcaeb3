import { displayYuan, fen, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { Button, Card, Flex, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Contract } from './answers.ts';
import { type Field, FieldsForm, given, type Values } from './fields-form.tsx';
import { moneyFromText } from './money-text.ts';

/** Classes of assets a project may form. */
const formedClasses = ['plant', 'land', 'road', 'pipe', 'cip', 'equipment', 'intangible'] as const;

const itemFields = (n: number): Field[] => [
  { key: `name-${n}`, label: 'contracts.assetName', kind: 'text', first: true },
  {
    key: `class-${n}`,
    label: 'contracts.assetClass',
    kind: 'choice',
    codes: formedClasses,
    of: 'contracts.class',
  },
  { key: `direct-${n}`, label: 'life.direct', kind: 'money' },
  { key: `area-${n}`, label: 'contracts.assetArea', kind: 'money', optional: true },
  { key: `monthly-${n}`, label: 'contracts.assetMonthly', kind: 'money', optional: true },
  { key: `share-${n}`, label: 'life.takesShare', kind: 'tick', initial: 'yes' },
  { key: `public-${n}`, label: 'life.publicBenefit', kind: 'tick' },
];

const itemOf = (v: Values, n: number) => ({
  name: v[`name-${n}`] ?? '',
  class: (v[`class-${n}`] ?? 'plant') as (typeof formedClasses)[number],
  direct: v[`direct-${n}`] ?? '',
  takesShare: v[`share-${n}`] === 'yes',
  publicBenefit: v[`public-${n}`] === 'yes',
  ...given('area', v[`area-${n}`]),
  ...given('monthlyDepreciation', v[`monthly-${n}`]),
});

/** What the accounts have to add up to: the settlement and what the agent was paid. */
const dueOf = (c: Contract) =>
  sumFen([c.settlement ?? '0.00', c.feePaid, c.bonusPaid].map((text) => parseYuan(text)));

function Sum({ values, count, due }: { values: Values; count: number; due: bigint }) {
  const t = useText();
  const amount = (key: string) => parseYuan(moneyFromText(values[key] ?? '') ?? '0.00');
  const sum = fen(amount('shared') + sumFen(Array.from({ length: count }, (_, n) => amount(`direct-${n}`))));
  return (
    <Typography.Text strong {...(sum === due ? {} : { type: 'danger' as const })}>
      {t('life.accountsDue')} {displayYuan(fen(due), 'yuan')} · {t('life.accountsSum')}{' '}
      {displayYuan(sum, 'yuan')}
    </Typography.Text>
  );
}

/** Final accounts: what was formed, item by item, and the cost they share. */
export function AccountsForm({ contract }: { contract: Contract }) {
  const t = useText();
  const code = useCode();
  const [count, setCount] = useState(1);
  const fields: Field[] = [
    { key: 'shared', label: 'life.shared', kind: 'money', initial: '0' },
    { key: 'on', label: 'life.on', kind: 'day', initial: contract.today, max: contract.today },
    ...Array.from({ length: count }, (_, n) => itemFields(n)).flat(),
  ];
  return (
    <Card size="small" type="inner" title={t('life.items')}>
      <Flex gap={8} style={{ marginBottom: 12 }}>
        <Button onClick={() => setCount(count + 1)}>{t('contracts.addAsset')}</Button>
        {count > 1 && <Button onClick={() => setCount(count - 1)}>{t('contracts.removeAsset')}</Button>}
      </Flex>
      <FieldsForm id="accounts-form" fields={fields}>
        {(typed, raw) => (
          <>
            <Sum values={raw} count={count} due={dueOf(contract)} />
            <ActButton
              type="primary"
              disabled={typed === null}
              mutation={trpc.contracts.submitAccounts.mutationOptions()}
              input={{
                id: contract.id,
                shared: typed?.values.shared ?? '',
                items: Array.from({ length: count }, (_, n) => itemOf(typed?.values ?? {}, n)),
                on: typed?.values.on ?? '',
                document: typed?.document ?? '',
              }}
            >
              {code('act', 'contracts.submitAccounts')}
            </ActButton>
          </>
        )}
      </FieldsForm>
    </Card>
  );
}
