import type { AppRouter } from '@guanyun/api/router.ts';
import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { inferRouterOutputs } from '@trpc/server';
import { Card, Form, Select } from 'antd';
import { useText } from '../../texts/text.ts';

export type Award = inferRouterOutputs<AppRouter>['tenders']['unsignedAwards'][number];

/** Which award the contract is signed on; its bidder and its price are the contract's. */
export function AwardField({
  awards,
  award,
  onChange,
}: {
  awards: readonly Award[];
  award: Award | null;
  onChange: (id: string) => void;
}) {
  const t = useText();
  return (
    <Card size="small" type="inner" title={t('life.awardId')}>
      <Form.Item
        label={t('life.awardId')}
        htmlFor="award"
        layout="vertical"
        required
        extra={award === null ? t('life.awardHint') : t('life.signBy', { by: award.signBy })}
      >
        <Select<string>
          id="award"
          style={{ maxWidth: 640 }}
          placeholder={t(awards.length === 0 ? 'life.noAwards' : 'life.chooseAward')}
          value={award?.id ?? null}
          onChange={onChange}
          options={awards.map(({ id, number, title, supplier, price }) => ({
            value: id,
            label: `${number} ${title} · ${supplier.name} · ${displayYuan(parseYuan(price), 'yuan')}`,
          }))}
        />
      </Form.Item>
    </Card>
  );
}
