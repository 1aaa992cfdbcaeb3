import { Alert, Flex, Table, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { shortPercent } from '../../components/short-percent.ts';
import { useText } from '../../texts/text.ts';
import { type BodsPreview, LISTED_MAX } from './import-data.ts';

type Place = { readonly statement: number | null; readonly path: string; readonly message: string };

function Places({ places }: { readonly places: readonly Place[] }) {
  const t = useText();
  return (
    <Table<Place>
      rowKey={(one) => `${one.statement}-${one.path}-${one.message}`}
      size="small"
      scroll={{ x: 640 }}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...places]}
      columns={[
        {
          title: t('imports.bodsStatement'),
          align: 'right',
          width: 90,
          render: (_, one) => (one.statement === null ? '—' : one.statement + 1),
        },
        { title: t('imports.message'), dataIndex: 'message' },
        { title: t('imports.bodsPath'), render: (_, one) => one.path !== '' && <code>{one.path}</code> },
      ]}
    />
  );
}

type Company = BodsPreview['companies'][number];
type Line = Company['holders'][number] & { readonly key: string; readonly company: Company };

/** A company by its name, or by its code where the name is not known. */
export function CompanyName({ company }: { readonly company: Company['company'] }) {
  const t = useText();
  return <>{company.name ?? t('imports.bodsUnnamed', { code: company.code })}</>;
}

function Openings({ companies }: { readonly companies: readonly Company[] }) {
  const t = useText();
  const lines = companies.flatMap((company) =>
    company.holders.map((holder) => ({ ...holder, key: `${company.company.id} ${holder.name}`, company })),
  );
  if (lines.length === 0) return null;
  return (
    <Table<Line>
      rowKey="key"
      size="small"
      scroll={{ x: 760 }}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={lines}
      columns={[
        {
          title: t('imports.bodsCompany'),
          render: (_, line) => <CompanyName company={line.company.company} />,
          onCell: (line) => ({
            rowSpan:
              line === lines.find((one) => one.company === line.company) ? line.company.holders.length : 0,
          }),
        },
        { title: t('imports.bodsHolder'), dataIndex: 'name' },
        {
          title: t('imports.bodsShare'),
          align: 'right',
          render: (_, line) => <span title={line.share.fraction}>{shortPercent(line.share.percent)}%</span>,
        },
        {
          title: t('imports.bodsSubscribed'),
          align: 'right',
          render: (_, line) => <Amount value={line.subscribed} />,
        },
        { title: t('imports.bodsPaid'), align: 'right', render: (_, line) => <Amount value={line.paid} /> },
        { title: t('imports.bodsOn'), render: (_, line) => line.company.on },
      ]}
    />
  );
}

/** The check of a file of BODS: every problem by statement and path, or what it opens, and what it says that is not kept. */
export function BodsResult({ preview }: { readonly preview: BodsPreview }) {
  const t = useText();
  const { problems, leftOut, companies } = preview;
  const count = problems.length;
  const missing = companies.filter((one) => one.on === null);
  return (
    <Flex vertical gap={12} aria-live="polite">
      {count > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(count < LISTED_MAX ? 'imports.bodsBad' : 'imports.bodsBadMany', { count })}
        />
      )}
      {count > 0 && <Places places={problems} />}
      {count === 0 && missing.length === 0 && (
        <Alert
          type="success"
          showIcon
          title={t('imports.bodsGood', { companies: companies.length, statements: preview.statements })}
          description={t('imports.bodsGoodHint')}
        />
      )}
      {count === 0 && <Openings companies={companies} />}
      {count === 0 && leftOut.length > 0 && (
        <>
          <Typography.Text strong>{t('imports.bodsLeftOut', { count: leftOut.length })}</Typography.Text>
          <Places places={leftOut} />
        </>
      )}
    </Flex>
  );
}
