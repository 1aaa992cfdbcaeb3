import { useQuery } from '@tanstack/react-query';
import { DatePicker, Flex, Select } from 'antd';
import dayjs from 'dayjs';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

export const voucherBooks = ['financial', 'budget'] as const;
export type VoucherSearch = {
  readonly organizationId?: string;
  readonly book?: (typeof voucherBooks)[number];
  readonly from?: string;
  readonly to?: string;
};

/** Whose vouchers, of which book and period. */
export function VoucherFilters(props: {
  readonly filter: VoucherSearch;
  readonly onPick: (part: { [K in keyof VoucherSearch]: VoucherSearch[K] | undefined }) => void;
}) {
  const t = useText();
  const { filter, onPick } = props;
  const companies = useQuery(trpc.organizations.companies.queryOptions());
  const books = { financial: 'accounting.bookFinancial', budget: 'accounting.bookBudget' } as const;
  const day = (key: 'from' | 'to') => (
    <Flex align="center" gap={8}>
      <span>{t(`accounting.${key}`)}</span>
      <DatePicker
        aria-label={t(`accounting.${key}`)}
        value={filter[key] === undefined ? null : dayjs(filter[key])}
        onChange={(picked) => onPick({ [key]: picked?.format('YYYY-MM-DD') })}
      />
    </Flex>
  );
  return (
    <Flex wrap gap={12} style={{ marginBottom: 16 }}>
      <Select
        allowClear
        style={{ width: 300, maxWidth: '100%' }}
        aria-label={t('accounting.organization')}
        placeholder={t('accounting.allOrganizations')}
        value={filter.organizationId ?? null}
        options={(companies.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        onChange={(value: string | null | undefined) => onPick({ organizationId: value ?? undefined })}
      />
      <Select
        allowClear
        style={{ width: 160 }}
        aria-label={t('accounting.filterBook')}
        placeholder={t('accounting.allBooks')}
        value={filter.book ?? null}
        options={voucherBooks.map((value) => ({ value, label: t(books[value]) }))}
        onChange={(value: VoucherSearch['book'] | null) => onPick({ book: value ?? undefined })}
      />
      {day('from')}
      {day('to')}
    </Flex>
  );
}
