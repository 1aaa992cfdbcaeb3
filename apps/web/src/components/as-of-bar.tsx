import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, DatePicker, Flex, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useText } from '../texts/text.ts';
import { trpc } from '../trpc.ts';

type Dates = { readonly asOf?: string; readonly knownOn?: string; readonly basis?: string };

function Day({
  label,
  value,
  onPick,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onPick: (day: string) => void;
}) {
  return (
    <Flex align="center" gap={8}>
      <span>{label}</span>
      <DatePicker
        aria-label={label}
        allowClear={false}
        {...(value === undefined ? {} : { value: dayjs(value) })}
        onChange={(day) => day && onPick(day.format('YYYY-MM-DD'))}
      />
    </Flex>
  );
}

/** The dates of a picture: the business date and, folded away, what was known on another day. The address holds both. */
export function AsOfBar({ basis = false }: { readonly basis?: boolean }) {
  const t = useText();
  const navigate = useNavigate();
  const dates = useSearch({ strict: false }) as Dates;
  const me = useQuery(trpc.session.me.queryOptions());
  const [open, setOpen] = useState(dates.knownOn !== undefined);
  const set = (next: Dates): void => {
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, ...next }),
      replace: true,
    } as never);
  };
  return (
    <Flex gap={16} align="center" wrap>
      <Day label={t('asOf.business')} value={dates.asOf ?? me.data?.today} onPick={(asOf) => set({ asOf })} />
      {basis && (
        <Flex align="center" gap={8}>
          <span>{t('asOf.basis')}</span>
          <Select
            aria-label={t('asOf.basis')}
            value={dates.basis ?? 'register'}
            style={{ width: 130 }}
            onChange={(value: string) => set({ basis: value })}
            options={(['register', 'registration', 'decision'] as const).map((value) => ({
              value,
              label: t(`asOf.${value}`),
            }))}
          />
        </Flex>
      )}
      {basis && open && (
        <Day
          label={t('asOf.known')}
          value={dates.knownOn ?? me.data?.today}
          onPick={(knownOn) => set({ knownOn })}
        />
      )}
      {basis && (
        <Button type="link" size="small" onClick={() => setOpen(!open)}>
          {t(open ? 'asOf.less' : 'asOf.more')}
        </Button>
      )}
    </Flex>
  );
}
