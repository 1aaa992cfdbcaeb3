import { Link } from '@tanstack/react-router';
import { Flex, Input, Select, Table } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { matching, type OrganizationLine } from './organization-data.ts';
import { OrganizationName } from './organization-name.tsx';

type FilterProps = {
  readonly kinds: readonly string[];
  readonly kind: string | undefined;
  readonly onKind: (kind: string | undefined) => void;
  readonly onWords: (words: string) => void;
};

function Filters({ kinds, kind, onKind, onWords }: FilterProps) {
  const t = useText();
  const code = useCode();
  return (
    <Flex wrap gap={12} style={{ marginBottom: 16 }}>
      <Input
        allowClear
        style={{ width: 300 }}
        aria-label={t('organizations.search')}
        placeholder={t('organizations.search')}
        onChange={(event) => onWords(event.target.value)}
      />
      <Select
        allowClear
        style={{ width: 180 }}
        aria-label={t('organizations.filterKind')}
        placeholder={t('organizations.allKinds')}
        value={kind ?? null}
        options={kinds.map((value) => ({ value, label: code('organizationKind', value) }))}
        onChange={(value: string | null | undefined) => onKind(value ?? undefined)}
      />
    </Flex>
  );
}

function Lines({ lines }: { readonly lines: readonly OrganizationLine[] }) {
  const t = useText();
  const code = useCode();
  return (
    <Table<OrganizationLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={[...lines]}
      onRow={(one) => ({ 'data-testid': `row-${one.id}` }) as object}
      columns={[
        { title: t('organizations.code'), dataIndex: 'code' },
        {
          title: t('organizations.name'),
          render: (_, one) => (
            <Link to="/organizations/$id" params={{ id: one.id }}>
              <OrganizationName name={one.name} status={one.nameStatus} />
            </Link>
          ),
        },
        { title: t('organizations.kind'), render: (_, one) => code('organizationKind', one.kind) },
        {
          title: t('organizations.tier'),
          render: (_, one) => (one.tier === null ? '—' : t('organizations.tierOf', { tier: one.tier })),
        },
        {
          title: t('organizations.form'),
          render: (_, one) => (one.form === null ? '—' : code('organizationForm', one.form)),
        },
        { title: t('organizations.uscc'), render: (_, one) => one.uscc ?? '—' },
        { title: t('organizations.cluster'), render: (_, one) => one.cluster?.name ?? '—' },
      ]}
    />
  );
}

/** Every organisation, filtered by kind and by words. */
export function OrganizationsTable({ lines }: { readonly lines: readonly OrganizationLine[] }) {
  const t = useText();
  const [kind, setKind] = useState<string>();
  const [words, setWords] = useState('');
  const shown = matching(lines, words, kind);
  return (
    <>
      <Filters
        kinds={[...new Set(lines.map((line) => line.kind))]}
        kind={kind}
        onKind={setKind}
        onWords={setWords}
      />
      {shown.length === 0 ? (
        <EmptyState title={t('organizations.none')} hint={t('organizations.noneHint')} />
      ) : (
        <Lines lines={shown} />
      )}
    </>
  );
}
