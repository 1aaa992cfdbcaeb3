import { Grid, Table, Tag, Typography } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import type { Matter } from './matter-data.ts';
import { type StepRow, stepRows } from './step-rows.ts';

/** Colour repeats what the word of an outcome says. */
export const outcomeColours: Readonly<Record<string, string>> = {
  pass: 'green',
  fail: 'red',
  data_insufficient: 'orange',
};

function Conclusion({ row }: { row: StepRow }) {
  const t = useText();
  const code = useCode();
  if (row.finding === null)
    return <Tag>{row.record === null ? t('matters.notRecorded') : code('outcome', 'pass')}</Tag>;
  const missing = row.record === null && row.finding.outcome === 'fail';
  return (
    <Tag color={outcomeColours[row.finding.outcome] ?? 'default'}>
      {missing ? t('matters.missing') : code('outcome', row.finding.outcome)}
    </Tag>
  );
}

/** The steps before the case, with the rules' finding on each; on a narrow screen day and reason stand beneath. */
export function StepTable({ matter }: { matter: Matter }) {
  const t = useText();
  const code = useCode();
  const narrow = Grid.useBreakpoint().md === false;
  return (
    <Table<StepRow>
      rowKey="code"
      size="small"
      pagination={false}
      dataSource={stepRows(matter)}
      onRow={(row) => ({ 'data-testid': `row-${row.code}` }) as object}
      columns={[
        {
          title: t('matters.step'),
          render: (_, { code: step, need, record, finding }) => (
            <>
              {code('step', step)}
              {record?.baseDate === undefined ? '' : `（${t('matters.baseDate')} ${record.baseDate}）`}
              {need === 'conditional' && record === null && (
                <Typography.Text type="secondary"> {t('matters.conditional')}</Typography.Text>
              )}
              {narrow && <div className="beneath">{finding?.because ?? record?.heldOn ?? ''}</div>}
            </>
          ),
        },
        {
          title: t('matters.date'),
          width: 110,
          responsive: ['md'],
          render: (_, { record }) => record?.heldOn ?? '—',
        },
        { title: t('matters.conclusion'), width: 100, render: (_, row) => <Conclusion row={row} /> },
        {
          title: t('matters.because'),
          responsive: ['md'],
          render: (_, { finding }) => finding?.because ?? '',
        },
      ]}
    />
  );
}

/** The materials with what is missing; what the company promised to bring says so. */
export function MaterialTable({ matter }: { matter: Matter }) {
  const t = useText();
  const asked = matter.route.materials;
  const promised = matter.content.lacking?.codes ?? [];
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
          render: (_, { code, file }) =>
            file === null ? (
              <Tag color={promised.includes(code) ? 'orange' : 'red'}>
                {t(promised.includes(code) ? 'matters.toCome' : 'matters.missing')}
              </Tag>
            ) : (
              <a href={`/documents/${file.digest}?matter=${matter.id}`} download>
                {file.name}
              </a>
            ),
        },
      ]}
    />
  );
}
