import { Card, Tag } from 'antd';
import { Names } from '../../components/names.tsx';
import { useText } from '../../texts/text.ts';
import type { Order } from './asset-data.ts';

const localTime = (iso: string) => new Date(iso).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });

/** Both sides' signatures under an order, given or still open. */
export function Signatures({ order }: { order: Order }) {
  const t = useText();
  const sides = [
    ['from', 'assets.sideFrom', order.from.name],
    ['to', 'assets.sideTo', order.to.name],
  ] as const;
  return (
    <Card size="small" title={t('assets.signatures')}>
      {sides.map(([side, key, company]) => {
        const signature = order.signatures.find((one) => one.side === side);
        return (
          <p key={side} data-testid={`signature-${side}`}>
            <strong>{t(key)}</strong> {company}
            <br />
            {signature === undefined ? (
              <Tag>{t('assets.notSigned')}</Tag>
            ) : (
              <>
                <Names person={signature.person} onBehalfOf={signature.onBehalfOf} /> ·{' '}
                <time dateTime={signature.at}>{localTime(signature.at)}</time>
              </>
            )}
          </p>
        );
      })}
    </Card>
  );
}
