import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Table } from 'antd';
import { useState } from 'react';
import { type TextKey, useLanguage, useText } from '../../texts/text.ts';
import {
  type Accounts,
  type ComparedWith,
  type Figure,
  inYuan,
  type Line,
  type StatementRow,
} from './accounts-data.ts';
import { AccountsJoined } from './accounts-joined.tsx';
import { AccountsParts } from './accounts-parts.tsx';

type TableProps = {
  readonly title: string;
  readonly groupId: string;
  readonly compared: ComparedWith;
  readonly comparedLabel: string;
  readonly rows: readonly StatementRow[];
  readonly onOpen: (row: StatementRow) => void;
};

function Statement({ title, rows, onOpen, groupId, compared, comparedLabel }: TableProps) {
  const t = useText();
  const money = (text: string | null) => <div className="amount">{text === null ? '—' : inYuan(text)}</div>;
  return (
    <Card title={title} extra={t('accounts.unit')} styles={{ body: { padding: 12 } }}>
      <Table<StatementRow>
        size="small"
        rowKey="code"
        pagination={false}
        scroll={{ x: compared === null ? 540 : 680 }}
        dataSource={[...rows]}
        onRow={(row) => ({ 'data-testid': `line-${row.code}` }) as object}
        columns={[
          {
            title: t('accounts.line'),
            fixed: 'left',
            render: (_, { label, total }) => (total ? <strong>{label}</strong> : label),
          },
          {
            title: t('accounts.amount'),
            align: 'right',
            render: (_, row) =>
              row.figure === null || row.amount === null ? (
                money(row.amount)
              ) : (
                <Button type="link" size="small" className="amount" onClick={() => onOpen(row)}>
                  {inYuan(row.amount)}
                </Button>
              ),
          },
          ...(compared === null
            ? []
            : [
                {
                  title: (
                    <Link to="/equity/accounts" search={{ companyId: groupId, asOf: compared.periodEnd }}>
                      {comparedLabel}
                      <br />
                      {compared.periodEnd}
                    </Link>
                  ),
                  key: 'before',
                  align: 'right' as const,
                  render: (_: unknown, { before }: StatementRow) => money(before),
                },
              ]),
          {
            title: t('accounts.companies'),
            align: 'right',
            render: (_, { figure }) => money(figure?.companies ?? null),
          },
          {
            title: t('accounts.eliminations'),
            align: 'right',
            render: (_, { figure }) => money(figure?.eliminations ?? null),
          },
        ]}
      />
    </Card>
  );
}

function Standing({ accounts }: { readonly accounts: Accounts }) {
  const t = useText();
  const names = (list: Accounts['missing']) => list.map(({ name }) => name).join('、');
  const { missing, outside, blocks, rounding } = accounts;
  const wanting = [
    ...(missing.length > 0 ? [t('accounts.missing', { names: names(missing) })] : []),
    ...blocks.map(({ because }) => because),
  ];
  const comparedNote = (compared: NonNullable<ComparedWith>): string =>
    [
      t('accounts.comparedAs', { on: compared.periodEnd }),
      compared.complete ? '' : t('accounts.comparedIncomplete'),
      compared.restated.length > 0 ? t('accounts.restated', { names: names(compared.restated) }) : '',
      compared.unknown.length > 0 ? t('accounts.notRestated', { names: names(compared.unknown) }) : '',
    ].join('');
  const notes: string[] = [
    ...(outside.length > 0 ? [t('accounts.outside', { names: names(outside) })] : []),
    ...(rounding === '0.00' ? [] : [t('accounts.rounding', { amount: rounding })]),
  ];
  const [year, period] = [accounts.compared.balance, accounts.compared.income];
  for (const compared of year?.periodEnd === period?.periodEnd ? [year] : [year, period])
    if (compared !== null) notes.push(comparedNote(compared));
  const list = (sentences: readonly string[]) => sentences.map((one) => <div key={one}>{one}</div>);
  return (
    <Flex vertical gap={8} data-testid="standing">
      {!accounts.complete && (
        <Alert type="warning" showIcon title={t('accounts.incomplete')} description={list(wanting)} />
      )}
      <Alert
        type={accounts.balanced ? 'success' : 'error'}
        showIcon
        title={t(accounts.balanced ? 'accounts.balanced' : 'accounts.notBalanced')}
        description={notes.length === 0 ? undefined : list(notes)}
      />
    </Flex>
  );
}

/** The two statements; a click on a figure opens what it is made of. */
export function AccountsStatements({ accounts }: { readonly accounts: Accounts }) {
  const t = useText();
  const language = useLanguage();
  const [open, setOpen] = useState<StatementRow | null>(null);
  const line = (one: Line): StatementRow => ({
    ...{ code: one.code, label: one.title[language], total: false, figure: one },
    ...{ amount: one.amount, before: one.before },
  });
  const total = (figure: Figure): StatementRow => {
    const label = t(`accounts.${figure.code}` as TextKey);
    return { code: figure.code, label, total: true, figure, amount: figure.amount, before: figure.before };
  };
  const of = (kind: Line['kind']): StatementRow[] =>
    accounts.balance.filter((one) => one.kind === kind).map(line);
  const { totals, minority, attributable } = accounts;
  const balance = [
    ...of('asset'),
    total(totals.assets),
    ...of('liability'),
    total(totals.liabilities),
    ...of('equity'),
    total(totals.equity),
    total(totals.liabilitiesAndEquity),
  ];
  const parent = { code: 'attributable', label: t('accounts.attributable'), total: false, figure: null };
  const income = [
    ...accounts.income.map(line),
    total(accounts.netProfit),
    { ...parent, amount: attributable, before: accounts.attributableBefore },
    ...(minority === null ? [] : [{ ...total(minority), total: false }]),
  ];
  return (
    <Flex vertical gap={16}>
      <Standing accounts={accounts} />
      <div className="plan-sides">
        <Statement
          title={t('accounts.balance')}
          groupId={accounts.group.id}
          compared={accounts.compared.balance}
          comparedLabel={t('accounts.yearEndBefore')}
          rows={balance}
          onOpen={setOpen}
        />
        <Statement
          title={t('accounts.income')}
          groupId={accounts.group.id}
          compared={accounts.compared.income}
          comparedLabel={t('accounts.periodBefore')}
          rows={income}
          onOpen={setOpen}
        />
      </div>
      <AccountsJoined joined={accounts.joined} />
      <AccountsParts accounts={accounts} row={open} onClose={() => setOpen(null)} />
    </Flex>
  );
}
