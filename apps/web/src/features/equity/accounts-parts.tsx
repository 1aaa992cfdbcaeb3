import { Drawer, Flex, Table, Tag, Typography } from 'antd';
import { Reasons } from '../../components/why.tsx';
import { useLanguage, useText } from '../../texts/text.ts';
import { type Accounts, type Entry, inYuan, type StatementRow } from './accounts-data.ts';

type Part = Accounts['netProfit']['parts'][number];
/** What a figure's parts refer to. */
type Sources = Pick<Accounts, 'companies' | 'entries' | 'reasons'>;
type OfKind<K extends Part['kind']> = Extract<Part, { kind: K }>;
const ofKind = <K extends Part['kind']>(parts: readonly Part[], kind: K): OfKind<K>[] =>
  parts.filter((part): part is OfKind<K> => part.kind === kind);

function Money({ value }: { readonly value: string }) {
  return <div className="amount">{inYuan(value)}</div>;
}

/** A cell of a workbook on record; the link brings the workbook. */
export function Cell(props: {
  readonly sheet: string;
  readonly cell: string;
  readonly document: string | undefined;
}) {
  const text = `${props.sheet}!${props.cell}`;
  if (props.document === undefined) return <>{text}</>;
  return (
    <a href={`/documents/${props.document}`} download>
      {text}
    </a>
  );
}

function CompanyParts({ accounts, parts }: { readonly accounts: Sources; readonly parts: readonly Part[] }) {
  const t = useText();
  const companies = new Map(accounts.companies.map((one) => [one.id, one]));
  return (
    <Table
      size="small"
      pagination={false}
      rowKey={(part) => `${part.company}${part.line}`}
      dataSource={ofKind(parts, 'company')}
      locale={{ emptyText: t('accounts.none') }}
      columns={[
        { title: t('accounts.company'), render: (_, part) => companies.get(part.company)?.name },
        {
          title: t('accounts.source'),
          render: (_, { company, sheet, cell }) => (
            <>
              <Cell sheet={sheet} cell={cell} document={companies.get(company)?.document} />{' '}
              <Typography.Text type="secondary">
                {t('accounts.version', { n: companies.get(company)?.version ?? '' })}
              </Typography.Text>
            </>
          ),
        },
        { title: t('accounts.value'), align: 'right', render: (_, { amount }) => <Money value={amount} /> },
      ]}
    />
  );
}

type Lines = Entry['debit'];

/** The two sides of an entry. */
export function EntrySides({ debit, credit }: { readonly debit: Lines; readonly credit: Lines }) {
  const t = useText();
  const language = useLanguage();
  const side = (label: string, lines: Lines) =>
    lines.map(({ title, amount }) => (
      <Flex key={`${label}${title.zh}`} justify="space-between" gap={12}>
        <span>
          {label} {title[language]}
        </span>
        <span className="amount">{inYuan(amount)}</span>
      </Flex>
    ));
  return (
    <>
      {side(t('accounts.debit'), debit)}
      {side(t('accounts.credit'), credit)}
    </>
  );
}

function EntryShown({ entry }: { readonly entry: Entry }) {
  const language = useLanguage();
  const { origin } = entry;
  return (
    <Flex vertical gap={2}>
      <span>
        <Tag>{entry.number}</Tag>
        {entry.step[language]}
      </span>
      {language === 'zh' && <Typography.Text type="secondary">{entry.step.because}</Typography.Text>}
      <Typography.Text type="secondary">
        {origin === null ? entry.company?.name : `${origin.from.name} → ${origin.to.name} `}
        {origin !== null && <Cell sheet={origin.sheet} cell={origin.cell} document={origin.document} />}
      </Typography.Text>
      <EntrySides debit={entry.debit} credit={entry.credit} />
    </Flex>
  );
}

function EntryParts({ accounts, parts }: { readonly accounts: Sources; readonly parts: readonly Part[] }) {
  const t = useText();
  const entries = new Map(accounts.entries.map((one) => [one.number, one]));
  return (
    <Table
      size="small"
      pagination={false}
      rowKey={(part) => `${part.entry}${part.line}${part.amount}`}
      dataSource={ofKind(parts, 'entry')}
      locale={{ emptyText: t('accounts.none') }}
      columns={[
        {
          title: t('accounts.entry'),
          render: (_, part) => {
            const entry = entries.get(part.entry);
            return entry === undefined ? null : <EntryShown entry={entry} />;
          },
        },
        {
          title: t('accounts.value'),
          align: 'right',
          width: 130,
          render: (_, { amount }) => <Money value={amount} />,
        },
      ]}
    />
  );
}

function MinorityParts({ accounts, parts }: { readonly accounts: Sources; readonly parts: readonly Part[] }) {
  const t = useText();
  const names = new Map(accounts.companies.map((one) => [one.id, one.name]));
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="company"
      dataSource={ofKind(parts, 'minority')}
      columns={[
        { title: t('accounts.company'), render: (_, part) => names.get(part.company) },
        { title: t('accounts.value'), align: 'right', render: (_, { amount }) => <Money value={amount} /> },
      ]}
    />
  );
}

type Props = {
  readonly accounts: Sources;
  readonly row: StatementRow | null;
  readonly onClose: () => void;
};

/** What a consolidated figure is made of: the cell of each company, each entry, and why. */
export function AccountsParts({ accounts, row, onClose }: Props) {
  const t = useText();
  const parts = row?.figure?.parts ?? [];
  const minority = parts.some(({ kind }) => kind === 'minority');
  return (
    <Drawer
      open={row !== null}
      onClose={onClose}
      size="min(640px, 100vw)"
      title={
        row === null ? '' : t('accounts.parts', { line: row.label, amount: inYuan(row.amount ?? '0.00') })
      }
    >
      <Flex vertical gap={16} data-testid="parts">
        {minority ? (
          <section aria-label={t('accounts.fromMinorities')}>
            <h3>{t('accounts.fromMinorities')}</h3>
            <MinorityParts accounts={accounts} parts={parts} />
          </section>
        ) : (
          <>
            <section aria-label={t('accounts.fromCompanies')}>
              <h3>{t('accounts.fromCompanies')}</h3>
              <CompanyParts accounts={accounts} parts={parts} />
            </section>
            <section aria-label={t('accounts.fromEntries')}>
              <h3>{t('accounts.fromEntries')}</h3>
              <EntryParts accounts={accounts} parts={parts} />
            </section>
          </>
        )}
        <section aria-label={t('accounts.method')}>
          <h3>{t('accounts.method')}</h3>
          <Reasons reasons={accounts.reasons} />
        </section>
      </Flex>
    </Drawer>
  );
}
