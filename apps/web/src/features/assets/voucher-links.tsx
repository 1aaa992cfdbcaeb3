import { Link } from '@tanstack/react-router';
import { Card, Flex, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { useText } from '../../texts/text.ts';
import type { Order } from './asset-data.ts';

/** The vouchers that came of an order or an asset, each with its page. */
export function VoucherLinks({ vouchers }: { vouchers: Order['vouchers'] }) {
  const t = useText();
  return (
    <Card size="small" title={t('assets.vouchers')}>
      {vouchers.length === 0 && <Typography.Text type="secondary">{t('assets.noVouchers')}</Typography.Text>}
      {vouchers.map((voucher) => (
        <Flex key={voucher.id} justify="space-between" gap={12} data-testid={`row-${voucher.id}`}>
          <span>
            <Link to="/vouchers/$id" params={{ id: voucher.id }}>
              {voucher.number}
            </Link>{' '}
            {voucher.organization.name}
          </span>
          <Amount value={voucher.total} />
        </Flex>
      ))}
    </Card>
  );
}
