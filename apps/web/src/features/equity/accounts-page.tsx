import { DownloadOutlined } from '@ant-design/icons';
import { importers } from '@guanyun/domain/organizations/permissions.ts';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Card, DatePicker, Flex, Select, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { AccountsStatements } from './accounts-statements.tsx';
import './plan.css';

type Group = { readonly id: string; readonly name: string; readonly periods: readonly string[] };
type Choice = { readonly companyId?: string; readonly asOf?: string; readonly knownOn?: string | undefined };
type Chosen = { readonly group: Group; readonly period: string; readonly knownOn: string | undefined };

function Choices(props: {
  readonly groups: readonly Group[];
  readonly chosen: Chosen;
  readonly onChoose: (choice: Choice) => void;
}) {
  const t = useText();
  const { group, period, knownOn } = props.chosen;
  const options = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  return (
    <Card size="small">
      <Flex wrap gap={16} align="center">
        <Flex align="center" gap={8}>
          <span>{t('accounts.group')}</span>
          <Select
            aria-label={t('accounts.group')}
            value={group.id}
            style={{ minWidth: 220, maxWidth: '100%' }}
            options={props.groups.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(companyId: string) => props.onChoose({ companyId })}
          />
        </Flex>
        <Flex align="center" gap={8}>
          <span>{t('accounts.period')}</span>
          <Select
            aria-label={t('accounts.period')}
            value={period}
            style={{ width: 140 }}
            options={options(group.periods)}
            onChange={(asOf: string) => props.onChoose({ companyId: group.id, asOf, knownOn })}
          />
        </Flex>
        <Flex align="center" gap={8}>
          <span>{t('accounts.knownOn')}</span>
          <DatePicker
            aria-label={t('accounts.knownOn')}
            placeholder={t('accounts.knownNow')}
            value={knownOn === undefined ? null : dayjs(knownOn)}
            onChange={(day) =>
              props.onChoose({
                ...{ companyId: group.id, asOf: period },
                ...(day === null ? {} : { knownOn: day.format('YYYY-MM-DD') }),
              })
            }
          />
        </Flex>
      </Flex>
    </Card>
  );
}

/** The consolidated statements of a group, as at a period, as known on a day. */
export default function AccountsPage() {
  const t = useText();
  const navigate = useNavigate();
  const search = useSearch({ from: '/equity/accounts' });
  const me = useQuery(trpc.session.me.queryOptions());
  const list = useQuery(trpc.equity.groupAccountsList.queryOptions());
  const group = list.data?.find(({ id }) => id === search.companyId) ?? list.data?.[0];
  const period = group?.periods.find((one) => one === search.asOf) ?? group?.periods[0];
  const knownOn = search.knownOn;
  const asked =
    group === undefined || period === undefined
      ? skipToken
      : { groupId: group.id, periodEnd: period, ...(knownOn === undefined ? {} : { knownOn }) };
  const { data, error } = useQuery(
    trpc.equity.groupAccounts.queryOptions(asked, { placeholderData: keepPreviousData }),
  );
  const post = me.data?.post;
  const imports = post !== undefined && importers['group-accounts'].some((kind) => kind === post.kind);
  const waiting = list.error === null && error === null && (list.data === undefined || (group && !data));
  return (
    <Page
      title={t('accounts.title')}
      subtitle={t('accounts.subtitle')}
      crumbs={<Link to="/equity">{t('equity.back')}</Link>}
      actions={
        <Flex gap={16} align="center" wrap>
          {imports && <Link to="/imports">{t('accounts.import')}</Link>}
          {asked !== skipToken && (
            <Button
              icon={<DownloadOutlined />}
              href={`/exports/group-accounts.xlsx?${new URLSearchParams(asked)}`}
              download
            >
              {t('accounts.export')}
            </Button>
          )}
        </Flex>
      }
    >
      <Flex vertical gap={16}>
        <FailureAlert error={list.error ?? error} />
        {list.data?.length === 0 && (
          <Card>
            <EmptyState title={t('accounts.empty')} hint={t('accounts.emptyHint')} />
          </Card>
        )}
        {list.data !== undefined && group !== undefined && period !== undefined && (
          <Choices
            groups={list.data}
            chosen={{ group, period, knownOn }}
            onChoose={(choice) =>
              void navigate({
                to: '/equity/accounts',
                search: choice as Record<string, string>,
                replace: true,
              })
            }
          />
        )}
        {waiting && <Skeleton active paragraph={{ rows: 10 }} />}
        {data !== undefined && group !== undefined && <AccountsStatements accounts={data} />}
      </Flex>
    </Page>
  );
}
