import { Table, Typography } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import type { Replay, Replayed } from './matter-data.ts';
import { inOrder, placeOf, shownAs } from './replay-reading.ts';

type Row = Replayed['registers']['facts'][number];

function Value({ value, names }: { value: unknown; names: Replay['names'] }) {
  const t = useText();
  const code = useCode();
  const text = shownAs(value, names, t, code);
  return text === null ? (
    <pre className="replay-data">{JSON.stringify(value, null, 1)}</pre>
  ) : (
    <span>{text}</span>
  );
}

/** Where two questions or two answers differ: each place with what was and what is. */
type Props = { title: string; rows: readonly Row[]; names: Replay['names'] };

export function DifferenceTable({ title, rows, names }: Props) {
  const t = useText();
  const code = useCode();
  return (
    <section>
      <Typography.Title level={5}>{title}</Typography.Title>
      <Table<Row>
        size="small"
        rowKey="path"
        pagination={false}
        tableLayout="fixed"
        dataSource={inOrder(rows)}
        columns={[
          {
            title: t('replay.place'),
            key: 'path',
            width: '32%',
            render: (_, row) => placeOf(row.path, names, code),
          },
          { title: t('replay.was'), key: 'was', render: (_, row) => <Value value={row.was} names={names} /> },
          { title: t('replay.is'), key: 'is', render: (_, row) => <Value value={row.is} names={names} /> },
        ]}
      />
    </section>
  );
}
