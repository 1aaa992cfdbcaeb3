import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Flex, Skeleton } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Voucher } from './voucher-data.ts';
import { VoucherSheet } from './voucher-sheet.tsx';

const books: Record<string, 'accounting.bookFinancial' | 'accounting.bookBudget'> = {
  financial: 'accounting.bookFinancial',
  budget: 'accounting.bookBudget',
};

function Actions({ voucher }: { voucher: Voucher }) {
  const t = useText();
  return (
    <Flex gap={12} align="center">
      {voucher.orderId !== null && (
        <Link to="/orders/$id" params={{ id: voucher.orderId }}>
          {t('accounting.order')}
        </Link>
      )}
      <Button onClick={() => window.print()}>{t('accounting.print')}</Button>
    </Flex>
  );
}

/** One voucher as it is printed. */
export default function VoucherPage() {
  const t = useText();
  const { id } = useParams({ from: '/vouchers/$id' });
  const { data: voucher, error } = useQuery(trpc.accounting.voucher.queryOptions({ id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (voucher === undefined) return <Skeleton active />;
  const book = books[voucher.book];
  return (
    <Page
      title={t('accounting.voucherTitle', { number: voucher.number })}
      subtitle={`${voucher.organization.name} · ${book === undefined ? voucher.book : t(book)}`}
      actions={<Actions voucher={voucher} />}
    >
      <VoucherSheet voucher={voucher} />
    </Page>
  );
}
