import { accountReaders } from '@guanyun/domain/organizations/permissions.ts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Alert, Card, Flex, Skeleton } from 'antd';
import { useState } from 'react';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { inYuan, type PlanAccounts as Shown, type StatementRow } from './accounts-data.ts';
import { AccountsParts } from './accounts-parts.tsx';
import { Statement, useBalanceRows } from './accounts-statements.tsx';

type Props = { readonly accounts: Shown };

/** What the figures do not cover, and what in them is open. */
function Limits({ accounts }: Props) {
  const t = useText();
  const { missing, statements, blocks, undetermined, unmeasured } = accounts;
  const names = (list: Shown['missing']) => list.map(({ name }) => name).join('、');
  const wanting = [
    ...(missing.length > 0 ? [t('planAccounts.missing', { names: names(missing) })] : []),
    ...(unmeasured.length > 0 ? [t('planAccounts.unmeasured', { names: names(unmeasured) })] : []),
    ...blocks.map(({ because }) => because),
  ];
  const notes = [
    t('planAccounts.basis', {
      statements: statements.map(({ name, periodEnd }) => `${name}（${periodEnd}）`).join('、'),
    }),
    ...undetermined.map(({ company, amount }) =>
      t('planAccounts.undetermined', { company: company.name, amount: inYuan(amount) }),
    ),
  ];
  const list = (sentences: readonly string[]) => sentences.map((one) => <div key={one}>{one}</div>);
  return (
    <>
      {wanting.length > 0 && (
        <Alert type="warning" showIcon title={t('planAccounts.partial')} description={list(wanting)} />
      )}
      <Alert type="info" title={list(notes)} />
    </>
  );
}

function Sheet({ accounts }: Props) {
  const t = useText();
  const [open, setOpen] = useState<StatementRow | null>(null);
  const rows = useBalanceRows(accounts);
  if (accounts.statements.length === 0)
    return <Alert type="info" showIcon title={t('planAccounts.none', { on: accounts.basisDate })} />;
  return (
    <Flex vertical gap={12}>
      <Limits accounts={accounts} />
      <Statement
        title={t('accounts.balance')}
        amount={t('planAccounts.after')}
        rows={rows}
        onOpen={setOpen}
        before={t('planAccounts.before')}
      />
      <AccountsParts accounts={accounts} row={open} onClose={() => setOpen(null)} />
    </Flex>
  );
}

/** The first consolidated balance sheet of a plan's group, on paper; read apart from the plan, by whoever reads accounts. */
export function PlanAccounts({ id }: { readonly id: string }) {
  const t = useText();
  const me = useQuery(trpc.session.me.queryOptions());
  const post = me.data?.post?.kind;
  const reads = post !== undefined && accountReaders.includes(post);
  const { data, error } = useQuery(trpc.equity.planAccounts.queryOptions(reads ? { id } : skipToken));
  if (!reads) return null;
  return (
    <Card title={t('planAccounts.title')} data-testid="plan-accounts">
      <FailureAlert error={error} />
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 6 }} />}
      {data !== undefined && <Sheet accounts={data} />}
    </Card>
  );
}
