import { Table, Typography } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import type { Replayed } from './matter-data.ts';
import { placeOf, shownAs } from './replay-reading.ts';

type Row = Replayed['registers']['facts'][number];

function Value({ value }: { value: unknown }) {
  const t = useText();
  const code = useCode();
  const text = shownAs(value, t, code);
  return text === null ? (
    <pre className="replay-data">{JSON.stringify(value, null, 1)}</pre>
  ) : (
    <span>{text}</span>
  );
}

/** Where two questions or two answers differ: each place with what was and what is. */
export function DifferenceTable({ title, rows }: { title: string; rows: readonly Row[] }) {
  const t = useText();
  const code = useCode();
  return (
    <section>
      <Typography.Title level={5}>{title}</Typography.Title>
      <Table<Row>
        size="small"
        rowKey="path"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={[...rows]}
        columns={[
          { title: t('replay.place'), key: 'path', render: (_, row) => placeOf(row.path, code) },
          { title: t('replay.was'), key: 'was', render: (_, row) => <Value value={row.was} /> },
          { title: t('replay.is'), key: 'is', render: (_, row) => <Value value={row.is} /> },
        ]}
      />
    </section>
  );
}
