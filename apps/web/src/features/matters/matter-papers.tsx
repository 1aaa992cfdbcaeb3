import { Alert, Card, Flex, Table, Tag, Typography } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import type { Matter } from './matter-data.ts';
import { findingsOfAll, type StepRow, stepRows } from './step-rows.ts';

const colours: Record<string, string> = { pass: 'green', fail: 'red', data_insufficient: 'orange' };

function Conclusion({ row }: { row: StepRow }) {
  const t = useText();
  const code = useCode();
  if (row.finding === null)
    return <Tag>{row.record === null ? t('matters.notRecorded') : code('outcome', 'pass')}</Tag>;
  const missing = row.record === null && row.finding.outcome === 'fail';
  return (
    <Tag color={colours[row.finding.outcome] ?? 'default'}>
      {missing ? t('matters.missing') : code('outcome', row.finding.outcome)}
    </Tag>
  );
}

function StepTable({ matter }: { matter: Matter }) {
  const t = useText();
  const code = useCode();
  return (
    <Table<StepRow>
      rowKey="code"
      size="small"
      pagination={false}
      scroll={{ x: 560 }}
      dataSource={stepRows(matter)}
      onRow={(row) => ({ 'data-testid': `row-${row.code}` }) as object}
      columns={[
        {
          title: t('matters.step'),
          render: (_, { code: step, need, record }) => (
            <>
              {code('step', step)}
              {record?.baseDate === undefined ? '' : `（${t('matters.baseDate')} ${record.baseDate}）`}
              {need === 'conditional' && record === null && (
                <Typography.Text type="secondary"> {t('matters.conditional')}</Typography.Text>
              )}
            </>
          ),
        },
        { title: t('matters.date'), width: 110, render: (_, { record }) => record?.heldOn ?? '—' },
        { title: t('matters.conclusion'), width: 110, render: (_, row) => <Conclusion row={row} /> },
        { title: t('matters.because'), render: (_, { finding }) => finding?.because ?? '' },
      ]}
    />
  );
}

function MaterialTable({ matter }: { matter: Matter }) {
  const t = useText();
  const asked = matter.route.materials;
  const extra = matter.materials.filter((has) => !asked.some((one) => one.code === has.code));
  const rows = [...asked, ...extra.map(({ code, name }) => ({ code, name }))].map((row) => ({
    ...row,
    file: matter.materials.find((has) => has.code === row.code) ?? null,
    extra: !asked.some((one) => one.code === row.code),
  }));
  return (
    <Table
      rowKey="code"
      size="small"
      pagination={false}
      scroll={{ x: 480 }}
      dataSource={rows}
      onRow={(row) => ({ 'data-testid': `row-${row.code}` }) as object}
      columns={[
        {
          title: t('matters.material'),
          render: (_, row) => (
            <>
              {row.name} {row.extra && <Tag>{t('matters.extra')}</Tag>}
            </>
          ),
        },
        {
          title: t('matters.file'),
          render: (_, { file }) =>
            file === null ? (
              <Tag color="red">{t('matters.missing')}</Tag>
            ) : (
              <a href={`/documents/${file.digest}`} download>
                {file.name}
              </a>
            ),
        },
      ]}
    />
  );
}

/** The steps before the matter with the rules' finding on each, and the materials with what is missing. */
export function MatterPapers({ matter }: { matter: Matter }) {
  const t = useText();
  const missing = matter.missing.map((one) => one.name).join('、');
  return (
    <Card title={t('matters.papers')} extra={t('matters.papersHint')}>
      <Flex vertical gap={12}>
        {findingsOfAll(matter.precheck).map((finding) => (
          <Alert key={finding.code} type="error" showIcon title={finding.because} />
        ))}
        <StepTable matter={matter} />
        {missing === '' ? (
          <Alert type="success" showIcon title={t('matters.allThere')} />
        ) : (
          <Alert type="warning" showIcon title={t('matters.missingList', { names: missing })} />
        )}
        <MaterialTable matter={matter} />
      </Flex>
    </Card>
  );
}
