import { Alert, Descriptions, Flex, Table } from 'antd';
import { useLanguage, useText } from '../../texts/text.ts';
import { type BadCell, LISTED_MAX, type Preview, type SummaryLine } from './import-data.ts';

/** What an import adds, counted. */
export function Summary({ lines }: { readonly lines: readonly SummaryLine[] }) {
  const t = useText();
  const language = useLanguage();
  const added = lines.filter((line) => line.count > 0);
  if (added.length === 0) return <>{t('imports.noRows')}</>;
  return (
    <Descriptions
      size="small"
      bordered
      column={{ xs: 1, sm: 2, lg: 3 }}
      items={added.map((line) => ({ key: line.zh, label: line[language], children: line.count }))}
    />
  );
}

function BadCells({ problems }: { readonly problems: readonly BadCell[] }) {
  const t = useText();
  return (
    <Table<BadCell>
      rowKey={(one) => `${one.sheet}!${one.column}${one.row}-${one.code}-${one.message}`}
      size="small"
      scroll={{ x: 720 }}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...problems]}
      onRow={(one) => ({ 'data-testid': `row-${one.sheet}-${one.column}-${one.row}` }) as object}
      columns={[
        { title: t('imports.sheet'), dataIndex: 'sheet' },
        { title: t('imports.row'), dataIndex: 'row', align: 'right', width: 72 },
        { title: t('imports.column'), dataIndex: 'column' },
        { title: t('imports.value'), render: (_, one) => <code>{one.value}</code> },
        { title: t('imports.message'), dataIndex: 'message' },
      ]}
    />
  );
}

function Sheets({ sheets }: { readonly sheets: Preview['sheets'] }) {
  const t = useText();
  if (sheets.length === 0) return null;
  return (
    <Table<Preview['sheets'][number]>
      rowKey="name"
      size="small"
      pagination={false}
      dataSource={[...sheets]}
      style={{ maxWidth: 480 }}
      columns={[
        { title: t('imports.sheets'), dataIndex: 'name' },
        { title: t('imports.rows'), dataIndex: 'rows', align: 'right' },
      ]}
    />
  );
}

/** The check of a workbook: every bad cell by sheet, row and column, or what it will add. */
export function PreviewResult({ preview }: { readonly preview: Preview }) {
  const t = useText();
  const count = preview.problems.length;
  if (count > 0)
    return (
      <Flex vertical gap={12} aria-live="polite">
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(count < LISTED_MAX ? 'imports.bad' : 'imports.badMany', { count })}
          description={t('imports.badHint')}
        />
        <BadCells problems={preview.problems} />
        <Sheets sheets={preview.sheets} />
      </Flex>
    );
  return (
    <Flex vertical gap={12} aria-live="polite">
      <Alert type="success" showIcon title={t('imports.good')} />
      <strong>{t('imports.willAdd')}</strong>
      <Summary lines={preview.summary} />
      <Sheets sheets={preview.sheets} />
    </Flex>
  );
}
