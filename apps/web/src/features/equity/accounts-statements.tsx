import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Table } from 'antd';
import { type ReactNode, useState } from 'react';
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
  /** Over the column of the figures, where these are not just the consolidated ones. */
  readonly amount?: string;
  /** Over the column of what was before, where there is one. */
  readonly before?: ReactNode;
  readonly rows: readonly StatementRow[];
  readonly onOpen: (row: StatementRow) => void;
};

/** One statement; a click on a figure opens what it is made of. */
export function Statement({ title, rows, onOpen, amount, before }: TableProps) {
  const t = useText();
  const money = (text: string | null) => <div className="amount">{text === null ? '—' : inYuan(text)}</div>;
  return (
    <Card title={title} extra={t('accounts.unit')} styles={{ body: { padding: 12 } }}>
      <Table<StatementRow>
        size="small"
        rowKey="code"
        pagination={false}
        scroll={{ x: before === undefined ? 540 : 680 }}
        dataSource={[...rows]}
        onRow={(row) => ({ 'data-testid': `line-${row.code}` }) as object}
        columns={[
          {
            title: t('accounts.line'),
            fixed: 'left',
            render: (_, { label, total }) => (total ? <strong>{label}</strong> : label),
          },
          {
            title: amount ?? t('accounts.amount'),
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
          ...(before === undefined
            ? []
            : [
                {
                  ...{ title: before, key: 'before', align: 'right' as const },
                  render: (_: unknown, row: StatementRow) => money(row.before),
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

/** A statement's rows: its lines and what they add up to. */
function useRows() {
  const t = useText();
  const language = useLanguage();
  const line = (one: Line): StatementRow => ({
    ...{ code: one.code, label: one.title[language], total: false, figure: one },
    ...{ amount: one.amount, before: one.before },
  });
  const total = (figure: Figure): StatementRow => {
    const label = t(`accounts.${figure.code}` as TextKey);
    return { code: figure.code, label, total: true, figure, amount: figure.amount, before: figure.before };
  };
  return { line, total };
}

/** The balance sheet, assets before liabilities before equity. */
export function useBalanceRows({ balance, totals }: Pick<Accounts, 'balance' | 'totals'>): StatementRow[] {
  const { line, total } = useRows();
  const of = (kind: Line['kind']): StatementRow[] => balance.filter((one) => one.kind === kind).map(line);
  return [
    ...of('asset'),
    total(totals.assets),
    ...of('liability'),
    total(totals.liabilities),
    ...of('equity'),
    total(totals.equity),
    total(totals.liabilitiesAndEquity),
  ];
}

/** The link over a comparative column, to the statements that it is taken from. */
function Earlier(props: { readonly groupId: string; readonly label: string; readonly on: string }) {
  return (
    <Link to="/equity/accounts" search={{ companyId: props.groupId, asOf: props.on }}>
      {props.label}
      <br />
      {props.on}
    </Link>
  );
}

/** The two statements with those of the year before, and who joined. */
export function AccountsStatements({ accounts }: { readonly accounts: Accounts }) {
  const t = useText();
  const [open, setOpen] = useState<StatementRow | null>(null);
  const { line, total } = useRows();
  const balance = useBalanceRows(accounts);
  const { minority, attributable, compared, group } = accounts;
  const parent = { code: 'attributable', label: t('accounts.attributable'), total: false, figure: null };
  const income = [
    ...accounts.income.map(line),
    total(accounts.netProfit),
    { ...parent, amount: attributable, before: accounts.attributableBefore },
    ...(minority === null ? [] : [{ ...total(minority), total: false }]),
  ];
  const before = (one: ComparedWith, label: string) =>
    one === null ? {} : { before: <Earlier groupId={group.id} label={label} on={one.periodEnd} /> };
  return (
    <Flex vertical gap={16}>
      <Standing accounts={accounts} />
      <div className="plan-sides">
        <Statement
          title={t('accounts.balance')}
          rows={balance}
          onOpen={setOpen}
          {...before(compared.balance, t('accounts.yearEndBefore'))}
        />
        <Statement
          title={t('accounts.income')}
          rows={income}
          onOpen={setOpen}
          {...before(compared.income, t('accounts.periodBefore'))}
        />
      </div>
      <AccountsJoined joined={accounts.joined} />
      <AccountsParts accounts={accounts} row={open} onClose={() => setOpen(null)} />
    </Flex>
  );
}
