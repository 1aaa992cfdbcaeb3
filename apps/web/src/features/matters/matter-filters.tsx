import { matterStates } from '@guanyun/domain/matters/matter-case.ts';
import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import { useQuery } from '@tanstack/react-query';
import { DatePicker, Flex, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { changed, levels, type MatterFilter } from './matter-filter.ts';
import { useMatterNames } from './matter-names.ts';

type Props = { readonly filter: MatterFilter; readonly onChange: (filter: MatterFilter) => void };

function Choice<T extends string>(props: {
  readonly label: string;
  readonly width: number;
  readonly value: readonly T[];
  readonly options: readonly { value: T; label: string }[];
  readonly several?: boolean;
  readonly onChange: (values: T[]) => void;
}) {
  const { label, width, value, options, several = false, onChange } = props;
  return (
    <Select<T | T[] | null>
      allowClear
      {...(several ? { mode: 'multiple' as const, maxTagCount: 'responsive' as const } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width }}
      aria-label={label}
      placeholder={label}
      value={several ? [...value] : (value[0] ?? null)}
      options={[...options]}
      onChange={(next) =>
        onChange(next === null || next === undefined ? [] : Array.isArray(next) ? next : [next])
      }
    />
  );
}

/** What the list is narrowed to and how it is ordered. */
export function MatterFilters({ filter, onChange }: Props) {
  const t = useText();
  const code = useCode();
  const names = useMatterNames();
  const companies = useQuery(trpc.organizations.companies.queryOptions());
  const set = <K extends keyof MatterFilter>(key: K, value: MatterFilter[K] | null) =>
    onChange(changed(filter, key, value));
  return (
    <Flex wrap gap={12} style={{ marginBottom: 16 }}>
      <Input.Search
        key={filter.search ?? ''}
        allowClear
        aria-label={t('matters.search')}
        placeholder={t('matters.search')}
        defaultValue={filter.search ?? ''}
        style={{ width: 190 }}
        maxLength={100}
        onSearch={(typed) => set('search', typed.trim())}
      />
      <Choice
        several
        label={t('matters.filterState')}
        width={150}
        value={filter.states ?? []}
        options={matterStates.map((value) => ({ value, label: code('matter', value) }))}
        onChange={(states) => set('states', states)}
      />
      <Choice
        several
        label={t('matters.filterMatter')}
        width={150}
        value={filter.matters ?? []}
        options={matterSlugs.map((value) => ({
          value,
          label: names.find((one) => one.slug === value)?.name ?? value,
        }))}
        onChange={(matters) => set('matters', matters)}
      />
      <Choice
        label={t('matters.filterCompany')}
        width={170}
        value={filter.companyId === undefined ? [] : [filter.companyId]}
        options={(companies.data ?? []).map(({ id, name, code: short }) => ({
          value: id,
          label: name || short,
        }))}
        onChange={([companyId]) => set('companyId', companyId ?? null)}
      />
      <Choice
        label={t('matters.filterLevel')}
        width={140}
        value={filter.level === undefined ? [] : [filter.level]}
        options={levels.map((value) => ({ value, label: code('level', value) }))}
        onChange={([level]) => set('level', level ?? null)}
      />
      <DatePicker
        aria-label={t('matters.filterDue')}
        style={{ width: 130 }}
        placeholder={t('matters.filterDue')}
        value={filter.dueBy === undefined ? null : dayjs(filter.dueBy)}
        onChange={(day) => set('dueBy', day === null ? null : day.format('YYYY-MM-DD'))}
      />
      <Select
        aria-label={t('matters.order')}
        style={{ width: 130 }}
        value={filter.order ?? 'due'}
        options={(['due', 'newest'] as const).map((value) => ({ value, label: t(`matters.order.${value}`) }))}
        onChange={(order) => set('order', order === 'due' ? null : order)}
      />
    </Flex>
  );
}
