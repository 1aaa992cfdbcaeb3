import './obligations.css';
import { Link } from '@tanstack/react-router';
import { Table, Tag } from 'antd';
import { useCode, useText } from '../texts/text.ts';
import { ObligationDetail } from './obligation-acts.tsx';
import type { ObligationLine } from './obligation-data.ts';
import { StateTag } from './state-tag.tsx';

/** A due day; overdue ones in cinnabar, and by word. */
function DueDay({ line }: { line: ObligationLine }) {
  const t = useText();
  if (!line.overdue) return line.dueOn;
  return (
    <span className="obligation-overdue">
      {line.dueOn} {t('obligations.overdue')}
    </span>
  );
}

/** Obligations, each with what was said of it below; what waits for this person stands open. */
export function ObligationsTable({
  lines,
  withMatter,
}: {
  lines: readonly ObligationLine[];
  withMatter: boolean;
}) {
  const t = useText();
  const code = useCode();
  return (
    <Table<ObligationLine>
      key={lines.map((line) => line.id).join()}
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={[...lines]}
      onRow={(line) => ({ 'data-testid': `row-${line.id}` }) as object}
      expandable={{
        expandedRowRender: (line) => <ObligationDetail line={line} />,
        rowExpandable: (line) => line.basis !== '' || line.reported !== null || line.may.length > 0,
        defaultExpandedRowKeys: lines.filter((line) => line.may.length > 0).map((line) => line.id),
      }}
      columns={[
        {
          title: t('obligations.what'),
          render: (_, line) => (
            <>
              <Tag>{code('obligationKind', line.kind)}</Tag> {line.text}
              <div className="obligation-about">
                {withMatter && (
                  <Link to="/matters/$id" params={{ id: line.matter.id }}>
                    {line.matter.number ?? ''} {line.matter.title}
                  </Link>
                )}{' '}
                {line.owner.name}
              </div>
            </>
          ),
        },
        {
          title: t('obligations.due'),
          width: 116,
          render: (_, line) => (
            <>
              <DueDay line={line} />
              <div>
                <StateTag kind="obligation" state={line.state} />
              </div>
            </>
          ),
        },
      ]}
    />
  );
}
