import { Link } from '@tanstack/react-router';
import { Card, Flex, Table, Tag, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { useCode, useText } from '../../texts/text.ts';
import type { Story, StoryEntry } from './story-data.ts';

function VoucherOf({ entry }: { entry: StoryEntry }) {
  if (entry.voucher === null) return '—';
  return (
    <Link to="/vouchers/$id" params={{ id: entry.voucher.id }}>
      {entry.voucher.number}
    </Link>
  );
}

/** The entries across the owners, with what the card showed after each, and the corrections that no voucher followed. */
export function LedgerCard({ story }: { story: Story }) {
  const t = useText();
  const code = useCode();
  const cardOnly = story.adjustments.filter(({ booked }) => !booked);
  const amount = (title: string, pick: (entry: StoryEntry) => string) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, entry: StoryEntry) => <Amount value={pick(entry)} />,
  });
  return (
    <Card title={t('assetActs.ledger')} data-testid="ledger">
      <Table<StoryEntry>
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 640 }}
        dataSource={story.entries}
        columns={[
          { title: t('assetActs.on'), dataIndex: 'on', className: 'nowrap' },
          {
            title: t('assetActs.entry'),
            render: (_, entry) => (
              <>
                {code('entry', entry.kind)}
                {entry.through === null ? '' : ` ${t('assetActs.through', { month: entry.through })}`}
                <br />
                <Typography.Text type="secondary">{entry.organization.name}</Typography.Text>
              </>
            ),
          },
          amount(t('assetActs.costAfter'), (entry) => entry.after.cost),
          amount(t('assetActs.depreciationAfter'), (entry) => entry.after.depreciation),
          amount(t('assetActs.impairmentAfter'), (entry) => entry.after.impairment),
          amount(t('assetActs.netAfter'), (entry) => entry.after.net),
          {
            title: t('assetActs.voucher'),
            className: 'nowrap',
            render: (_, entry) => <VoucherOf entry={entry} />,
          },
        ]}
      />
      {story.adjustments.length > 0 && (
        <Flex vertical gap={4} style={{ marginTop: 12 }}>
          <Typography.Text strong>{t('assetActs.adjustments')}</Typography.Text>
          {story.adjustments.map((one) => (
            <div key={one.id}>
              {one.on} {code('entry', one.kind)}：{one.reason}{' '}
              <a href={`/documents/${one.paper.digest}`} download>
                {one.paper.name}
              </a>{' '}
              {cardOnly.includes(one) && <Tag color="warning">{t('assetActs.ledgerDiffers')}</Tag>}
            </div>
          ))}
        </Flex>
      )}
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
export function LedgerCard({ reconciliation }: { reconciliation: Reconciliation }) {
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
