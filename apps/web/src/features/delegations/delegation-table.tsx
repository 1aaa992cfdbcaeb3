import { Table } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { DelegationLine } from './delegation-data.ts';

function Revoke({ line }: { readonly line: DelegationLine }) {
  const t = useText();
  if (line.may.length === 0) return null;
  return (
    <ActButton
      danger
      confirm={t('delegations.confirmRevoke', { name: line.receiver.name })}
      mutation={trpc.delegations.revoke.mutationOptions()}
      input={{ id: line.id }}
    >
      {t('delegations.revoke')}
    </ActButton>
  );
}

/** Who acts for whom, in which post, for what and until when. */
export function DelegationTable({ lines }: { readonly lines: readonly DelegationLine[] }) {
  const t = useText();
  const code = useCode();
  if (lines.length === 0) return <EmptyState title={t('delegations.none')} />;
  return (
    <Table<DelegationLine>
      rowKey="id"
      size="small"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      scroll={{ x: 980 }}
      dataSource={[...lines]}
      onRow={(line) => ({ 'data-testid': `row-${line.id}` }) as object}
      columns={[
        { title: t('delegations.giver'), width: 100, render: (_, line) => line.giver.name },
        {
          title: t('delegations.post'),
          render: (_, line) => `${code('post', line.kind)} · ${line.organization.name}`,
        },
        { title: t('delegations.receiver'), width: 100, render: (_, line) => line.receiver.name },
        {
          title: t('delegations.scope'),
          render: (_, line) =>
            line.matters === null
              ? t('delegations.all')
              : line.matters.map((slug) => code('slug', slug)).join('、'),
        },
        { title: t('delegations.period'), width: 200, render: (_, line) => `${line.from} — ${line.to}` },
        {
          title: t('delegations.document'),
          width: 110,
          render: (_, line) =>
            line.document === null ? (
              '—'
            ) : (
              <a href={`/documents/${line.document}`} download>
                {line.document.slice(0, 8)}…
              </a>
            ),
        },
        {
          title: t('delegations.state'),
          width: 90,
          render: (_, line) => <StateTag kind="delegation" state={line.state} />,
        },
        { title: t('delegations.action'), width: 100, render: (_, line) => <Revoke line={line} /> },
      ]}
    />
  );
}
