import { accountName } from '@guanyun/domain/accounting/chart-of-accounts.ts';
import { addDays, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { Button, Card, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { balanceFromText } from '../../components/yuan-text.ts';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Reconciliation } from './asset-data.ts';
import { AccountTable } from './reconciliation-tables.tsx';

/** What is typed as a balance; blank is nothing, null is no balance. */
function balance(text: string | undefined): string | null {
  if (text === undefined || text.trim() === '') return '0.00';
  const amount = balanceFromText(text);
  return amount === null || amount.startsWith('-') ? null : amount;
}

function Fields(props: {
  readonly reconciliation: Reconciliation;
  readonly typed: Readonly<Record<string, string>>;
  readonly onType: (account: string, text: string) => void;
}) {
  const t = useText();
  const { reconciliation, typed, onType } = props;
  return (
    <div className="lights">
      {reconciliation.ledgerAccounts.map(({ account }) => {
        const wrong = balance(typed[account]) === null;
        return (
          <Form.Item
            key={account}
            layout="vertical"
            label={`${account} ${accountName('enterprise', account, localDate(reconciliation.asOf)) ?? ''}`}
            htmlFor={`ledger-${account}`}
            style={{ marginBottom: 8 }}
            {...(wrong ? { validateStatus: 'error' as const, help: t('ledger.wrong') } : {})}
          >
            <Input
              id={`ledger-${account}`}
              autoComplete="off"
              inputMode="decimal"
              maxLength={30}
              value={typed[account] ?? ''}
              onChange={(event) => onType(account, event.target.value)}
            />
          </Form.Item>
        );
      })}
    </div>
  );
}

function EnterLedger({ reconciliation, onDone }: { reconciliation: Reconciliation; onDone: () => void }) {
  const t = useText();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [papers, setPapers] = useState<Paper[]>([]);
  const { asOf, organization, ledgerAccounts } = reconciliation;
  const lines = ledgerAccounts.map(({ account }) => ({ account, amount: balance(typed[account]) }));
  const accounts = lines.flatMap(({ account, amount }) => (amount === null ? [] : [{ account, amount }]));
  const document = papers[0]?.digest;
  return (
    <Flex vertical gap={12} data-testid="ledger-form">
      <Typography.Text type="secondary">{t('ledger.enterHint', { day: asOf })}</Typography.Text>
      <Fields
        reconciliation={reconciliation}
        typed={typed}
        onType={(account, text) => setTyped({ ...typed, [account]: text })}
      />
      <PapersField papers={papers} onChange={(all) => setPapers(all.slice(-1))} label={t('ledger.paper')} />
      <ActButton
        type="primary"
        disabled={document === undefined || accounts.length < lines.length}
        mutation={trpc.assets.enterLedger.mutationOptions()}
        input={{ organizationId: organization?.id ?? '', asOf, accounts, document: document ?? '' }}
        onDone={onDone}
      >
        {t('ledger.save')}
      </ActButton>
    </Flex>
  );
}

/** The general ledger beside the cards, and where the company's finance enters it. */
export function BalancesCard({ reconciliation }: { reconciliation: Reconciliation }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { asOf, may, entered, accounts, organization } = reconciliation;
  const monthEnd = addDays(localDate(asOf), 1).endsWith('-01');
  const mayEnter = may.includes('assets.enterLedger');
  if (organization === null) return null;
  return (
    <Card
      size="small"
      title={t('ledger.title')}
      extra={
        mayEnter &&
        monthEnd && (
          <Button size="small" onClick={() => setOpen(!open)}>
            {t(open ? 'act.cancel' : 'ledger.enter')}
          </Button>
        )
      }
    >
      <Flex vertical gap={12}>
        {mayEnter && !monthEnd && <Typography.Text type="secondary">{t('ledger.monthEnd')}</Typography.Text>}
        {open && monthEnd && <EnterLedger reconciliation={reconciliation} onDone={() => setOpen(false)} />}
        {accounts.length > 0 && <AccountTable reconciliation={reconciliation} />}
        {entered.map(({ id, by, at, document }) => (
          <Typography.Text key={id} type="secondary">
            {t('ledger.enteredBy', { by: by.name, at: new Date(at).toLocaleString() })}{' '}
            <a href={`/documents/${document}`} download>
              {t('ledger.paper')}
            </a>
          </Typography.Text>
        ))}
      </Flex>
    </Card>
  );
}
