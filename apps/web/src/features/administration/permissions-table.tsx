import { Table, type TableColumnsType } from 'antd';
import { useCode, useLanguage, useText } from '../../texts/text.ts';
import { type Area, mayCall, type PostKind, type Procedure } from './administration-data.ts';
import { ProcedureName } from './procedure-text.tsx';

/** A line of the table: an area's heading, or a procedure. */
type Line =
  | { readonly key: string; readonly area: string; readonly count: number }
  | { readonly key: string; readonly procedure: Procedure };

const linesOf = (areas: readonly Area<Procedure>[]): Line[] =>
  areas.flatMap(({ area, procedures }) => [
    { key: `area ${area}`, area, count: procedures.length },
    ...procedures.map((procedure) => ({ key: procedure.name, procedure })),
  ]);

function Cell({ may }: { readonly may: boolean }) {
  const t = useText();
  return (
    <span role="img" aria-label={t(may ? 'administration.may' : 'administration.mayNot')}>
      {may ? '●' : '·'}
    </span>
  );
}

function Heading({ area, count }: { readonly area: string; readonly count: number }) {
  const t = useText();
  const code = useCode();
  return (
    <span className="permission-group">
      {code('area', area)} · {t('administration.count', { count })}
    </span>
  );
}

/** Width of a post's column: English words do not break. */
const useCellWidth = (): number => (useLanguage() === 'zh' ? 60 : 116);

function usePostColumns(posts: readonly PostKind[]): TableColumnsType<Line> {
  const t = useText();
  const code = useCode();
  const width = useCellWidth();
  return posts.map((post, at) => ({
    key: post,
    title: code('post', post),
    width,
    align: 'center' as const,
    onCell: (line: Line) => {
      if ('area' in line) return { colSpan: 0 };
      return line.procedure.posts === 'anyone' ? { colSpan: at === 0 ? posts.length : 0 } : {};
    },
    render: (_: unknown, line: Line) => {
      if ('area' in line) return null;
      if (line.procedure.posts === 'anyone') return t('administration.anyone');
      return <Cell may={mayCall(line.procedure, post)} />;
    },
  }));
}

/** Every procedure by area, a column for each post. */
export function PermissionsTable({
  areas,
  posts,
}: {
  readonly areas: readonly Area<Procedure>[];
  readonly posts: readonly PostKind[];
}) {
  const t = useText();
  const cell = useCellWidth();
  const columns: TableColumnsType<Line> = [
    {
      title: t('administration.procedure'),
      width: 220,
      fixed: 'start',
      onCell: (line) => ('area' in line ? { colSpan: posts.length + 2 } : {}),
      render: (_, line) =>
        'area' in line ? <Heading {...line} /> : <ProcedureName name={line.procedure.name} />,
    },
    {
      title: t('administration.type'),
      width: 64,
      onCell: (line) => ('area' in line ? { colSpan: 0 } : {}),
      render: (_, line) => ('area' in line ? null : t(`administration.${line.procedure.type}`)),
    },
    ...usePostColumns(posts),
  ];
  return (
    <Table<Line>
      rowKey="key"
      size="small"
      pagination={false}
      sticky
      scroll={{ x: 284 + posts.length * cell }}
      dataSource={linesOf(areas)}
      onRow={(line) => ({ 'data-testid': `row-${line.key}` }) as object}
      columns={columns}
    />
  );
}
