import { useQuery } from '@tanstack/react-query';
import { Card, Checkbox, Flex, Grid, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type Caller, NOBODY, type Permissions, procedureAreas, type Wanted } from './administration-data.ts';
import { PermissionsList } from './permissions-list.tsx';
import { PermissionsTable } from './permissions-table.tsx';
import { useProcedureText } from './procedure-text.tsx';

type FilterProps = {
  readonly posts: Permissions['posts'];
  readonly wanted: Wanted;
  readonly onWant: (part: Partial<Wanted>) => void;
};

/** Whose procedures, and which. */
function Filters({ posts, wanted, onWant }: FilterProps) {
  const t = useText();
  const code = useCode();
  const callers = [
    ...posts.map((value) => ({ value: value as Caller, label: code('post', value) })),
    { value: NOBODY as Caller, label: t('administration.nobody') },
  ];
  return (
    <>
      <Select<Caller | null>
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 220 }}
        aria-label={t('administration.filterPost')}
        placeholder={t('administration.allPosts')}
        value={wanted.caller ?? null}
        options={callers}
        onChange={(caller) => onWant({ caller: caller ?? undefined })}
      />
      <Input
        allowClear
        style={{ width: 220 }}
        aria-label={t('administration.wordsHint')}
        placeholder={t('administration.wordsHint')}
        value={wanted.words}
        onChange={(event) => onWant({ words: event.target.value })}
      />
      <Checkbox checked={wanted.actsOnly} onChange={(event) => onWant({ actsOnly: event.target.checked })}>
        {t('administration.onlyActs')}
      </Checkbox>
    </>
  );
}

/** All posts side by side where there is room, else the procedures of the one that is chosen. */
function Matrix({ permissions }: { readonly permissions: Permissions }) {
  const t = useText();
  const narrow = Grid.useBreakpoint().md === false;
  const [wanted, setWanted] = useState<Wanted>({ caller: undefined, actsOnly: false, words: '' });
  const textOf = useProcedureText();
  const areas = procedureAreas(permissions.procedures, wanted, textOf);
  const count = areas.reduce((sum, { procedures }) => sum + procedures.length, 0);
  const unasked = narrow && wanted.caller === undefined;
  return (
    <>
      <Flex wrap gap={12} align="center" style={{ marginBottom: 16 }}>
        <Filters
          posts={permissions.posts}
          wanted={wanted}
          onWant={(part) => setWanted({ ...wanted, ...part })}
        />
        {!unasked && <span aria-live="polite">{t('administration.count', { count })}</span>}
      </Flex>
      {unasked && (
        <EmptyState title={t('administration.choosePost')} hint={t('administration.choosePostHint')} />
      )}
      {!unasked && count === 0 && <EmptyState title={t('administration.none')} />}
      {!unasked && count > 0 && wanted.caller === undefined && (
        <PermissionsTable areas={areas} posts={permissions.posts} />
      )}
      {count > 0 && wanted.caller !== undefined && <PermissionsList areas={areas} caller={wanted.caller} />}
    </>
  );
}

/** Post × procedure, read off the declarations that every call is checked against. */
export default function PermissionsPage() {
  const t = useText();
  const { data, error } = useQuery(trpc.administration.permissions.queryOptions());
  return (
    <Page title={t('administration.permissionsTitle')} subtitle={t('administration.permissionsSubtitle')}>
      <Card>
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active paragraph={{ rows: 12 }} />}
        {data !== undefined && <Matrix permissions={data} />}
      </Card>
    </Page>
  );
}
